package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The covariance and tangent recursion of infinitely wide ReLU layers on tiles, entry by entry.
 *
 * <p>What is carried from layer to layer is not the correlation u = cos theta but the <em>signed haversine</em>
 *
 * <pre>
 * v = sin^2(theta / 2) = (1 - u) / 2     for u >= 0
 * v = -cos^2(theta / 2) = -(1 + u) / 2   for u &lt; 0
 * </pre>
 *
 * which keeps its relative accuracy where u is near 1 or -1 and arccos would lose half of the digits. After one layer no correlation
 * is negative. All tiles need unit column stride; what a tile's rows and columns are in the whole matrix is said by two offsets into
 * the numbers of each side. Source of the kernels: Cho and Saul, Kernel methods for deep learning, 2009, equation 6, at n = 0 and 1.
 */
public final class ArcCosine {

    private ArcCosine() {}

    /**
     * What a layer needs to know of each row of one operand. With q = S_l(x, x), b the bias variance and cos^2 alpha = (q - b) / q:
     *
     * @param roots sqrt q
     * @param cosines cos alpha, 1 where the layer has no bias
     * @param halfCosines cos(alpha / 2)
     * @param halfSines sin(alpha / 2)
     */
    public record Side(double[] roots, double[] cosines, double[] halfCosines, double[] halfSines) {}

    /**
     * A layer.
     *
     * @param halfWeight w / 2 of this layer
     * @param trained factor of S_l in T_l: 1, or 0 for a frozen layer
     * @param trainedBias beta_l
     * @param biased whether b_l > 0; if not, the angles alpha of both sides are 0 and not looked at
     */
    public record Layer(double halfWeight, double trained, double trainedBias, boolean biased) {}

    /**
     * v_ij of the correlation u_ij = S_ij left_i right_j, never 0: where |u| >= 1 the magnitude is the smallest normal number.
     *
     * @param covariances m x n
     * @param left 1 / sqrt S(x_i, x_i), for row i of the tile at {@code leftFrom + i}; 0 for a row of variance 0, which is then at a
     *     right angle to all others
     * @param right the same for the columns
     * @param haversines m x n, overwritten; may be {@code covariances} itself
     */
    public static void haversines(
            DoubleMatrix covariances,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            DoubleMatrix haversines) {
        checkSame(covariances, haversines);
        checkRange(left, leftFrom, covariances.rows());
        checkRange(right, rightFrom, covariances.columns());
        if (Backend.available()) {
            VectorArcCosine.haversines(covariances, left, leftFrom, right, rightFrom, haversines);
        } else {
            ScalarArcCosine.haversines(covariances, left, leftFrom, right, rightFrom, haversines);
        }
    }

    /**
     * One layer, in place.
     *
     * <pre>
     * 1 - u' = cos alpha_i cos alpha_j (1 - kappa_1(u)) + (1 - cos(alpha_i - alpha_j))
     * S'     = sqrt(q_i q_j) u'
     * T'     = trained S' + beta + (w / 2) kappa_0(u) T
     * kappa_0(u) = (pi - theta) / pi,   kappa_1(u) = (sin theta + (pi - theta) cos theta) / pi
     * </pre>
     *
     * @param haversines m x n, those of the layer below; overwritten with this layer's
     * @param tangents m x n, T of the layer below; overwritten with this layer's; {@code null} if only covariances are wanted
     */
    public static void layer(
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            Side left,
            int leftFrom,
            Side right,
            int rightFrom,
            Layer layer) {
        checkSame(haversines, tangents == null ? haversines : tangents);
        checkRange(left.roots(), leftFrom, haversines.rows());
        checkRange(right.roots(), rightFrom, haversines.columns());
        if (Backend.available()) {
            VectorArcCosine.layer(haversines, tangents, left, leftFrom, right, rightFrom, layer);
        } else {
            ScalarArcCosine.layer(haversines, tangents, left, leftFrom, right, rightFrom, layer);
        }
    }

    /**
     * S_ij = left_i right_j u_ij, the way back from haversines to covariances.
     *
     * @param haversines m x n
     * @param left sqrt S(x_i, x_i)
     * @param right the same for the columns
     * @param covariances m x n, overwritten; may be {@code haversines} itself
     */
    public static void covariances(
            DoubleMatrix haversines,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            DoubleMatrix covariances) {
        checkSame(haversines, covariances);
        checkRange(left, leftFrom, haversines.rows());
        checkRange(right, rightFrom, haversines.columns());
        ScalarArcCosine.covariances(haversines, left, leftFrom, right, rightFrom, covariances);
    }

    static void checkSame(DoubleMatrix a, DoubleMatrix b) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            throw new ShapeMismatchException(
                    "one tile is " + a.shape() + " and the other " + b.shape() + ": both must have the same shape");
        }
        if (a.columns() > 1 && (a.columnStride() != 1 || b.columnStride() != 1)) {
            throw new IllegalArgumentException("tiles of the recursion need column stride 1, not " + a.columnStride()
                    + " and " + b.columnStride() + ": pass a dense row-major matrix or a window of one");
        }
    }

    static void checkRange(double[] side, int from, int count) {
        if (from < 0 || from + count > side.length) {
            throw new ShapeMismatchException("a side of " + side.length + " numbers does not hold the " + count
                    + " of the tile from " + from + " on");
        }
    }
}
