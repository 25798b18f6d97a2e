package fathom.simd.factor;

/**
 * Cholesky's factorisation by panels, and of panels by halves, so that nearly all of the work is in products.
 *
 * <pre>
 * L11 L11' = A11,   L21 = A21 L11'^-1,   L22 L22' = A22 - L21 L21'
 * </pre>
 *
 * Every product continues the chain c = fma(-l_ik, l_jk, c) over ascending k that the unblocked definition has, so where the
 * matrix is cut does not change a bit of the factor.
 */
final class BlockedCholesky {

    /** Triangles up to this size are left to the steps: a product of this depth still pays for its packing. */
    static final int LEAF = 64;

    /** Rows of a panel: deep enough for products at full speed, and little work beside them while the matrix is larger. */
    private static final int PANEL = 256;

    private BlockedCholesky() {}

    /** What the recursion needs done to one matrix; it holds the element type. Indices are rows and columns of that matrix. */
    interface Steps {

        /** The factor of the square of {@code size} rows on the diagonal from {@code at}, in place, not above the diagonal. */
        void factorise(int at, int size);

        /** X L' = B in place: B the {@code rows} from {@code row} in the columns of the triangle L of {@code size} rows at {@code at}. */
        void solve(int row, int rows, int at, int size);

        /** Subtracts (rows x inner)(columns x inner)' from the rectangle of {@code rows} and {@code columns}, inner being size from at. */
        void subtract(int row, int rows, int column, int columns, int at, int size);

        /** Subtracts (rows x inner)(rows x inner)' from the lower triangle of the square of {@code rows} on the diagonal. */
        void subtractSquare(int row, int rows, int at, int size);
    }

    static void factorise(Steps steps, int at, int size) {
        if (size <= LEAF) {
            steps.factorise(at, size);
            return;
        }
        int first = size >= 4 * PANEL ? PANEL : half(size);
        int rest = size - first;
        factorise(steps, at, first);
        solve(steps, at + first, rest, at, first);
        steps.subtractSquare(at + first, rest, at, first);
        factorise(steps, at + first, rest);
    }

    private static void solve(Steps steps, int row, int rows, int at, int size) {
        if (size <= LEAF) {
            steps.solve(row, rows, at, size);
            return;
        }
        int half = half(size);
        solve(steps, row, rows, at, half);
        steps.subtract(row, rows, at + half, size - half, at, half);
        solve(steps, row, rows, at + half, size - half);
    }

    /** A multiple of LEAF next to the half, so that leaves are full. */
    static int half(int size) {
        return (size / 2 + LEAF - 1) / LEAF * LEAF;
    }
}
