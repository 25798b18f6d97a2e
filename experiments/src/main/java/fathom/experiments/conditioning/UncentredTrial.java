package fathom.experiments.conditioning;

import fathom.runs.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The correlations of both pairs at each depth asked for, and at those where the theorem's third case has a formula but no bound. */
record UncentredTrial() implements Trial<UncentredTrial.UncentredCell, UncentredTrial.UncentredResult>, Serializable {

    /**
     * Two inputs of correlation 1 - delta, and two of correlation delta - 1, through the layers of a network that is not centred.
     *
     * @param activation divided by the root of its second moment, and not shifted
     * @param depths at which distances to the fixed point are compared with bounds
     */
    public record UncentredCell(String activation, double delta, List<Integer> depths) {

        String label() {
            return activation + " not centred, delta = " + delta;
        }
    }

    /**
     * @param fixedPoint where both correlations go
     * @param points one for each depth, those included where the third case is void
     */
    public record UncentredResult(FixedPoint fixedPoint, List<UncentredPoint> points) {}

    /**
     * @param depth hidden layers
     * @param above K of the inputs of correlation 1 - delta
     * @param below K of those of correlation delta - 1
     * @param rate |K_L - rhobar| / |K_{L-1} - rhobar| of the former; not a number where rounding has taken over
     * @param asserted whether the theorem says anything here
     */
    public record UncentredPoint(int depth, double above, double below, double rate, boolean asserted) {

        /** The larger of the two distances to the fixed point. */
        public double distance(double rhobar) {
            return Math.max(Math.abs(above - rhobar), Math.abs(below - rhobar));
        }
    }

    /** Distances below this are rounding, and so is their ratio. */
    private static final double LEAST = 1e-11;

    @Override
    public UncentredResult run(UncentredCell cell) {
        CorrelationMap map = CorrelationMap.uncentred(cell.activation());
        FixedPoint fixed = FixedPoint.of(map);
        double above = 1 - cell.delta();
        double below = -above;
        List<UncentredPoint> points = new ArrayList<>();
        for (int depth = 1; depth <= cell.depths().getLast(); depth++) {
            boolean early = fixed.phase() == FixedPoint.Phase.MARGINAL
                    && depth > fixed.positiveFrom()
                    && depth < fixed.appliesFrom(cell.delta());
            double before = Math.abs(above - fixed.rhobar());
            above = clamped(map.value(above));
            below = clamped(map.value(below));
            double after = Math.abs(above - fixed.rhobar());
            if (early || cell.depths().contains(depth)) {
                points.add(new UncentredPoint(
                        depth,
                        above,
                        below,
                        after > LEAST ? after / before : Double.NaN,
                        depth >= fixed.appliesFrom(cell.delta())));
            }
        }
        return new UncentredResult(fixed, points);
    }

    private static double clamped(double rho) {
        return Math.max(-1, Math.min(1, rho));
    }
}
