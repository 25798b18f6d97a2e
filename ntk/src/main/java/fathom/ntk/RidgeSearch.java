package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A ridge chosen among candidates, each judged from one factorisation.
 *
 * @param criterion what was made small
 * @param candidates the ridges that were tried, ascending
 * @param errors the criterion of each; infinite where K + n r I has no Cholesky factor
 * @param ridge the candidate of least error; of equal ones the largest
 * @param regression the fit with that ridge
 */
public record RidgeSearch(
        String criterion, List<Double> candidates, List<Double> errors, double ridge, KernelRegression regression) {

    /** Powers of ten, times tr(K) / n. */
    private static final int SMALLEST = -12;

    private static final int LARGEST = 1;

    /** Samples that are held out at most. */
    private static final int HELD = 4096;

    /** How many ridges are tried where none are given, each with a factorisation. */
    public static final int CANDIDATES = LARGEST - SMALLEST + 1;

    /** What predictions are worth against the targets; smaller is better. */
    @FunctionalInterface
    public interface Criterion {

        /** Both are t x m. */
        double of(DoubleMatrix predictions, DoubleMatrix targets);

        /** The mean of the squared differences. */
        Criterion SQUARED_ERROR = (predictions, targets) -> {
            double sum = 0;
            for (int i = 0; i < targets.rows(); i++) {
                for (int j = 0; j < targets.columns(); j++) {
                    double difference = predictions.get(i, j) - targets.get(i, j);
                    sum = Math.fma(difference, difference, sum);
                }
            }
            return sum / Math.max(1, targets.rows() * (double) targets.columns());
        };

        /** The share of rows whose largest prediction is in another column than the largest target. */
        Criterion CLASSIFICATION_ERROR = (predictions, targets) -> {
            int wrong = 0;
            for (int i = 0; i < targets.rows(); i++) {
                wrong += Reduce.argmax(predictions.row(i)) == Reduce.argmax(targets.row(i)) ? 0 : 1;
            }
            return wrong / (double) Math.max(1, targets.rows());
        };
    }

    /** What one ridge is worth. */
    private interface Judge {
        double error(RidgeSystem system, double ridge);
    }

    /** The candidates and their errors are copied. */
    public RidgeSearch {
        candidates = List.copyOf(candidates);
        errors = List.copyOf(errors);
    }

    /**
     * By the closed-form leave-one-out error, the mean over all targets; r = 1e-12, 1e-11, ..., 10 times tr(K) / n.
     *
     * @param x n x d
     * @param targets n x m
     * @throws NotPositiveDefiniteException if not even the largest ridge gives a Cholesky factor
     */
    public static RidgeSearch leaveOneOut(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        return search("leave-one-out error", kernel, x, targets, new double[0], (system, ridge) -> {
            double sum = 0;
            for (double error : system.leaveOneOutErrors(targets, ridge)) {
                sum += error;
            }
            return targets.columns() == 0 ? 0 : sum / targets.columns();
        });
    }

    /**
     * By the marginal likelihood of all targets under the Gaussian process, whose negative logarithm is made small.
     *
     * @param ridges the candidates; none for those of {@link #leaveOneOut}
     */
    public static RidgeSearch marginalLikelihood(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double... ridges) {
        return search("negative log marginal likelihood", kernel, x, targets, ridges, (system, ridge) -> {
            double sum = 0;
            for (double log : system.logMarginalLikelihoods(targets, ridge)) {
                sum -= log;
            }
            return sum;
        });
    }

    /**
     * By the error on samples that the fit does not see.
     *
     * @param inputs v x d
     * @param truths v x m
     * @param ridges the candidates; none for those of {@link #leaveOneOut}
     */
    public static RidgeSearch validation(
            RowKernel kernel,
            DoubleMatrix x,
            DoubleMatrix targets,
            DoubleMatrix inputs,
            DoubleMatrix truths,
            Criterion criterion,
            double... ridges) {
        RidgeSystem.checkTargets(inputs, truths);
        return search(
                "validation error",
                kernel,
                x,
                targets,
                ridges,
                (system, ridge) -> criterion.of(
                        new KernelRegression(kernel, x, system.weights(targets, ridge)).predict(inputs), truths));
    }

    /**
     * For more samples than one matrix holds: by the squared error on an eighth of the samples, 4096 at most, drawn by a fixed permutation,
     * which the fits do not see. The candidates of {@link #leaveOneOut} are tried from the largest on, each with a fit of its own in tiles,
     * until two in a row are no better than one before; the last fit sees all samples.
     *
     * @param tiles how each fit is done
     * @param x n x d, n at least 2
     * @param targets n x m
     * @throws IllegalArgumentException if there are fewer than 2 samples
     * @throws NotPositiveDefiniteException if not even the largest ridge gives a Cholesky factor
     */
    public static RidgeSearch heldOut(TiledRegression tiles, RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        RidgeSystem.checkTargets(x, targets);
        int n = x.rows();
        if (n < 2) {
            throw new IllegalArgumentException("to choose a ridge takes at least 2 samples, not " + n);
        }
        int held = Math.min(Math.max(1, n / 8), HELD);
        int[] order = RandomStream.of(0, "held-out samples").permutation(n);
        DoubleMatrix seen = rows(x, order, held, n);
        DoubleMatrix truths = rows(targets, order, 0, held);
        DoubleMatrix inputs = rows(x, order, 0, held);
        double scale = mean(kernel.diagonal(x));
        List<Double> candidates = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        double power = 10;
        for (int exponent = LARGEST; exponent >= SMALLEST && worse < 2; exponent--, power /= 10) {
            double error;
            try {
                KernelRegression fit = tiles.fit(kernel, seen, rows(targets, order, held, n), power * scale);
                error = Criterion.SQUARED_ERROR.of(fit.predict(inputs), truths);
            } catch (NotPositiveDefiniteException e) {
                error = Double.POSITIVE_INFINITY;
            }
            candidates.addFirst(power * scale);
            errors.addFirst(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
            worse = error < least ? 0 : worse + 1;
            least = Math.min(least, error);
        }
        int best = errors.lastIndexOf(Collections.min(errors));
        double ridge = candidates.get(best);
        return new RidgeSearch(
                "squared error on " + held + " held-out samples",
                candidates,
                errors,
                ridge,
                tiles.fit(kernel, x, targets, ridge));
    }

    private static DoubleMatrix rows(DoubleMatrix x, int[] order, int from, int to) {
        DoubleMatrix rows = DoubleMatrix.zeros(to - from, x.columns());
        for (int i = from; i < to; i++) {
            Elementwise.copy(x.row(order[i]), rows.row(i - from));
        }
        return rows;
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static RidgeSearch search(
            String criterion, RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double[] ridges, Judge judge) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem system = RidgeSystem.of(KernelRegression.gram(kernel, x));
        List<Double> candidates = candidates(system, ridges);
        Double[] errors = new Double[candidates.size()];
        int best = errors.length - 1;
        for (int c = errors.length - 1; c >= 0; c--) {
            errors[c] = error(system, candidates.get(c), judge);
            best = errors[c] < errors[best] ? c : best;
        }
        double ridge = candidates.get(best);
        KernelRegression regression = new KernelRegression(kernel, x, system.weights(targets, ridge));
        return new RidgeSearch(criterion, candidates, List.of(errors), ridge, regression);
    }

    private static List<Double> candidates(RidgeSystem system, double... ridges) {
        List<Double> candidates = new ArrayList<>();
        if (ridges.length > 0) {
            for (double ridge : ridges) {
                candidates.add(ridge);
            }
        } else {
            double power = 10;
            for (int exponent = LARGEST; exponent >= SMALLEST; exponent--, power /= 10) {
                candidates.add(power * system.meanDiagonal());
            }
        }
        Collections.sort(candidates);
        return candidates;
    }

    private static double error(RidgeSystem system, double ridge, Judge judge) {
        try {
            double error = judge.error(system, ridge);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        } catch (NotPositiveDefiniteException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** The choice in one sentence. */
    public String sentence() {
        int at = candidates.indexOf(ridge);
        String edge = at == 0 ? ", the smallest tried" : at == candidates.size() - 1 ? ", the largest tried" : "";
        return "ridge " + ridge + edge + ": its " + criterion + " " + errors.get(at) + " is the least of "
                + candidates.size() + " ridges from " + candidates.get(0) + " to "
                + candidates.get(candidates.size() - 1);
    }
}
