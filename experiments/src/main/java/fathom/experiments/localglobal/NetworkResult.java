package fathom.experiments.localglobal;

import fathom.experiments.localglobal.stability.Stability;
import java.util.List;

/**
 * What the training of one network came to.
 *
 * @param error share of the test points whose sign is wrong; 0.5, which is chance, where training diverged
 * @param rate the learning rate that the validation split chose
 * @param outcome {@code interpolated}, {@code epoch limit} or {@code diverged}, of the training on all samples
 * @param epochs passes over the samples until it stopped
 * @param trainingError share of misclassified training samples at the end
 * @param validationErrors by learning rate, in the configuration's order; 1 where training diverged
 * @param stability one for each length of perturbation; empty where training diverged
 */
public record NetworkResult(
        double error,
        double rate,
        String outcome,
        int epochs,
        double trainingError,
        List<Double> validationErrors,
        List<Stability> stability) {}
