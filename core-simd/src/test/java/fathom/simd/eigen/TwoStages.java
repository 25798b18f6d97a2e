package fathom.simd.eigen;

import fathom.simd.matrix.DoubleMatrix;

/** The two stages on matrices of every size, whichever the door would choose. */
public final class TwoStages {

    private TwoStages() {}

    /** The band of a symmetric matrix, of which both triangles are there. */
    static Band band(DoubleMatrix a) {
        return new BandReduction(a.copy().array(), a.rows(), a.rows()).band();
    }

    /** The tridiagonal matrix in d and e, one after the other. */
    public static double[] tridiagonal(DoubleMatrix a) {
        Band band = band(a);
        new BulgeChase(band).run();
        double[] both = new double[2 * band.n];
        System.arraycopy(band.diagonal(), 0, both, 0, band.n);
        System.arraycopy(band.offDiagonal(), 0, both, band.n, band.n);
        return both;
    }

    /** Eigenvalues in ascending order. */
    static double[] values(DoubleMatrix a) {
        Band band = band(a);
        new BulgeChase(band).run();
        double[] d = band.diagonal();
        TridiagonalValues.compute(d, band.offDiagonal());
        return d;
    }
}
