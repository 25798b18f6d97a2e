package fathom.experiments.profile;

import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum.CurvePoint;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.spectrum.LearningCurve;
import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Kernel regression on n samples drawn from a pool of m, judged on the rest of the pool: as theory has it, and as it is.
 *
 * <pre>
 * theory:  E, kappa of {@link LearningCurve} with eigenvalues lambda_k / m and powers c_k^2 at ridge r: the error over the whole pool
 *          E_seen = (r / kappa)^2 E                        on the n samples themselves
 *          E_rest = (E - (n/m) E_seen) / (1 - n/m)         on the others
 * </pre>
 *
 * The pool being the world, its spectrum and its labels' coefficients are known exactly, noise included. n = m/64, m/32, ..., m/4: beyond
 * that the theory, whose samples may repeat, is off by 10 % and more where these cannot. n r is the same at every n. Source: Simon, Dickens, Karkada, DeWeese (2023) for E and E_seen.
 */
final class PoolCurve {

    private static final int SMALLEST_SHARE = 64;
    private static final int LARGEST_SHARE = 4;
    private static final int LEAST = 4;

    private PoolCurve() {}

    static List<Integer> sizes(int m) {
        List<Integer> sizes = new ArrayList<>();
        for (int part = SMALLEST_SHARE; part >= LARGEST_SHARE; part /= 2) {
            if (m / part >= LEAST) {
                sizes.add(m / part);
            }
        }
        return sizes;
    }

    /**
     * @param gram m x m, both halves filled
     * @param targets m x c
     * @param strength n r
     */
    static List<CurvePoint> of(
            Alignment alignment,
            DoubleMatrix gram,
            DoubleMatrix targets,
            double strength,
            int draws,
            RandomStream random) {
        int m = gram.rows();
        DoubleMatrix y = Alignment.centred(targets, Alignment.means(targets));
        List<CurvePoint> points = new ArrayList<>();
        for (int n : sizes(m)) {
            double measured = 0;
            for (int draw = 0; draw < draws; draw++) {
                int[] order = random.child(n).child(draw).permutation(m);
                measured += measured(gram, y, strength, order, n) * m / (m - n) / (alignment.variance() * m) / draws;
            }
            points.add(new CurvePoint(n, predicted(alignment, strength / n, n), measured));
        }
        return points;
    }

    /** E_rest over the variance of the labels. */
    static double predicted(Alignment alignment, double ridge, int n) {
        int m = alignment.values().length;
        double[] eigenvalues = new double[m];
        double[] ones = new double[m];
        Arrays.fill(ones, 1);
        for (int k = 0; k < m; k++) {
            eigenvalues[k] = alignment.values()[k] / m;
        }
        LearningCurve.Point point = LearningCurve.of(eigenvalues, ones, 0).at(alignment.powers(), 0, n, ridge);
        double seen = ridge / point.kappa() * (ridge / point.kappa()) * point.error();
        double share = n / (double) m;
        return (point.error() - share * seen) / (1 - share) / alignment.variance();
    }

    /** The sum of squared errors on the pool's rest when the first n of an order are fitted. */
    private static double measured(DoubleMatrix gram, DoubleMatrix y, double strength, int[] order, int n) {
        int m = gram.rows();
        DoubleMatrix system = DoubleMatrix.zeros(n, n);
        DoubleMatrix weights = DoubleMatrix.zeros(n, y.columns());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system.set(i, j, gram.get(order[i], order[j]));
            }
            system.set(i, i, system.get(i, i) + strength);
            copy(y, order[i], weights, i);
        }
        Cholesky.factorise(system);
        Cholesky.solve(system, weights);
        DoubleMatrix cross = DoubleMatrix.zeros(m - n, n);
        DoubleMatrix truths = DoubleMatrix.zeros(m - n, y.columns());
        for (int i = n; i < m; i++) {
            for (int j = 0; j < n; j++) {
                cross.set(i - n, j, gram.get(order[i], order[j]));
            }
            copy(y, order[i], truths, i - n);
        }
        DoubleMatrix fitted = Gemm.product(cross, weights);
        double zero = 0;
        for (int i = 0; i < m - n; i++) {
            for (int j = 0; j < y.columns(); j++) {
                zero = Math.fma(truths.get(i, j), truths.get(i, j), zero);
            }
        }
        return Split.squaredError(fitted, truths) * zero;
    }

    private static void copy(DoubleMatrix x, int from, DoubleMatrix y, int to) {
        for (int j = 0; j < x.columns(); j++) {
            y.set(to, j, x.get(from, j));
        }
    }
}
