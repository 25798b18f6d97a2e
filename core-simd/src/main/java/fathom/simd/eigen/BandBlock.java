package fathom.simd.eigen;

import fathom.simd.machine.Backend;

/**
 * What reflections do to a block of a symmetric matrix. Blocks have WIDTH columns; element (i, j) stands at {@code at + i * stride + j}.
 *
 * <p>A sum over columns goes by four lanes at fixed columns, a sum over rows by two chains, the even rows and the odd ones, so that neither the
 * machine's lanes nor rows taken together change a bit.
 */
sealed interface BandBlock permits ScalarBandBlock, VectorBandBlock {

    /** Lanes of a sum over columns: column j goes to lane j mod LANES. */
    int LANES = 4;

    /** Elements of the scratch array {@code lanes}: those of eight rows. */
    int SCRATCH = 8 * LANES;

    /** The twin that this machine runs. */
    BandBlock CHOSEN = Backend.available() ? new VectorBandBlock() : new ScalarBandBlock();

    /** y := X' v for {@code rows} rows; y_j is the chain over even i plus the chain over odd i. */
    void columnSums(double[] x, int at, int stride, int rows, double[] v, double[] y);

    /** X := X - v f' for {@code rows} rows. */
    void subtract(double[] x, int at, int stride, int rows, double[] v, double[] f);

    /** z := X u for WIDTH rows. */
    void rowSums(double[] x, int at, int stride, double[] u, double[] z, double[] lanes);

    /** X := X - p q' - r s' for WIDTH rows. */
    void subtract(double[] x, int at, int stride, double[] p, double[] q, double[] r, double[] s);

    /**
     * y := (H + H') v, where H is the upper triangle of a block on the diagonal, its own diagonal included; y_i is column i's chain, then row
     * i's sum.
     *
     * @param h up to three elements to the left of the diagonal are read, and must be 0
     */
    void symmetricProduct(double[] h, int at, int stride, double[] v, double[] y, double[] lanes);

    /**
     * H + H' := H + H' - v w' - w v', of which the upper triangle H is computed.
     *
     * @param h up to three elements to the left of the diagonal are written as they are read, and must be 0
     */
    void subtractSymmetric(double[] h, int at, int stride, double[] v, double[] w);

    /** x . y over WIDTH elements, by the lanes of even and of odd groups of columns. */
    double dot(double[] x, double[] y, double[] lanes);

    /** x := factor x over WIDTH elements. */
    void scale(double factor, double[] x);

    /** y := beta y + alpha x over WIDTH elements. */
    void combine(double alpha, double[] x, double beta, double[] y);

    /** The fixed tree: lanes two apart, then one. */
    static double sum(double[] lanes, int at) {
        return (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
    }
}
