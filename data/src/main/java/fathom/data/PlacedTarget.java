package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * A target of the same points seen in other coordinates: entries permuted, and the sign of each turned or not.
 *
 * <pre>
 * g(x) = f(s_1 x_p(1), ..., s_d x_p(d))
 * </pre>
 *
 * Points whose law no rotation changes do not know the difference, so the expected error of a kernel is that of f, and the mean over several
 * places scatters less than one of them.
 *
 * @param places p, a permutation of 0, ..., d - 1
 * @param signs s, each -1 or 1
 */
public record PlacedTarget(Target target, int[] places, int[] signs) {

    /** Place number i of a target; each number another one. */
    public static PlacedTarget of(Target target, RandomStream stream, int i) {
        RandomStream own = stream.child(i);
        int d = target.dimension();
        int[] signs = new int[d];
        for (int j = 0; j < d; j++) {
            signs[j] = own.child("signs").below(2, j) == 0 ? 1 : -1;
        }
        return new PlacedTarget(target, own.child("places").permutation(d), signs);
    }

    /** The points in the target's coordinates. */
    public FloatMatrix seen(FloatMatrix points) {
        FloatMatrix moved = FloatMatrix.zeros(points.rows(), points.columns());
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < points.columns(); j++) {
                moved.set(i, j, signs[j] * points.get(i, places[j]));
            }
        }
        return moved;
    }
}
