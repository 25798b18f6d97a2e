package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * How often a network's answer changes when a point is moved by a vector of a given length, along one axis or in a random direction.
 *
 * <pre>
 * one entry     x + length s e_j        j uniform on 1..d, s = -1 or 1
 * all entries   x + length g / |g|      g standard normal
 * </pre>
 *
 * Axes and directions are functions of the stream and the row alone, so that networks are compared in pairs. Source: Mori and Ueda 2022.
 *
 * @param oneEntry share of the points whose answer changes when one entry moves
 * @param allEntries the same when all entries move
 */
public record Stability(double oneEntry, double allEntries) {

    /**
     * @param points n x inputs
     * @param length Euclidean length of the perturbation
     */
    public static Stability of(Network network, FloatMatrix points, double length, RandomStream random) {
        FloatMatrix answers = network.forward(points);
        return new Stability(
                changed(answers, network.forward(oneEntry(points, length, random))),
                changed(answers, network.forward(allEntries(points, length, random))));
    }

    /** Each point with one entry moved. */
    public static FloatMatrix oneEntry(FloatMatrix points, double length, RandomStream random) {
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

    /** Each point moved in a direction of its own. */
    public static FloatMatrix allEntries(FloatMatrix points, double length, RandomStream random) {
        FloatMatrix moved = FloatMatrix.zeros(points.rows(), points.columns());
        random.child("direction").fillSphere(moved, 0);
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < points.columns(); j++) {
                moved.set(i, j, (float) (points.get(i, j) + length * moved.get(i, j)));
            }
        }
        return moved;
    }

    /**
     * The share of rows that stand for another class, as {@link Classification} reads them.
     *
     * @param before n x m
     * @param after n x m
     */
    public static double changed(FloatMatrix before, FloatMatrix after) {
        return (double) Classification.mistakes(after, before) / Math.max(1, before.rows());
    }
}
