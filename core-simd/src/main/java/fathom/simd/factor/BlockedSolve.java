package fathom.simd.factor;

/**
 * Triangular systems with many right-hand sides by halves, in place.
 *
 * <pre>
 * lower:  L11 X1 = B1,    L22 X2 = B2 - L21 X1           upper:  L22' X2 = B2,   L11' X1 = B1 - L21' X2
 * </pre>
 *
 * The lower solution has the bits of the unblocked definition. In the upper one the order in which an element's terms are subtracted
 * follows the cuts, which depend on the size of the system alone.
 */
final class BlockedSolve {

    private BlockedSolve() {}

    /** What the recursion needs done to one pair of factor and right-hand sides; it holds the element type. */
    interface Steps {

        /** Solves with the triangle of {@code size} rows at {@code at}, for the same rows of the right-hand sides. */
        void solve(int at, int size);

        /** Subtracts from the right-hand sides' {@code rows} from {@code row} the terms of the known rows {@code size} from {@code at}. */
        void subtract(int row, int rows, int at, int size);
    }

    static void lower(Steps steps, int at, int size) {
        if (size <= BlockedCholesky.LEAF) {
            steps.solve(at, size);
            return;
        }
        int half = half(size);
        lower(steps, at, half);
        steps.subtract(at + half, size - half, at, half);
        lower(steps, at + half, size - half);
    }

    static void upper(Steps steps, int at, int size) {
        if (size <= BlockedCholesky.LEAF) {
            steps.solve(at, size);
            return;
        }
        int half = half(size);
        upper(steps, at + half, size - half);
        steps.subtract(at, half, at + half, size - half);
        upper(steps, at, half);
    }

    /** A multiple of the leaf next to the half, so that leaves are full. */
    private static int half(int size) {
        return (size / 2 + BlockedCholesky.LEAF - 1) / BlockedCholesky.LEAF * BlockedCholesky.LEAF;
    }
}
