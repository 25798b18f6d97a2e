package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;

/**
 * The ends of a residual sum, and the turn between its layers and its shortcut.
 *
 * <pre>
 * fork  a = in                      dIn = dA + dAround
 * turn  b = in,   out = around      dIn = dB,   dAround = dOut        where a shortcut with layers begins; the join adds b
 * join  out = in + around           dIn = dOut,   dAround = dOut
 * </pre>
 */
public sealed interface SumFormula extends Formula {

    /** What goes round: a value or a tangent on the way there, a gradient on the way back. */
    final class Shortcut {
        private DoubleMatrix value;
    }

    /** Where what goes round leaves. */
    record Fork(Shortcut shortcut) implements SumFormula {

        @Override
        public DoubleMatrix forward(DoubleMatrix in) {
            shortcut.value = in;
            return in;
        }

        @Override
        public DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient) {
            return sum(outGradient, shortcut.value);
        }

        @Override
        public DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent) {
            shortcut.value = inTangent;
            return inTangent;
        }
    }

    /**
     * Where the layers end and the shortcut begins.
     *
     * @param around what the fork sent round
     * @param branch what the layers made, which the join adds
     */
    record Turn(Shortcut around, Shortcut branch) implements SumFormula {

        @Override
        public DoubleMatrix forward(DoubleMatrix in) {
            branch.value = in;
            return around.value;
        }

        @Override
        public DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient) {
            around.value = outGradient;
            return branch.value;
        }

        @Override
        public DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent) {
            branch.value = inTangent;
            return around.value;
        }
    }

    /** Where it is added. */
    record Join(Shortcut shortcut) implements SumFormula {

        @Override
        public DoubleMatrix forward(DoubleMatrix in) {
            return sum(in, shortcut.value);
        }

        @Override
        public DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient) {
            shortcut.value = outGradient;
            return outGradient;
        }

        @Override
        public DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent) {
            return sum(inTangent, shortcut.value);
        }
    }

    private static DoubleMatrix sum(DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix sum = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                sum.set(i, j, x.get(i, j) + y.get(i, j));
            }
        }
        return sum;
    }
}
