package fathom.experiments.localglobal.lazy;

import java.util.List;

/**
 * What became of one network.
 *
 * @param error share of the test points whose sign is wrong; 0.5, which is chance, where training diverged
 * @param factor the share of the largest stable learning rate that the validation split chose
 * @param outcome {@code interpolated}, {@code epoch limit} or {@code diverged}
 * @param epochs passes over the samples until it stopped
 * @param trainingError share of misclassified training samples at the end
 * @param validationErrors by factor, 1 where training diverged; empty where there was one factor and so no choice
 * @param change what became of the tangent kernel; null where training diverged
 */
public record LazyResult(
        double error,
        double factor,
        String outcome,
        int epochs,
        double trainingError,
        List<Double> validationErrors,
        KernelChange change) {}
