package fathom.data;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.FloatMatrix;

/**
 * A bump on the sphere round the first axis: smooth as a function, a spherical cap as a class.
 *
 * <pre>
 * f(x) = exp(-(1 - x_1 / |x|) / b^2) - 1/2
 * </pre>
 *
 * The label is +1 on the cap x_1 / |x| >= 1 - b^2 log 2, where the bump is above half of its height.
 *
 * @param width b, positive
 * @param dimension d, at least 2
 */
public record BumpTarget(double width, int dimension) implements Target {

    /** @throws IllegalArgumentException if b is not positive or d &lt; 2 */
    public BumpTarget {
        Sizes.checkDimension("a bump on the sphere", dimension, 2);
        if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the width b of a bump must be a positive number, not " + width);
        }
    }

    @Override
    public String name() {
        return "bump of width " + width;
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        return DoubleFunctions.exp(-(1 - FirstAxis.cosine(inputs, row)) / (width * width)) - 0.5;
    }
}
