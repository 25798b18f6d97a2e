package fathom.experiments.localglobal;

import module fathom.experiments;

/**
 * How often an answer changes when a test point is moved, by the network and by the target itself; {@link fathom.nn.Stability} says how.
 *
 * <p>A trial's points, axes and directions are those of all trials with its seed, so that answers are compared in pairs.
 *
 * @param length Euclidean length of the perturbation
 * @param oneEntry share of test points whose answer by the network changes when one entry moves
 * @param allEntries the same when all entries move
 * @param labelOneEntry share of test points whose true label changes when one entry moves
 * @param labelAllEntries the same when all entries move
 */
public record FlipRates(
        double length, double oneEntry, double allEntries, double labelOneEntry, double labelAllEntries) {

    /** By the points, axes and directions that a stream gives. */
    public static FlipRates of(Network network, Target target, FloatMatrix points, double length, RandomStream random) {
        fathom.nn.Stability answers = fathom.nn.Stability.of(network, points, length, random);
        FloatMatrix labels = target.labels(points);
        FloatMatrix one = fathom.nn.Stability.oneEntry(points, length, random);
        FloatMatrix all = fathom.nn.Stability.allEntries(points, length, random);
        return new FlipRates(
                length,
                answers.oneEntry(),
                answers.allEntries(),
                fathom.nn.Stability.changed(labels, target.labels(one)),
                fathom.nn.Stability.changed(labels, target.labels(all)));
    }
}
