package fathom.ntk.dual;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.SeriesRecursion;
import fathom.simd.recursion.SeriesRecursion.Parity;

/**
 * A layer whose duals are elementary functions, at any two variances. With F = E[phi phi], A and A' its values at u = 1, Q = w A + b,
 *
 * <pre>
 * sqrt(Q Q') (1 - u') = w (sqrt(A A') - F) + w b (sqrt A - sqrt A')^2 / (sqrt(Q Q') + w sqrt(A A') + b)
 * </pre>
 *
 * terms that are not negative, so that near pairs keep their relative accuracy; for an odd phi and u &lt; 0 the same of 1 + u' with 2 b added.
 */
record ClosedSeries(SmoothForm form, double weight, double bias) implements LayerSeries {

    @Override
    public boolean serves(double low, double high, double spare) {
        return true;
    }

    @Override
    public double position(double deviation) {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    /** The deviation itself, which is what pairs need of a column. */
    @Override
    public void basis(double deviation, double[] values) {
        values[0] = deviation;
    }

    @Override
    public double secondMoment(double deviation) {
        return form.moment(deviation);
    }

    @Override
    public double slopeMoment(double deviation) {
        return form.derivative(deviation * deviation, deviation * deviation, 1);
    }

    @Override
    public double slopeRoot(double deviation) {
        return 0;
    }

    @Override
    public void apply(
            SeriesRecursion recursion,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            Place row,
            SeriesRecursion.Columns columns,
            double trained,
            double trainedBias) {
        double s = row.deviation();
        double size = Math.sqrt(form.moment(s));
        double[] v = haversines.array();
        int at = haversines.offset();
        for (int j = 0; j < haversines.columns(); j++) {
            double other = columns.basis()[j];
            double before = v[at + j];
            double root = row.root() * columns.roots()[j];
            v[at + j] = haversine(s, size, other, before);
            if (tangents != null) {
                double u = before < 0 ? Math.fma(-2, before, -1) : Math.fma(-2, before, 1);
                double after = v[at + j];
                double covariance = root * (after < 0 ? Math.fma(-2, after, -1) : Math.fma(-2, after, 1));
                double slope = weight * form.derivative(s * s, other * other, u);
                int to = tangents.offset() + j;
                tangents.array()[to] =
                        Math.fma(slope, tangents.array()[to], Math.fma(trained, covariance, trainedBias));
            }
        }
    }

    private double haversine(double s, double size, double other, double before) {
        double otherSize = Math.sqrt(form.moment(other));
        double root = Math.sqrt(Math.fma(weight, size * size, bias))
                * Math.sqrt(Math.fma(weight, otherSize * otherSize, bias));
        if (root == 0) {
            return s == other ? 0 : 0.5;
        }
        boolean turned = before < 0 && form.parity() == Parity.ODD;
        double r = before < 0 ? form.parity() == Parity.NONE ? 1 + before : -before : before;
        double gap = size - otherSize;
        double apart = bias > 0 ? weight * bias * gap * gap / (root + weight * size * otherSize + bias) : 0;
        double drop = Math.fma(weight, form.drop(s, other, r), turned ? Math.fma(2, bias, apart) : apart);
        double half = drop / (2 * root);
        // At most 1/2 but for large biases, or a phi of mixed sign.
        double near = turned ? 1 - half : half;
        double far = turned ? half : 1 - half;
        return near <= far ? Math.max(near, 0) : -Math.max(far, Double.MIN_NORMAL);
    }
}
