package fathom.simd.eigen;

import java.util.Arrays;

/** {@link BandBlock} as the definitions read. */
final class ScalarBandBlock implements BandBlock {

    private static final int WIDTH = Band.WIDTH;

    @Override
    public void columnSums(double[] x, int at, int stride, int rows, double[] v, double[] y) {
        for (int j = 0; j < WIDTH; j++) {
            double even = 0;
            double odd = 0;
            for (int i = 0; i < rows; i += 2) {
                even = Math.fma(x[at + i * stride + j], v[i], even);
            }
            for (int i = 1; i < rows; i += 2) {
                odd = Math.fma(x[at + i * stride + j], v[i], odd);
            }
            y[j] = even + odd;
        }
    }

    @Override
    public void subtract(double[] x, int at, int stride, int rows, double[] v, double[] f) {
        for (int i = 0; i < rows; i++) {
            int row = at + i * stride;
            for (int j = 0; j < WIDTH; j++) {
                x[row + j] = Math.fma(-v[i], f[j], x[row + j]);
            }
        }
    }

    @Override
    public void rowSums(double[] x, int at, int stride, double[] u, double[] z, double[] lanes) {
        for (int i = 0; i < WIDTH; i++) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int j = 0; j < WIDTH; j++) {
                lanes[j % LANES] = Math.fma(x[at + i * stride + j], u[j], lanes[j % LANES]);
            }
            z[i] = BandBlock.sum(lanes, 0);
        }
    }

    @Override
    public void subtract(double[] x, int at, int stride, double[] p, double[] q, double[] r, double[] s) {
        for (int i = 0; i < WIDTH; i++) {
            int row = at + i * stride;
            for (int j = 0; j < WIDTH; j++) {
                x[row + j] = Math.fma(-r[i], s[j], Math.fma(-p[i], q[j], x[row + j]));
            }
        }
    }

    @Override
    public void symmetricProduct(double[] h, int at, int stride, double[] v, double[] y, double[] lanes) {
        Arrays.fill(y, 0, WIDTH, 0);
        for (int i = 0; i < WIDTH; i++) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int j = i; j < WIDTH; j++) {
                double element = h[at + i * stride + j];
                lanes[j % LANES] = Math.fma(element, v[j], lanes[j % LANES]);
                y[j] = Math.fma(element, v[i], y[j]);
            }
            y[i] += BandBlock.sum(lanes, 0);
        }
    }

    @Override
    public void subtractSymmetric(double[] h, int at, int stride, double[] v, double[] w) {
        for (int i = 0; i < WIDTH; i++) {
            int row = at + i * stride;
            h[row + i] = Math.fma(-w[i], 0.5 * v[i], Math.fma(-v[i], 0.5 * w[i], h[row + i]));
            for (int j = i + 1; j < WIDTH; j++) {
                h[row + j] = Math.fma(-w[i], v[j], Math.fma(-v[i], w[j], h[row + j]));
            }
        }
    }

    @Override
    public double dot(double[] x, double[] y, double[] lanes) {
        Arrays.fill(lanes, 0, 2 * LANES, 0);
        for (int j = 0; j < WIDTH; j++) {
            lanes[j % (2 * LANES)] = Math.fma(x[j], y[j], lanes[j % (2 * LANES)]);
        }
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] += lanes[LANES + lane];
        }
        return BandBlock.sum(lanes, 0);
    }

    @Override
    public void scale(double factor, double[] x) {
        for (int j = 0; j < WIDTH; j++) {
            x[j] = factor * x[j];
        }
    }

    @Override
    public void combine(double alpha, double[] x, double beta, double[] y) {
        for (int j = 0; j < WIDTH; j++) {
            y[j] = Math.fma(alpha, x[j], beta * y[j]);
        }
    }
}
