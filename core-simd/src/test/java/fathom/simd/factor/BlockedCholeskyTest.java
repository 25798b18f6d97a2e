package fathom.simd.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of the work at sizes whose arithmetic would take too long: every element's terms are subtracted in ascending order, none
 * twice, and all of those before a leaf before that leaf takes the element.
 */
class BlockedCholeskyTest {

    /** How many terms each element has had; -1 once it is final. */
    private static final class Count implements BlockedCholesky.Steps {

        private final int[][] terms;
        private int at;
        private int size;
        private int rows;

        Count(int[][] terms) {
            this.terms = terms;
        }

        @Override
        public void factorise(int at, int size) {
            for (int i = at; i < at + size; i++) {
                for (int j = at; j <= i; j++) {
                    finish(i, j, at);
                }
            }
        }

        @Override
        public void solve(int at, int size, int rows) {
            this.at = at;
            this.size = size;
            this.rows = rows;
            assertEquals(-1, terms[at + size - 1][at + size - 1]);
            for (int i = at + size; i < at + size + rows; i++) {
                for (int j = at; j < at + size; j++) {
                    finish(i, j, at);
                }
            }
        }

        private void finish(int i, int j, int at) {
            assertEquals(at, terms[i][j]);
            terms[i][j] = -1;
        }

        @Override
        public void subtract(int ahead, Runnable then) {
            subtractRows(0, ahead);
            then.run();
            assertEquals(-1, terms[at + size + ahead - 1][at + size + ahead - 1], "what follows is a factorisation");
            subtractRows(ahead, rows);
        }

        private void subtractRows(int from, int to) {
            for (int i = at + size + from; i < at + size + to; i++) {
                for (int j = at + size; j <= i; j++) {
                    assertEquals(at, terms[i][j]);
                    assertEquals(-1, terms[i][at + size - 1]);
                    assertEquals(-1, terms[j][at + size - 1]);
                    terms[i][j] += size;
                }
            }
        }

        @Override
        public BlockedCholesky.Steps within() {
            return new Count(terms);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 129, 700, 1023, 1024, 1025, 1700})
    void everyTermOnceAndInOrder(int n) {
        int[][] terms = new int[n][n];
        BlockedCholesky.factorise(new Count(terms), 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(j <= i ? -1 : 0, terms[i][j]);
            }
        }
    }
}
