package fathom.experiments.localglobal.regression;

import java.util.List;

/**
 * What one kernel regression found.
 *
 * @param scores one for each target
 */
public record KernelResult(List<Score> scores) {

    /**
     * @param error share of the test points whose label the regression of the labels gets wrong
     * @param squaredError mean squared error of the regression of the target's values, relative to their mean square: to predict 0
     *     scores 1
     */
    public record Score(String target, double error, double squaredError) {}
}
