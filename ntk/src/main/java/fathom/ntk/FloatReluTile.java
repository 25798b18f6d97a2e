package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.recursion.ArcCosine;
import fathom.simd.recursion.FloatAngles;

/** The pairs of rows {@code row...} with rows {@code column...}, in float from the product to the last layer. */
record FloatReluTile(InfiniteNetwork network, FloatRows rows, int row, FloatRows columns, int column) {

    private static final ThreadLocal<FloatMatrix> ROOM =
            ThreadLocal.withInitial(() -> FloatMatrix.zeros(1, InputTile.PIECE));

    /** As {@link ReluTile#kernels}. */
    void kernels(Kernel kind, int[] depths, FloatMatrix[] outs, boolean lower) {
        FloatMatrix last = outs[outs.length - 1];
        FloatEpilogue epilogue = (i, j, count, array, at, stride) -> {
            for (int from = 0; from < count; from += InputTile.PIECE) {
                int some = Math.min(InputTile.PIECE, count - from);
                FloatMatrix piece = new FloatMatrix(array, at + from * stride, 1, some, some * stride, stride);
                follow(kind, depths, outs, i, j + from, piece);
            }
        };
        FloatMatrix left = rows.floats().rows(row, row + last.rows());
        float scale = (float) network.inputScale();
        if (lower) {
            Gemm.symmetricUpdate(scale, left, 0, last, epilogue);
        } else {
            FloatMatrix right = columns.floats().rows(column, column + last.columns());
            Gemm.multiply(scale, left, right.transposed(), 0, last, epilogue);
        }
    }

    /** All layers of a piece that begins at row i and column j of the tile. */
    private void follow(Kernel kind, int[] depths, FloatMatrix[] outs, int i, int j, FloatMatrix piece) {
        add((float) network.biasVariance().at(0), piece);
        FloatMatrix angles = ROOM.get().window(0, 0, 1, piece.columns());
        if (depths[depths.length - 1] > 0) {
            FloatAngles.haversines(piece, rows.inverseRoots()[row + i], columns.inverseRoots(), column + j, angles);
            mend(row + i, column + j, angles);
            FloatAngles.fromHaversines(angles);
        }
        boolean tangent = kind == Kernel.NTK;
        if (tangent) {
            Elementwise.scale((float) network.learningRate().at(0), piece);
            add((float) network.trainedBias().at(0), piece);
        }
        int depth = 0;
        for (int k = 0; k < depths.length; k++) {
            for (; depth < depths[k]; depth++) {
                layer(depth + 1, i, j, angles, tangent ? piece : null);
            }
            FloatMatrix out = k == depths.length - 1 ? piece : outs[k].window(i, j, 1, piece.columns());
            if (!tangent && depth > 0) {
                FloatAngles.covariances(angles, rows.roots()[depth][row + i], columns.roots()[depth], column + j, out);
            } else if (out != piece) {
                Elementwise.copy(piece, out);
            }
        }
    }

    private void layer(int l, int i, int j, FloatMatrix angles, FloatMatrix tangents) {
        RowProfile left = rows.profile();
        RowProfile right = columns.profile();
        boolean zeros = left.zeros[l - 1] || right.zeros[l - 1];
        for (int k = 0; tangents != null && zeros && k < tangents.columns(); k++) {
            if (left.variances[l - 1][row + i] == 0 || right.variances[l - 1][column + j + k] == 0) {
                tangents.set(0, k, 0); // relu'(0) = 0
            }
        }
        ArcCosine.Layer layer = rows.profile().layers[l];
        FloatAngles.layer(angles, tangents, rows.roots()[l][row + i], columns.roots()[l], column + j, layer, l == 1);
    }

    /** Small angles again, in double, from the rows as they were given; rows of variance 0 are equal to each other. */
    private void mend(int i, int first, FloatMatrix haversines) {
        double root = rows.profile().inputs.roots[i];
        for (int j = 0; j < haversines.columns(); j++) {
            float v = haversines.get(0, j);
            double otherRoot = columns.profile().inputs.roots[first + j];
            if (root == 0 && otherRoot == 0) {
                haversines.set(0, j, 0);
            } else if (Math.abs(v) < NearPairs.THRESHOLD) {
                double exact = NearPairs.signed(network, v < 0, rows.x(), i, root, columns.x(), first + j, otherRoot);
                haversines.set(0, j, v < 0 ? -Math.max((float) -exact, Float.MIN_NORMAL) : (float) exact);
            }
        }
    }

    private static void add(float value, FloatMatrix piece) {
        for (int j = 0; value != 0 && j < piece.columns(); j++) {
            piece.set(0, j, piece.get(0, j) + value);
        }
    }
}
