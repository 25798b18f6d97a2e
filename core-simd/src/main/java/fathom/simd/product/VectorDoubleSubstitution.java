package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Forward substitution with the small triangles between the tiles of a solved panel; lanes are right-hand sides. */
final class VectorDoubleSubstitution {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoubleSubstitution() {}

    /** c = x_r, then c = fma(l_rq, x_q, c) for q = 0 .. r - 1, then x_r = c / l_rr: rows of L and of X are neighbours. */
    static void solve(int rows, double[] l, int at, double[] x, int first) {
        if (rows == 6) {
            six(l, at, x, first);
            return;
        }
        for (int r = 0; r < rows; r++) {
            int row = at + r * rows;
            DoubleVector c0 = DoubleVector.fromArray(S, x, first + r * 2 * L),
                    c1 = DoubleVector.fromArray(S, x, first + r * 2 * L + L);
            for (int q = 0; q < r; q++) {
                DoubleVector factor = DoubleVector.broadcast(S, l[row + q]);
                c0 = factor.fma(DoubleVector.fromArray(S, x, first + q * 2 * L), c0);
                c1 = factor.fma(DoubleVector.fromArray(S, x, first + q * 2 * L + L), c1);
            }
            DoubleVector pivot = DoubleVector.broadcast(S, l[row + r]);
            c0.div(pivot).intoArray(x, first + r * 2 * L);
            c1.div(pivot).intoArray(x, first + r * 2 * L + L);
        }
    }

    private static void six(double[] l, int at, double[] x, int first) {
        DoubleVector pivot = DoubleVector.broadcast(S, l[at]);
        DoubleVector c00 = DoubleVector.fromArray(S, x, first).div(pivot),
                c01 = DoubleVector.fromArray(S, x, first + L).div(pivot);
        c00.intoArray(x, first);
        c01.intoArray(x, first + L);

        DoubleVector factor = DoubleVector.broadcast(S, l[at + 6]);
        DoubleVector c10 = factor.fma(c00, DoubleVector.fromArray(S, x, first + 2 * L)),
                c11 = factor.fma(c01, DoubleVector.fromArray(S, x, first + 3 * L));
        pivot = DoubleVector.broadcast(S, l[at + 7]);
        c10 = c10.div(pivot);
        c11 = c11.div(pivot);
        c10.intoArray(x, first + 2 * L);
        c11.intoArray(x, first + 3 * L);

        factor = DoubleVector.broadcast(S, l[at + 12]);
        DoubleVector c20 = factor.fma(c00, DoubleVector.fromArray(S, x, first + 4 * L)),
                c21 = factor.fma(c01, DoubleVector.fromArray(S, x, first + 5 * L));
        factor = DoubleVector.broadcast(S, l[at + 13]);
        pivot = DoubleVector.broadcast(S, l[at + 14]);
        c20 = factor.fma(c10, c20).div(pivot);
        c21 = factor.fma(c11, c21).div(pivot);
        c20.intoArray(x, first + 4 * L);
        c21.intoArray(x, first + 5 * L);

        factor = DoubleVector.broadcast(S, l[at + 18]);
        DoubleVector c30 = factor.fma(c00, DoubleVector.fromArray(S, x, first + 6 * L)),
                c31 = factor.fma(c01, DoubleVector.fromArray(S, x, first + 7 * L));
        factor = DoubleVector.broadcast(S, l[at + 19]);
        c30 = factor.fma(c10, c30);
        c31 = factor.fma(c11, c31);
        factor = DoubleVector.broadcast(S, l[at + 20]);
        pivot = DoubleVector.broadcast(S, l[at + 21]);
        c30 = factor.fma(c20, c30).div(pivot);
        c31 = factor.fma(c21, c31).div(pivot);
        c30.intoArray(x, first + 6 * L);
        c31.intoArray(x, first + 7 * L);

        factor = DoubleVector.broadcast(S, l[at + 24]);
        DoubleVector c40 = factor.fma(c00, DoubleVector.fromArray(S, x, first + 8 * L)),
                c41 = factor.fma(c01, DoubleVector.fromArray(S, x, first + 9 * L));
        factor = DoubleVector.broadcast(S, l[at + 25]);
        c40 = factor.fma(c10, c40);
        c41 = factor.fma(c11, c41);
        factor = DoubleVector.broadcast(S, l[at + 26]);
        c40 = factor.fma(c20, c40);
        c41 = factor.fma(c21, c41);
        factor = DoubleVector.broadcast(S, l[at + 27]);
        pivot = DoubleVector.broadcast(S, l[at + 28]);
        c40 = factor.fma(c30, c40).div(pivot);
        c41 = factor.fma(c31, c41).div(pivot);
        c40.intoArray(x, first + 8 * L);
        c41.intoArray(x, first + 9 * L);

        factor = DoubleVector.broadcast(S, l[at + 30]);
        DoubleVector c50 = factor.fma(c00, DoubleVector.fromArray(S, x, first + 10 * L)),
                c51 = factor.fma(c01, DoubleVector.fromArray(S, x, first + 11 * L));
        factor = DoubleVector.broadcast(S, l[at + 31]);
        c50 = factor.fma(c10, c50);
        c51 = factor.fma(c11, c51);
        factor = DoubleVector.broadcast(S, l[at + 32]);
        c50 = factor.fma(c20, c50);
        c51 = factor.fma(c21, c51);
        factor = DoubleVector.broadcast(S, l[at + 33]);
        c50 = factor.fma(c30, c50);
        c51 = factor.fma(c31, c51);
        factor = DoubleVector.broadcast(S, l[at + 34]);
        pivot = DoubleVector.broadcast(S, l[at + 35]);
        c50 = factor.fma(c40, c50).div(pivot);
        c51 = factor.fma(c41, c51).div(pivot);
        c50.intoArray(x, first + 10 * L);
        c51.intoArray(x, first + 11 * L);
    }
}
