package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/** What local and global targets check alike. */
final class Orders {

    private Orders() {}

    static void checkAtLeastOne(String kind, int order) {
        if (order < 1) {
            throw new IllegalArgumentException(
                    "the order k of a k-" + kind + " target must be at least 1, not " + order);
        }
    }

    static void checkColumns(Target target, FloatMatrix inputs) {
        if (inputs.columns() != target.dimension()) {
            throw new ShapeMismatchException("inputs are " + inputs.shape() + ": the " + target.name()
                    + " target needs " + target.dimension() + " columns");
        }
    }
}
