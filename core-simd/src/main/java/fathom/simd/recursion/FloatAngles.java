package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The recursion of {@link Angles} in float, from covariances on, for pairs of one row with neighbouring columns: 1 x n matrices with unit
 * column stride. Eight pairs to a vector where double has four, and polynomials of half the length.
 */
public final class FloatAngles {

    private FloatAngles() {}

    /**
     * v_j of the correlation u_j = S_j left right_j, as {@link ArcCosine#haversines} defines it.
     *
     * @param covariances 1 x n
     * @param left 1 / sqrt S(x, x) of the row; 0 for a row of variance 0
     * @param right the same for the columns, from {@code from} on
     * @param haversines 1 x n, overwritten
     */
    public static void haversines(
            FloatMatrix covariances, float left, float[] right, int from, FloatMatrix haversines) {
        check(covariances, haversines, right, from);
        if (Backend.available()) {
            VectorFloatAngles.haversines(
                    covariances.array(),
                    covariances.offset(),
                    left,
                    right,
                    from,
                    haversines.array(),
                    haversines.offset(),
                    haversines.columns());
        } else {
            ScalarFloatAngles.haversines(
                    covariances.array(),
                    covariances.offset(),
                    left,
                    right,
                    from,
                    haversines.array(),
                    haversines.offset(),
                    haversines.columns());
        }
    }

    /** Angles from 0 to pi from signed haversines, in place. */
    public static void fromHaversines(FloatMatrix row) {
        check(row, row);
        if (Backend.available()) {
            VectorFloatAngles.fromHaversines(row.array(), row.offset(), row.columns());
        } else {
            ScalarFloatAngles.fromHaversines(row.array(), row.offset(), row.columns());
        }
    }

    /**
     * One layer without bias, in place, as {@link Angles#layer}.
     *
     * @param angles 1 x n, those of the layer below; overwritten with this layer's
     * @param tangents 1 x n, T of the layer below; overwritten; {@code null} if only angles are wanted
     * @param root sqrt S_l(x, x) of the row
     * @param roots the same for the columns, from {@code from} on
     * @param first whether angles may be above pi / 2, as below the first layer
     */
    public static void layer(
            FloatMatrix angles,
            FloatMatrix tangents,
            float root,
            float[] roots,
            int from,
            ArcCosine.Layer layer,
            boolean first) {
        check(angles, tangents == null ? angles : tangents, roots, from);
        if (layer.biased()) {
            throw new IllegalArgumentException("the angle alone does not follow a layer with a bias; take ArcCosine");
        }
        float[] theta = angles.array();
        int at = angles.offset();
        int n = angles.columns();
        float halfWeight = (float) layer.halfWeight();
        float own = root * (float) layer.trained();
        float bias = (float) layer.trainedBias();
        boolean vectors = Backend.available();
        if (tangents != null && vectors) {
            VectorFloatAngles.damp(theta, at, tangents.array(), tangents.offset(), halfWeight, n);
        } else if (tangents != null) {
            ScalarFloatAngles.damp(theta, at, tangents.array(), tangents.offset(), halfWeight, n);
        }
        fold(theta, at, n, first, vectors);
        if (tangents != null && vectors) {
            VectorFloatAngles.add(theta, at, tangents.array(), tangents.offset(), own, roots, from, bias, n);
        } else if (tangents != null) {
            ScalarFloatAngles.add(theta, at, tangents.array(), tangents.offset(), own, roots, from, bias, n);
        }
    }

    private static void fold(float[] angles, int at, int count, boolean first, boolean vectors) {
        if (first && vectors) {
            VectorFloatAngles.foldWide(angles, at, count);
        } else if (first) {
            ScalarFloatAngles.foldWide(angles, at, count);
        } else if (vectors) {
            VectorFloatAngles.fold(angles, at, count);
        } else {
            ScalarFloatAngles.fold(angles, at, count);
        }
    }

    /**
     * S_j = root root_j cos theta_j for angles up to pi / 2.
     *
     * @param covariances 1 x n, overwritten; may be {@code angles} itself
     */
    public static void covariances(FloatMatrix angles, float root, float[] roots, int from, FloatMatrix covariances) {
        check(angles, covariances, roots, from);
        if (Backend.available()) {
            VectorFloatAngles.covariances(
                    angles.array(),
                    angles.offset(),
                    root,
                    roots,
                    from,
                    covariances.array(),
                    covariances.offset(),
                    angles.columns());
        } else {
            ScalarFloatAngles.covariances(
                    angles.array(),
                    angles.offset(),
                    root,
                    roots,
                    from,
                    covariances.array(),
                    covariances.offset(),
                    angles.columns());
        }
    }

    private static void check(FloatMatrix a, FloatMatrix b, float[] side, int from) {
        check(a, b);
        if (from < 0 || from + a.columns() > side.length) {
            throw new ShapeMismatchException("a side of " + side.length + " numbers does not hold the " + a.columns()
                    + " of the row from " + from + " on");
        }
    }

    private static void check(FloatMatrix a, FloatMatrix b) {
        if (a.rows() != 1 || b.rows() != 1 || b.columns() != a.columns()) {
            throw new ShapeMismatchException(
                    "pairs are " + a.shape() + " and " + b.shape() + ": both must be one row of as many pairs");
        }
        if (a.columns() > 1 && (a.columnStride() != 1 || b.columnStride() != 1)) {
            throw new IllegalArgumentException("a row of pairs needs column stride 1, not " + a.columnStride() + " and "
                    + b.columnStride() + ": pass one of a dense row-major matrix");
        }
    }
}
