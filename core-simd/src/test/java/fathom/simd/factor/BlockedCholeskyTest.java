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
    private record Count(int[][] terms) implements BlockedCholesky.Steps {

        @Override
        public void factorise(int at, int size) {
            for (int i = at; i < at + size; i++) {
                for (int j = at; j <= i; j++) {
                    finish(i, j, at);
                }
            }
        }

        @Override
        public void solve(int row, int rows, int at, int size) {
            assertEquals(-1, terms[at + size - 1][at + size - 1]);
            for (int i = row; i < row + rows; i++) {
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
        public void subtract(int row, int rows, int column, int columns, int at, int size) {
            for (int i = row; i < row + rows; i++) {
                for (int j = column; j < column + columns; j++) {
                    add(i, j, at, size);
                }
            }
        }

        @Override
        public void subtractSquare(int row, int rows, int at, int size) {
            for (int i = row; i < row + rows; i++) {
                for (int j = row; j <= i; j++) {
                    add(i, j, at, size);
                }
            }
        }

        private void add(int i, int j, int at, int size) {
            assertEquals(at, terms[i][j]);
            assertEquals(-1, terms[i][at + size - 1]);
            assertEquals(-1, terms[j][at + size - 1]);
            terms[i][j] += size;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 129, 700, 1023, 1024, 1025, 1300})
    void everyTermOnceAndInOrder(int n) {
        Count count = new Count(new int[n][n]);
        BlockedCholesky.factorise(count, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(j <= i ? -1 : 0, count.terms()[i][j]);
            }
        }
    }
}
