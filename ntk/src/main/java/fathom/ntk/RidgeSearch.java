package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import java.util.List;

/**
 * A ridge chosen by the leave-one-out error, which one factorisation gives in closed form.
 *
 * @param candidates the ridges that were tried, ascending
 * @param errors the leave-one-out error of each, the mean over all targets; infinite where K + n r I has no Cholesky factor
 * @param ridge the candidate of least error; of equal ones the largest
 * @param regression the fit with that ridge
 */
public record RidgeSearch(List<Double> candidates, List<Double> errors, double ridge, KernelRegression regression) {

    /** Powers of ten, times tr(K) / n. */
    private static final int SMALLEST = -12;

    private static final int LARGEST = 1;

    /** The candidates and their errors are copied. */
    public RidgeSearch {
        candidates = List.copyOf(candidates);
        errors = List.copyOf(errors);
    }

    /**
     * Tries r = 1e-12, 1e-11, ..., 10 times tr(K) / n.
     *
     * @param x n x d
     * @param targets n x m
     * @throws NotPositiveDefiniteException if not even the largest ridge gives a Cholesky factor
     */
    public static RidgeSearch leaveOneOut(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem system = RidgeSystem.of(KernelRegression.gram(kernel, x));
        Double[] candidates = new Double[LARGEST - SMALLEST + 1];
        Double[] errors = new Double[candidates.length];
        int best = candidates.length - 1;
        double power = 10;
        for (int c = candidates.length - 1; c >= 0; c--, power /= 10) {
            candidates[c] = power * system.meanDiagonal();
            errors[c] = error(system, targets, candidates[c]);
            best = errors[c] < errors[best] ? c : best;
        }
        double ridge = candidates[best];
        KernelRegression regression = new KernelRegression(kernel, x, system.weights(targets, ridge));
        return new RidgeSearch(List.of(candidates), List.of(errors), ridge, regression);
    }

    /** The choice in one sentence. */
    public String sentence() {
        int at = candidates.indexOf(ridge);
        String edge = at == 0 ? ", the smallest tried" : at == candidates.size() - 1 ? ", the largest tried" : "";
        return "ridge " + ridge + edge + ": its leave-one-out error " + errors.get(at) + " is the least of "
                + candidates.size() + " ridges from " + candidates.get(0) + " to "
                + candidates.get(candidates.size() - 1);
    }

    private static double error(RidgeSystem system, DoubleMatrix targets, double ridge) {
        try {
            double sum = 0;
            for (double error : system.leaveOneOutErrors(targets, ridge)) {
                sum += error;
            }
            return targets.columns() == 0 ? 0 : sum / targets.columns();
        } catch (NotPositiveDefiniteException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
