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
        toReflection(v);
        place(at);
        tau = reflection.tau;
    }

    /** x becomes the vector of its own reflection. */
    private void toReflection(double[] x) {
        double first = x[0];
        x[0] = 0;
        reflection.of(first, BandBlock.CHOSEN.dot(x, x, lanes));
        BandBlock.CHOSEN.scale(reflection.scale, x);
        x[0] = 1;
    }

    /** What the reflection makes of its row. */
    private void place(int at) {
        Arrays.fill(band, at, at + WIDTH, 0);
        band[at] = reflection.beta;
    }

    /** The step on the rows from {@code row} on. */
    void go(int row) {
        if (tau != 0) {
            onTheDiagonal(Band.index(row, row));
        }
        besideIt(Band.index(row, row + WIDTH));
        tau = reflection.tau;
        double[] next = u;
        u = v;
        v = next;
    }

    private void onTheDiagonal(int at) {
        BandBlock.CHOSEN.symmetricProduct(band, at, STRIDE, v, w, lanes);
        double half = 0.5 * tau * tau * BandBlock.CHOSEN.dot(w, v, lanes);
        BandBlock.CHOSEN.combine(-half, v, tau, w);
        BandBlock.CHOSEN.subtractSymmetric(band, at, STRIDE, v, w);
    }

    private void besideIt(int at) {
        BandBlock.CHOSEN.columnSums(band, at, STRIDE, WIDTH, v, q);
        BandBlock.CHOSEN.scale(tau, q);
        System.arraycopy(band, at, u, 0, WIDTH);
        BandBlock.CHOSEN.combine(-1, q, 1, u);
        toReflection(u);
        BandBlock.CHOSEN.rowSums(band, at, STRIDE, u, z, lanes);
        double theta = reflection.tau;
        BandBlock.CHOSEN.combine(-theta * BandBlock.CHOSEN.dot(q, u, lanes), v, theta, z);
        BandBlock.CHOSEN.subtract(band, at, STRIDE, v, q, z, u);
        place(at);
    }
}
