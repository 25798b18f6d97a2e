package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;

/** One layer, in double, as its formulas say; every result is a fresh matrix. */
public interface Formula {

    /** f(in), rows x outputs. */
    DoubleMatrix forward(DoubleMatrix in);

    /**
     * The derivative of the loss by {@code in}; that by the parameters is written to the formula's partner.
     *
     * @param outGradient derivative of the loss by f(in)
     */
    DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient);

    /** How f(in) moves when {@code in} moves by {@code inTangent} and the parameters by the formula's partner. */
    DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent);
}
