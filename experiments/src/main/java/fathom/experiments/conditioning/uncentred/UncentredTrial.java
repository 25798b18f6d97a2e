package fathom.experiments.conditioning.uncentred;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.runs.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The correlations of both pairs at each depth asked for, and at those where the theorem's third case has a formula but no bound. */
record UncentredTrial() implements Trial<UncentredCell, UncentredResult>, Serializable {

    /** Distances below this are rounding, and so is their ratio. */
    private static final double LEAST = 1e-11;

    @Override
    public UncentredResult run(UncentredCell cell) {
        CorrelationMap map = CorrelationMap.uncentred(cell.activation());
        FixedPoint fixed = FixedPoint.of(map);
        double above = 1 - cell.delta();
        double below = -above;
        List<UncentredResult.Point> points = new ArrayList<>();
        for (int depth = 1; depth <= cell.depths().getLast(); depth++) {
            boolean early = fixed.phase() == FixedPoint.Phase.MARGINAL
                    && depth > fixed.positiveFrom()
                    && depth < fixed.appliesFrom(cell.delta());
            double before = Math.abs(above - fixed.rhobar());
            above = clamped(map.value(above));
            below = clamped(map.value(below));
            double after = Math.abs(above - fixed.rhobar());
            if (early || cell.depths().contains(depth)) {
                points.add(new UncentredResult.Point(
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
