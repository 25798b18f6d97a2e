package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/** What targets and input distributions check alike. */
final class Sizes {

    private Sizes() {}

    static void checkOrder(String kind, int order) {
        if (order < 1) {
            throw new IllegalArgumentException(
                    "the order k of a k-" + kind + " target must be at least 1, not " + order);
        }
    }

    static void checkDimension(String what, int dimension, int least) {
        if (dimension < least) {
            throw new IllegalArgumentException(what + " need d >= " + least + " entries, not " + dimension);
        }
    }

    static void checkColumns(Target target, FloatMatrix inputs) {
        if (inputs.columns() != target.dimension()) {
            throw new ShapeMismatchException("inputs are " + inputs.shape() + ": the " + target.name()
                    + " target needs " + target.dimension() + " columns");
        }
    }

    /** Zeros for n inputs. */
    static FloatMatrix inputs(int n, InputDistribution distribution) {
        if (n < 0) {
            throw new IllegalArgumentException("a sample of " + n + " inputs does not exist: n must be at least 0");
        }
        return FloatMatrix.zeros(n, distribution.dimension());
    }
}
