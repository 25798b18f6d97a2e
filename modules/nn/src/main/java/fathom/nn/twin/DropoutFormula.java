package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;

/**
 * Dropout in training.
 *
 * <pre>
 * out_ij = in_ij mask_ij,   mask_ij = 1 / (1 - rate) where (float) u_ij >= rate, else 0,   u_ij number first + i columns + j of the stream
 * </pre>
 *
 * @param rate in [0, 1)
 * @param stream of this layer
 * @param first number of this step's first draw
 */
public record DropoutFormula(double rate, RandomStream stream, long first) implements Formula {

    @Override
    public DoubleMatrix forward(DoubleMatrix in) {
        return masked(in);
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient) {
        return masked(outGradient);
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent) {
        return masked(inTangent);
    }

    private DoubleMatrix masked(DoubleMatrix x) {
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                boolean kept = (float) stream.uniform(first + (long) i * x.columns() + j) >= (float) rate;
                y.set(i, j, kept ? x.get(i, j) / (1 - rate) : 0);
            }
        }
        return y;
    }
}
