package fathom.simd.eigen;

import java.util.Arrays;

/**
 * One sweep of a {@link BulgeChase}, step by step: D is the block on the diagonal of WIDTH rows, C the block beside it.
 *
 * <pre>
 * H = I - tau v v':   D := H D H = D - v w' - w v',   y = tau D v,   w = y - tau (y . v) v / 2
 * C := H C U,   U = I - theta u u' with (H C)_0 U = (beta, 0, ..., 0):   C := C - v q' - z u',   q = tau C' v,   z = theta (C u - (q . u) v)
 * </pre>
 *
 * U is the H of the next step.
 */
final class BulgeStep {

    private static final int WIDTH = Band.WIDTH;
    private static final int STRIDE = Band.STRIDE;

    private final double[] band;
    private final double[] q = new double[WIDTH];
    private final double[] w = new double[WIDTH];
    private final double[] z = new double[WIDTH];
    private final double[] lanes = new double[BandBlock.SCRATCH];
    private final Reflection reflection = new Reflection();
    private double[] v = new double[WIDTH];
    private double[] u = new double[WIDTH];
    private double tau;

    BulgeStep(Band band) {
        this.band = band.array;
    }

    /** The reflection that makes row {@code row} tridiagonal. */
    void begin(int row) {
        int at = Band.index(row, row + 1);
        System.arraycopy(band, at, v, 0, WIDTH);
        tau = reflected(v, at);
    }

    /** x becomes the vector of its own reflection, and its image is written to the band; returns the factor. */
    private double reflected(double[] x, int at) {
        double first = x[0];
        x[0] = 0;
        reflection.of(first, BandBlock.CHOSEN.dot(x, x, lanes));
        for (int i = 0; i < WIDTH; i++) {
            x[i] *= reflection.scale;
        }
        x[0] = 1;
        Arrays.fill(band, at, at + WIDTH, 0);
        band[at] = reflection.beta;
        return reflection.tau;
    }

    /** The step on the rows from {@code row} on. */
    void go(int row) {
        if (tau != 0) {
            diagonalBlock(Band.index(row, row));
        }
        besideBlock(Band.index(row, row + WIDTH));
    }

    private void diagonalBlock(int at) {
        BandBlock.CHOSEN.symmetricProduct(band, at, STRIDE, v, w, lanes);
        for (int i = 0; i < WIDTH; i++) {
            w[i] *= tau;
        }
        double half = -0.5 * tau * BandBlock.CHOSEN.dot(w, v, lanes);
        for (int i = 0; i < WIDTH; i++) {
            w[i] = Math.fma(half, v[i], w[i]);
        }
        BandBlock.CHOSEN.subtractSymmetric(band, at, STRIDE, v, w);
    }

    private void besideBlock(int at) {
        BandBlock.CHOSEN.columnSums(band, at, STRIDE, WIDTH, v, q);
        for (int j = 0; j < WIDTH; j++) {
            q[j] *= tau;
            u[j] = band[at + j] - q[j];
        }
        double first = u[0];
        u[0] = 0;
        reflection.of(first, BandBlock.CHOSEN.dot(u, u, lanes));
        for (int j = 0; j < WIDTH; j++) {
            u[j] *= reflection.scale;
        }
        u[0] = 1;
        BandBlock.CHOSEN.rowSums(band, at, STRIDE, u, z, lanes);
        double share = BandBlock.CHOSEN.dot(q, u, lanes);
        for (int i = 0; i < WIDTH; i++) {
            z[i] = reflection.tau * Math.fma(-share, v[i], z[i]);
        }
        BandBlock.CHOSEN.subtract(band, at, STRIDE, v, q, z, u);
        Arrays.fill(band, at, at + WIDTH, 0);
        band[at] = reflection.beta;
        tau = reflection.tau;
        double[] next = u;
        u = v;
        v = next;
    }
}
