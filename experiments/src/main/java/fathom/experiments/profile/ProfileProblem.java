package fathom.experiments.profile;

import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;

/**
 * Which samples a trial sees, and how they are split. Trials of one problem are compared in pairs.
 *
 * @param target a named target, or the name of a file
 * @param digest the first digits of a file's SHA-256; empty for a named target
 * @param label what the labels are: the column of a table, or a second file
 * @param task {@code classification} or {@code regression}
 * @param n samples
 * @param validation share of them
 * @param test share of them
 * @param seed of samples or shuffling, of weights and of batches
 */
public record ProfileProblem(
        String target, String digest, String label, String task, int n, double validation, double test, long seed) {

    /** Its samples in three parts. */
    Split split(Source source) {
        return Split.of(source.samples(seed, n), validation, test);
    }

    boolean classification() {
        return task.equals(Labelling.CLASSIFICATION);
    }

    /** Samples that models are fitted to. */
    int training() {
        return n - validated() - Split.held(test, n);
    }

    /** Samples that choose among models. */
    int validated() {
        return Split.held(validation, n);
    }
}
