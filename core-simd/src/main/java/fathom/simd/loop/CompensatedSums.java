package fathom.simd.loop;

import fathom.simd.matrix.DoubleMatrix;

/**
 * Sums that carry their rounding errors: as if computed in twice the precision and rounded once.
 *
 * <p>Every lane of the 64 has a sum and the sum of the errors of its additions (exact by Knuth's two-sum) and products (exact by one
 * fused multiply-add); the lanes are joined in the same way. Ogita, Rump and Oishi, Accurate sum and dot product, 2005.
 */
public final class CompensatedSums {

    private static final int LANES = ScalarDoubleSums.LANES;

    private final double[] sums = new double[LANES];
    private final double[] errors = new double[LANES];

    private CompensatedSums() {}

    public static double sum(DoubleMatrix x) {
        CompensatedSums lanes = new CompensatedSums();
        long t = 0;
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            for (int j = 0; j < x.columns(); j++) {
                lanes.add((int) (t++ % LANES), x.array()[at + j * x.columnStride()], 0);
            }
        }
        return lanes.total();
    }

    public static double dot(DoubleMatrix x, DoubleMatrix y) {
        CompensatedSums lanes = new CompensatedSums();
        long t = 0;
        for (int i = 0; i < x.rows(); i++) {
            int xAt = x.offset() + i * x.rowStride();
            int yAt = y.offset() + i * y.rowStride();
            for (int j = 0; j < x.columns(); j++) {
                double a = x.array()[xAt + j * x.columnStride()];
                double b = y.array()[yAt + j * y.columnStride()];
                double product = a * b;
                lanes.add((int) (t++ % LANES), product, Math.fma(a, b, -product));
            }
        }
        return lanes.total();
    }

    private void add(int lane, double value, double error) {
        double a = sums[lane];
        double s = a + value;
        double part = s - a;
        sums[lane] = s;
        errors[lane] += ((a - (s - part)) + (value - part)) + error;
    }

    private double total() {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                add(l, sums[l + half], errors[l + half]);
            }
        }
        // errors of infinite or NaN sums say nothing
        return Double.isFinite(sums[0]) ? sums[0] + errors[0] : sums[0];
    }
}
