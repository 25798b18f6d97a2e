package fathom.simd.eigen;

import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.product.Mirror;

/**
 * A symmetric matrix on its way to its eigenvalues: copied, scaled by the power of two that takes its largest element into [1, 2), tridiagonalised.
 * So no tolerance depends on the unit of the matrix, and 2^k A has the bits of A.
 */
public final class Eigenproblem {

    /** Rows from which a band on the way pays for values alone; with vectors it would have to be undone, too. */
    private static final int TWO_STAGES = 256;

    private final int n;
    private final int stride;
    private final double[] work;
    private final int exponent;

    /** @param a n x n, of which the lower triangle is read; not modified; all elements finite */
    public Eigenproblem(DoubleMatrix a) {
        n = a.rows();
        // Rows begin at whole groups of lanes, and not at the same place of every cache page.
        int whole = (n + 7) / 8 * 8;
        stride = whole % 512 == 0 ? whole + 8 : whole;
        work = new double[Math.multiplyExact(Math.max(n, 1), stride)];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                largest = Math.max(largest, Math.abs(a.get(i, j)));
            }
        }
        exponent = PowerOfTwo.exponent(largest);
        double scale = PowerOfTwo.inverse(exponent);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                work[i * stride + j] = a.get(i, j) * scale;
            }
        }
        Mirror.upward(new DoubleMatrix(work, 0, n, n, stride, 1));
    }

    /** The eigenvalues in ascending order; to be called once, and not after {@link #vectors}. */
    public double[] values() {
        if (n < TWO_STAGES) {
            Tridiagonalisation form = new Tridiagonalisation(work, n, stride);
            form.run();
            return values(form.d, form.e);
        }
        Band band = new BandReduction(work, n, stride).band();
        new BulgeChase(band).run();
        return values(band.diagonal(), band.offDiagonal());
    }

    /**
     * The eigenvalues in ascending order; to be called once, and not after {@link #values}.
     *
     * @param q n x n zeros, row-major; its columns become the eigenvectors, of unit length
     */
    public double[] vectors(DoubleMatrix q) {
        Tridiagonalisation form = new Tridiagonalisation(work, n, stride);
        form.run();
        DivideAndConquer.compute(form.d, form.e, q);
        DoubleMatrix reflections = new DoubleMatrix(work, 0, n, n, stride, 1);
        BackTransformation.apply(reflections, form.tau, Math.max(n - 1, 0), 1, q);
        return unscaled(form.d);
    }

    private double[] values(double[] d, double[] e) {
        TridiagonalValues.compute(d, e);
        return unscaled(d);
    }

    private double[] unscaled(double[] values) {
        for (int i = 0; i < n; i++) {
            values[i] = Math.scalb(values[i], exponent);
        }
        return values;
    }
}
