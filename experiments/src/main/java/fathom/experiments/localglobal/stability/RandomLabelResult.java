package fathom.experiments.localglobal.stability;

import java.util.List;

/**
 * @param trainingError share of the labels that the network has not learned
 * @param rate of the learning rates the one that learned most, of equals the one that did so in the fewest epochs
 * @param answers for each length of perturbation, how often the answer changes; empty where every rate diverged
 */
public record RandomLabelResult(double trainingError, double rate, int epochs, List<Answers> answers) {

    /**
     * @param length of the perturbation
     * @param oneEntry share of points whose answer changes when one entry moves
     * @param allEntries the same when all entries move
     */
    public record Answers(double length, double oneEntry, double allEntries) {}
}
