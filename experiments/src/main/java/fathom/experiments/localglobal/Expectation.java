package fathom.experiments.localglobal;

import module fathom.experiments;

/** What is known of a task from elsewhere, to stand beside what is measured. */
final class Expectation {

    private Expectation() {}

    static String of(Task task) {
        return of(task.target(), task.inputs() instanceof SignInputs signs ? signs.probability() : 0.5);
    }

    private static String of(Target target, double probability) {
        return switch (target) {
            case LocalTarget(int order, int dimension)
            when order == 1 -> "linear: shallower is better (Mori and Ueda, claim 3)";
            case LocalTarget(int order, int dimension)
            when probability != 0.5 ->
                "entries correlate with the label, so gradient descent can learn it layer by layer (Malach and Shalev-Shwartz 2020)";
            case LocalTarget _ ->
                "depth helps (Mori and Ueda, claim 1, there on Gaussian inputs); over fair signs the first gradients say little, and nothing"
                        + " of a large order is learned at any depth (Shalev-Shwartz, Shamir and Shammah 2017)";
            case GlobalTarget _ -> "depth hurts (Mori and Ueda, claim 2)";
            case StaircaseTarget _ ->
                "learned step by step by gradient descent, where a lone product of that order is not (Abbe et al. 2021); not said of depth";
            case RandomHierarchy _ ->
                "deep networks with the grammar's tree need few samples, shallow ones many (Cagnina et al. 2024); fully connected ones lie"
                        + " between";
            case BumpTarget _, HarmonicTarget _ ->
                "a function of one direction: no gain from depth is known (Bietti and Bach 2021 for the kernels)";
            default -> "nothing";
        };
    }
}
