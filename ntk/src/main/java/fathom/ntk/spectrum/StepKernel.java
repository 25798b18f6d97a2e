package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/** kappa_0 composed with itself; kappa_0(u) = (pi - arccos u) / pi. */
final class StepKernel extends SphereKernel {

    private static final double INVERSE_PI = 0.3183098861837906715;

    private final int depth;

    StepKernel(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a step kernel needs at least one hidden layer, not " + depth);
        }
        this.depth = depth;
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        DoubleDouble theta = angle;
        for (int l = 1; l < depth; l++) {
            theta = Functions.angle(theta.over(DoubleDouble.PI).scaled(-1));
        }
        return DoubleDouble.ONE.minus(theta.over(DoubleDouble.PI));
    }

    @Override
    public double ofHaversine(double haversine) {
        double theta = angle(haversine);
        for (int l = 1; l < depth; l++) {
            theta = angle(INVERSE_PI * theta / 2);
        }
        return 1 - INVERSE_PI * theta;
    }

    /** kappa_0'(u) = 1 / (pi sqrt(1 - u^2)), layer by layer. */
    @Override
    public double slope(double u) {
        double haversine = distance(u) / 2;
        double slope = 1;
        for (int l = 0; l < depth; l++) {
            slope *= INVERSE_PI / (2 * Math.sqrt(haversine * (1 - haversine)));
            haversine = INVERSE_PI * angle(haversine) / 2;
        }
        return slope;
    }

    private static double angle(double haversine) {
        double z = Math.max(0, Math.min(1, haversine));
        return z <= 0.5 ? 2 * DoubleFunctions.asin(Math.sqrt(z)) : 2 * DoubleFunctions.acos(Math.sqrt(1 - z));
    }

    /** kappa_0 - 1/2 is odd. */
    @Override
    boolean vanishes(int degree) {
        return depth == 1 && degree > 0 && degree % 2 == 0;
    }

    @Override
    PowerSeries series(int terms) {
        PowerSeries result = PowerSeries.linear(0, 1, terms);
        for (int l = 0; l < depth; l++) {
            result = result.stepDual();
        }
        return result;
    }
}
