package fathom.experiments.conditioning.uncentred;

import java.util.List;

/**
 * @param fixedPoint where both correlations go
 * @param points one for each depth, those included where the third case is void
 */
public record UncentredResult(FixedPoint fixedPoint, List<Point> points) {

    /**
     * @param depth hidden layers
     * @param above K of the inputs of correlation 1 - delta
     * @param below K of those of correlation delta - 1
     * @param rate |K_L - rhobar| / |K_{L-1} - rhobar| of the former; not a number where rounding has taken over
     * @param asserted whether the theorem says anything here
     */
    public record Point(int depth, double above, double below, double rate, boolean asserted) {

        /** The larger of the two distances to the fixed point. */
        public double distance(double rhobar) {
            return Math.max(Math.abs(above - rhobar), Math.abs(below - rhobar));
        }
    }
}
