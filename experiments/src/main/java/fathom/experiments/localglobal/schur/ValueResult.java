package fathom.experiments.localglobal.schur;

import java.util.List;

/**
 * What the regressions found.
 *
 * @param scores by kernel, depth, ridge and order
 */
public record ValueResult(List<Score> scores) {

    /**
     * Means over the pairs of targets.
     *
     * @param local squared error of local values over their mean square: to predict 0 scores 1
     * @param global the same of global values
     * @param localLabels share of labels that the sign of the labels' own regression gets wrong
     * @param globalLabels the same of global labels
     */
    public record Score(
            String kernel,
            int depth,
            double ridge,
            int k,
            double local,
            double global,
            double localLabels,
            double globalLabels) {}
}
