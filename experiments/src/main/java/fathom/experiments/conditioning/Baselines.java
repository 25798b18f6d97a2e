package fathom.experiments.conditioning;

import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;

/** What gradient descent is held against. */
final class Baselines {

    /** Added to the diagonal, which is 1 for the kernel and the number of points for the linear fit: for singular systems. */
    private static final double JITTER = 1e-3;

    private Baselines() {}

    /** Predictions g(x) = b + w.x at {@code tested}, (b, w) least squares on the training points. */
    static double[] linear(DoubleMatrix trained, double[] labels, DoubleMatrix tested) {
        DoubleMatrix design = withOne(trained);
        DoubleMatrix system = Gemm.product(design.transposed(), design);
        for (int j = 0; j < system.rows(); j++) {
            system.set(j, j, system.get(j, j) + JITTER);
        }
        DoubleMatrix weights = Gemm.product(design.transposed(), column(labels));
        Cholesky.factorise(system);
        Cholesky.solve(system, weights);
        return Gemm.product(withOne(tested), weights).array();
    }

    /**
     * Predictions of kernel regression on points of the half cube, k(x, y) = s^(L)(x.y) of the target's activation and depth.
     *
     * @param trained numbers of the training points
     * @param tested numbers of the others
     */
    static double[] kernel(HalfCube cube, String activation, int depth, int[] trained, double[] labels, int[] tested) {
        double[] byDistance = cube.kernels(CorrelationMap.centred(activation), depth);
        DoubleMatrix gram = between(byDistance, trained, trained);
        for (int i = 0; i < trained.length; i++) {
            gram.set(i, i, gram.get(i, i) + JITTER);
        }
        DoubleMatrix weights = column(labels);
        Cholesky.factorise(gram);
        Cholesky.solve(gram, weights);
        return Gemm.product(between(byDistance, tested, trained), weights).array();
    }

    private static DoubleMatrix between(double[] byDistance, int[] a, int[] b) {
        DoubleMatrix k = DoubleMatrix.zeros(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                k.set(i, j, byDistance[HalfCube.distance(a[i], b[j])]);
            }
        }
        return k;
    }

    private static DoubleMatrix withOne(DoubleMatrix x) {
        DoubleMatrix design = DoubleMatrix.zeros(x.rows(), x.columns() + 1);
        for (int i = 0; i < x.rows(); i++) {
            design.set(i, 0, 1);
            for (int j = 0; j < x.columns(); j++) {
                design.set(i, j + 1, x.get(i, j));
            }
        }
        return design;
    }

    private static DoubleMatrix column(double[] values) {
        return DoubleMatrix.wrap(values.clone(), values.length, 1);
    }
}
