package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.recursion.SeriesRecursion.Parity;

/**
 * The layer of a step: high beyond 0 and low before it. Its dual depends on the angle alone,
 *
 * <pre>
 * A - F(u) = (high - low)^2 theta / (2 pi),   A = (high^2 + low^2) / 2,   theta = 2 asin(s)
 * </pre>
 */
final class StepFit {

    private static final int LENGTH = 28;

    private StepFit() {}

    static LayerSeries of(Nonlinearity phi, double weight, double bias, double low, double high) {
        double above = phi.value().applyAsDouble(1);
        double below = phi.value().applyAsDouble(-1);
        double jump = (above - below) * (above - below);
        double moment = 0.5 * (above * above + below * below);
        double output = weight * moment + bias;
        double share = output > 0 ? weight * jump / (2 * output) : 0;
        double[] values = Chebyshev.nodes(LENGTH);
        for (int k = 0; k < LENGTH; k++) {
            double s = (values[k] + 1) / (2 * Math.sqrt(2));
            values[k] = share * DoubleFunctions.asin(s) / (Math.PI * s);
        }
        double[] drops = Chebyshev.product(Chebyshev.transformation(LENGTH), values);
        double[] opposite = new double[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            opposite[k] = -drops[k];
        }
        int[] lengths = {LENGTH};
        double[][] slopes = new double[1][LENGTH];
        Parity parity = phi.isOdd() ? Parity.ODD : Parity.NONE;
        SeriesFit.Tables tables = new SeriesFit.Tables(
                new SeriesFit.Polynomials(lengths, new double[][] {drops}, slopes),
                new SeriesFit.Polynomials(lengths, new double[][] {opposite}, slopes),
                new double[0][],
                new double[][] {{0.5 * share}},
                new Positive(new double[] {0}, 1, moment, 0),
                new Positive(new double[] {0}, 1, 0, 0));
        return new InterpolatedSeries(low, high, parity, true, weight, tables);
    }
}
