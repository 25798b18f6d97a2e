package fathom.experiments.profile;

/**
 * What came of one kernel on one split.
 *
 * @param error on the test part
 * @param validationError on the validation part, which chose the ridge
 * @param ridge n r over the mean of the kernel's diagonal
 */
public record KernelResult(double error, double validationError, double ridge) {}
