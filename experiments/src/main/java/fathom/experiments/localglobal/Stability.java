package fathom.experiments.localglobal;

import fathom.data.Datasets;
import fathom.data.Target;
import fathom.nn.Classification;
import fathom.nn.Network;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * How often an answer changes when a test point is moved by a vector of a given length, along one axis or in a random direction.
 *
 * <pre>
 * one entry     x + length * s e_j      j uniform on 1..d, s = -1 or 1
 * all entries   x + length * g / |g|    g standard normal
 * </pre>
 *
 * A trial's points, axes and directions are those of all trials with its seed, so that answers are compared in pairs.
 *
 * @param length Euclidean length of the perturbation
 * @param oneEntry share of test points whose answer by the network changes when one entry moves
 * @param allEntries the same when all entries move
 * @param labelOneEntry share of test points whose true label changes when one entry moves
 * @param labelAllEntries the same when all entries move
 */
public record Stability(
        double length, double oneEntry, double allEntries, double labelOneEntry, double labelAllEntries) {

    static Stability of(Network network, Target target, FloatMatrix points, double length, RandomStream random) {
        FloatMatrix one = oneEntry(points, length, random);
        FloatMatrix all = allEntries(points, length, random);
        FloatMatrix answers = signs(network.forward(points));
        FloatMatrix labels = Datasets.labels(target, points);
        return new Stability(
                length,
                changed(answers, signs(network.forward(one))),
                changed(answers, signs(network.forward(all))),
                changed(labels, Datasets.labels(target, one)),
                changed(labels, Datasets.labels(target, all)));
    }

    static FloatMatrix oneEntry(FloatMatrix points, double length, RandomStream random) {
        RandomStream entries = random.child("entry");
        RandomStream signs = random.child("sign");
        FloatMatrix moved = points.copy();
        for (int i = 0; i < points.rows(); i++) {
            int j = entries.below(points.columns(), i);
            double step = signs.below(2, i) == 0 ? length : -length;
            moved.set(i, j, (float) (points.get(i, j) + step));
        }
        return moved;
    }

    static FloatMatrix allEntries(FloatMatrix points, double length, RandomStream random) {
        FloatMatrix moved = FloatMatrix.zeros(points.rows(), points.columns());
        random.child("direction").fillSphere(moved, 0);
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < points.columns(); j++) {
                moved.set(i, j, (float) (points.get(i, j) + length * moved.get(i, j)));
            }
        }
        return moved;
    }

    private static FloatMatrix signs(FloatMatrix outputs) {
        FloatMatrix signs = FloatMatrix.zeros(outputs.rows(), 1);
        for (int i = 0; i < outputs.rows(); i++) {
            signs.set(i, 0, outputs.get(i, 0) >= 0 ? 1 : -1);
        }
        return signs;
    }

    private static double changed(FloatMatrix before, FloatMatrix after) {
        return (double) Classification.mistakes(after, before) / Math.max(1, before.rows());
    }
}
