package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.recursion.SeriesRecursion;

/**
 * A layer whose duals are interpolated. A row of variance q has the position tau = asinh(sqrt(2 q)), in which duals are smooth from q = 0
 * to very large q; the functions of two positions are interpolated on the range that the rows at hand span. Rows of one variance need one
 * value.
 */
final class InterpolatedSeries implements PolynomialSeries {

    private static final double ROOT_TWO = Math.sqrt(2);

    /** Rows whose deviations differ by less than this share are of one variance. */
    static final double ONE_VARIANCE = 4e-15;

    private final double low;
    private final double high;
    private final SeriesRecursion.Parity parity;
    private final boolean stepped;
    private final double weight;
    private final SeriesFit.Tables tables;

    InterpolatedSeries(
            double low,
            double high,
            SeriesRecursion.Parity parity,
            boolean stepped,
            double weight,
            SeriesFit.Tables tables) {
        this.low = low;
        this.high = high;
        this.parity = parity;
        this.stepped = stepped;
        this.weight = weight;
        this.tables = tables;
    }

    @Override
    public boolean serves(double otherLow, double otherHigh, double spare) {
        if (tables.size() == 1) {
            return stepped
                    || otherHigh - otherLow <= ONE_VARIANCE * otherHigh
                            && Math.abs(otherHigh - high) <= ONE_VARIANCE * high
                            && Math.abs(otherLow - low) <= ONE_VARIANCE * high;
        }
        return otherLow >= low
                && otherHigh <= high
                && otherHigh - otherLow > ONE_VARIANCE * otherHigh
                && high - low <= spare * (otherHigh - otherLow);
    }

    @Override
    public SeriesRecursion.Layer layer(double trained, double trainedBias) {
        return new SeriesRecursion.Layer(parity, stepped, trained, trainedBias);
    }

    @Override
    public double position(double deviation) {
        return tables.size() == 1 ? 0 : asinh(ROOT_TWO * deviation);
    }

    @Override
    public int size() {
        return tables.size();
    }

    @Override
    public void basis(double deviation, double[] values) {
        Chebyshev.polynomials(coordinate(position(deviation)), values);
    }

    @Override
    public double secondMoment(double deviation) {
        return tables.moments().at(coordinate(position(deviation)), deviation);
    }

    @Override
    public double slopeMoment(double deviation) {
        return tables.slopeMoments().at(coordinate(position(deviation)), deviation);
    }

    @Override
    public double slopeRoot(double deviation) {
        return Math.sqrt(weight * slopeMoment(deviation));
    }

    @Override
    public SeriesRecursion.Row row(double deviation, double root, double bias) {
        double[] values = new double[tables.size()];
        basis(deviation, values);
        return new SeriesRecursion.Row(
                tables.above().at(values),
                tables.below() == null ? null : tables.below().at(values),
                contraction(tables.radial(), values),
                contraction(tables.shift(), values),
                position(deviation),
                root,
                slopeRoot(deviation),
                bias);
    }

    private double coordinate(double position) {
        if (tables.size() == 1) {
            return 0;
        }
        double from = asinh(ROOT_TWO * low);
        double to = asinh(ROOT_TWO * high);
        return Math.max(-1, Math.min(1, (2 * position - from - to) / (to - from)));
    }

    static double[] contraction(double[][] table, double[] values) {
        if (table.length == 0) {
            return new double[0];
        }
        double[] sum = new double[table[0].length];
        for (int a = 0; a < table.length; a++) {
            double[] row = table[a];
            double value = values[a];
            for (int k = 0; k < sum.length; k++) {
                sum[k] = Math.fma(value, row[k], sum[k]);
            }
        }
        return sum;
    }

    static double asinh(double x) {
        return DoubleFunctions.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
    }

    /** The deviation at which asinh(sqrt 2 s) is tau. */
    static double deviation(double tau) {
        return 0.5 * (DoubleFunctions.expm1(tau) - DoubleFunctions.expm1(-tau)) / ROOT_TWO;
    }
}
