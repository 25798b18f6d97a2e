package fathom.simd.factor;

/**
 * Cholesky's factorisation by panels, so that nearly all of the work is in products.
 *
 * <pre>
 * L11 L11' = A11,   L21 = A21 L11'^-1,   L22 L22' = A22 - L21 L21'
 * </pre>
 *
 * Every product continues the chain c = fma(-l_ik, l_jk, c) over ascending k that the unblocked definition has, so where the
 * matrix is cut does not change a bit of the factor.
 */
final class BlockedCholesky {

    /** Triangles up to this size are left to the steps. */
    static final int LEAF = 64;

    /**
     * Rows of a panel: 128, 192 and 256 were within noise of each other at n = 1000 and 2000; a strip of 192 steps and a micro-panel
     * share a first-level cache of 32 KiB with room to spare. A panel's own triangle is factorised by panels of {@link #LEAF}.
     */
    private static final int PANEL = 192;

    private BlockedCholesky() {}

    /** What the panels need done to one matrix; it holds the element type. Indices are rows and columns of that matrix. */
    interface Steps {

        /** The factor of the square of {@code size} rows on the diagonal from {@code at}, in place, not above the diagonal. */
        void factorise(int at, int size);

        /** X L' = B in place: B the {@code rows} below the triangle L of {@code size} rows at {@code at}. */
        void solve(int at, int size, int rows);

        /**
         * Subtracts X X' from the lower triangle to the right of the rows solved last. Once the first {@code ahead} rows of that
         * triangle are done, {@code then} is run, maybe beside the rest of the work.
         */
        void subtract(int ahead, Runnable then);

        /** Steps on the same matrix that may go on while these are within {@link #subtract}. */
        Steps within();
    }

    static void factorise(Steps steps, int at, int size) {
        if (size <= LEAF) {
            steps.factorise(at, size);
            return;
        }
        int panel = size > PANEL ? PANEL : LEAF;
        Steps within = steps.within();
        factorise(within, at, panel);
        for (int done = panel; done < size; done += panel) {
            int next = at + done;
            int ahead = Math.min(panel, size - done);
            steps.solve(next - panel, panel, size - done);
            steps.subtract(ahead, () -> factorise(within, next, ahead));
        }
    }
}
