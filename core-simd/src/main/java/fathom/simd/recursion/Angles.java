package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/**
 * The covariance and tangent recursion of infinitely wide ReLU layers without bias, carried by the angle alone.
 *
 * <pre>
 * theta' = arccos kappa_1(theta)                      theta ≤ pi / 2; from angle to angle, by one polynomial
 * S'     = sqrt(q q') cos theta'
 * T'     = trained S' + beta + (w / 2) (1 - theta / pi) T
 * </pre>
 *
 * The same function as {@link ArcCosine}, without its roots: a bias tilts an angle by what each row has of it, which only haversines
 * follow. It holds for acute angles, which all are after one layer, so the first layer
 * is {@link ArcCosine}'s. Small angles keep their relative accuracy. All tiles need unit column stride. Source of the
 * kernels: Cho and Saul, Kernel methods for deep learning, 2009, equation 6, at n = 0 and 1.
 */
public final class Angles {

    private Angles() {}

    /**
     * Angles from haversines, in place.
     *
     * @param tile m x n, sin^2(theta / 2) from 0 to 1/2, as {@link ArcCosine#layer} leaves them
     */
    public static void fromHaversines(DoubleMatrix tile) {
        ArcCosine.checkSame(tile, tile);
        for (int i = 0; i < tile.rows(); i++) {
            int at = tile.offset() + i * tile.rowStride();
            if (Backend.available()) {
                VectorAngles.fromHaversines(tile.array(), at, tile.columns());
            } else {
                ScalarAngles.fromHaversines(tile.array(), at, tile.columns());
            }
        }
    }

    /**
     * Haversines sin^2(theta / 2) from angles, in place.
     *
     * @param tile m x n, angles of at most pi / 2
     */
    public static void toHaversines(DoubleMatrix tile) {
        ArcCosine.checkSame(tile, tile);
        for (int i = 0; i < tile.rows(); i++) {
            int at = tile.offset() + i * tile.rowStride();
            if (Backend.available()) {
                VectorAngles.toHaversines(tile.array(), at, tile.columns());
            } else {
                ScalarAngles.toHaversines(tile.array(), at, tile.columns());
            }
        }
    }

    /**
     * One layer, in place.
     *
     * @param angles m x n, those of the layer below, none above pi / 2; overwritten with this layer's
     * @param tangents m x n, T of the layer below; overwritten with this layer's; {@code null} if only angles are wanted
     * @param left sqrt S_l(x_i, x_i), for row i of the tile at {@code leftFrom + i}
     * @param right the same for the columns
     * @throws IllegalArgumentException if the layer has a bias
     */
    public static void layer(
            DoubleMatrix angles,
            DoubleMatrix tangents,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            ArcCosine.Layer layer) {
        ArcCosine.checkSame(angles, tangents == null ? angles : tangents);
        ArcCosine.checkRange(left, leftFrom, angles.rows());
        ArcCosine.checkRange(right, rightFrom, angles.columns());
        if (layer.biased()) {
            throw new IllegalArgumentException("the angle alone does not follow a layer with a bias; take ArcCosine");
        }
        int n = angles.columns();
        for (int i = 0; i < angles.rows(); i++) {
            int at = angles.offset() + i * angles.rowStride();
            if (tangents == null) {
                fold(angles.array(), at, n);
                continue;
            }
            double[] t = tangents.array();
            int tangentAt = tangents.offset() + i * tangents.rowStride();
            double root = left[leftFrom + i] * layer.trained();
            if (Backend.available()) {
                VectorAngles.damp(angles.array(), at, t, tangentAt, layer.halfWeight(), n);
                VectorAngles.fold(angles.array(), at, n);
                VectorAngles.add(angles.array(), at, t, tangentAt, root, right, rightFrom, layer.trainedBias(), n);
            } else {
                ScalarAngles.damp(angles.array(), at, t, tangentAt, layer.halfWeight(), n);
                ScalarAngles.fold(angles.array(), at, n);
                ScalarAngles.add(angles.array(), at, t, tangentAt, root, right, rightFrom, layer.trainedBias(), n);
            }
        }
    }

    private static void fold(double[] angles, int at, int count) {
        if (Backend.available()) {
            VectorAngles.fold(angles, at, count);
        } else {
            ScalarAngles.fold(angles, at, count);
        }
    }

    /**
     * S_ij = left_i right_j cos theta_ij, the way back from angles to covariances.
     *
     * @param angles m x n, of at most pi / 2
     * @param left sqrt S(x_i, x_i)
     * @param right the same for the columns
     * @param covariances m x n, overwritten; may be {@code angles} itself
     */
    public static void covariances(
            DoubleMatrix angles, double[] left, int leftFrom, double[] right, int rightFrom, DoubleMatrix covariances) {
        ArcCosine.checkSame(angles, covariances);
        ArcCosine.checkRange(left, leftFrom, angles.rows());
        ArcCosine.checkRange(right, rightFrom, angles.columns());
        for (int i = 0; i < angles.rows(); i++) {
            int at = angles.offset() + i * angles.rowStride();
            int out = covariances.offset() + i * covariances.rowStride();
            double root = left[leftFrom + i];
            if (Backend.available()) {
                VectorAngles.covariances(
                        angles.array(), at, root, right, rightFrom, covariances.array(), out, angles.columns());
            } else {
                ScalarAngles.covariances(
                        angles.array(), at, root, right, rightFrom, covariances.array(), out, angles.columns());
            }
        }
    }
}
