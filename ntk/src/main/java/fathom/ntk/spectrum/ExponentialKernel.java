package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/** exp(-c (1 - u)^gamma), 0 &lt; gamma ≤ 1. */
final class ExponentialKernel extends SphereKernel {

    private final double c;
    private final double gamma;

    ExponentialKernel(double c, double gamma) {
        if (!(c > 0 && c < Double.POSITIVE_INFINITY && gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException(
                    "exp(-c (1 - u)^gamma) needs c > 0 and 0 < gamma <= 1, not c = " + c + " and gamma = " + gamma);
        }
        this.c = c;
        this.gamma = gamma;
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        if (haversine.high() <= 0) {
            return DoubleDouble.ONE;
        }
        DoubleDouble distance = haversine.scaled(1);
        DoubleDouble power = gamma == 1
                ? distance
                : gamma == 0.5
                        ? distance.root()
                        : Functions.exp(Functions.log(distance).times(gamma));
        return Functions.exp(power.times(-c));
    }

    @Override
    public double ofHaversine(double haversine) {
        return DoubleFunctions.exp(-c * power(2 * haversine));
    }

    @Override
    public double slope(double u) {
        double distance = distance(u);
        double slope = c * gamma * DoubleFunctions.exp(-c * power(distance));
        return gamma == 1 ? slope : slope * power(distance) / distance;
    }

    private double power(double distance) {
        if (gamma == 1 || distance <= 0) {
            return Math.max(distance, 0);
        }
        return gamma == 0.5 ? Math.sqrt(distance) : DoubleFunctions.exp(gamma * DoubleFunctions.log(distance));
    }

    /** exp(-c) exp(c (1 - (1 - u)^gamma)) */
    @Override
    PowerSeries series(int terms) {
        return PowerSeries.shortOfOne(gamma, terms).times(c).exponential().times(DoubleFunctions.exp(-c));
    }
}
