package fathom.data;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** Points and targets on the sphere, where a kernel sees all that the target sees. */
public final class UnitSphere {

    private UnitSphere() {}

    /** x / |x| for every row x. */
    public static DoubleMatrix directions(FloatMatrix points) {
        DoubleMatrix unit = DoubleMatrix.zeros(points.rows(), points.columns());
        for (int i = 0; i < points.rows(); i++) {
            double length = length(points, i);
            for (int j = 0; j < points.columns(); j++) {
                unit.set(i, j, points.get(i, j) / length);
            }
        }
        return unit;
    }

    /** sqrt(d) x / |x| for every row x: the mean square of an entry is 1. */
    public static FloatMatrix atRadius(FloatMatrix points) {
        FloatMatrix moved = FloatMatrix.zeros(points.rows(), points.columns());
        for (int i = 0; i < points.rows(); i++) {
            double scale = Math.sqrt(points.columns()) / length(points, i);
            for (int j = 0; j < points.columns(); j++) {
                moved.set(i, j, (float) (points.get(i, j) * scale));
            }
        }
        return moved;
    }

    /**
     * The target's value at the point of length sqrt(d) in the direction of a row.
     *
     * <pre>
     * f(sqrt(d) x / |x|) = f(x) (sqrt(d) / |x|)^k,   f homogeneous of degree k
     * </pre>
     */
    public static double value(Target target, int degree, FloatMatrix points, int row) {
        double scale = Math.sqrt(points.columns()) / length(points, row);
        double value = target.value(points, row);
        for (int i = 0; i < degree; i++) {
            value *= scale;
        }
        return value;
    }

    /**
     * The mean square of {@link #value} over the sphere, for f a sum of products of k different entries with Gaussian mean square 1.
     *
     * <pre>
     * d^k / (d (d + 2) ... (d + 2k - 2))
     * </pre>
     *
     * It is the same for the local and the global target, which are harmonic and of equal Gaussian norm.
     */
    public static double meanSquare(int degree, int dimension) {
        double product = 1;
        for (int i = 0; i < degree; i++) {
            product *= dimension / (dimension + 2.0 * i);
        }
        return product;
    }

    private static double length(FloatMatrix points, int row) {
        double square = 0;
        for (int j = 0; j < points.columns(); j++) {
            double entry = points.get(row, j);
            square = Math.fma(entry, entry, square);
        }
        return Math.sqrt(square);
    }
}
