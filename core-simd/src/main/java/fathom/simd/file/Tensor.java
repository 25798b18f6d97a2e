package fathom.simd.file;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;

/**
 * An array of numbers with a shape, its elements in row-major order (the last index runs fastest).
 *
 * @param shape sizes, one for each dimension; empty for a single number
 * @param elements as many as the product of the sizes
 */
public record Tensor(List<Integer> shape, Elements elements) {

    /** The elements, in one of four types; each holds its array, which is shared and not copied. */
    public sealed interface Elements {
        /** How many there are. */
        int count();

        /** Element number {@code index} as a double. */
        double asDouble(int index);
    }

    /** 32-bit floating-point numbers. */
    public record Floats(float... array) implements Elements {
        @Override
        public int count() {
            return array.length;
        }

        @Override
        public double asDouble(int index) {
            return array[index];
        }
    }

    /** 64-bit floating-point numbers. */
    public record Doubles(double... array) implements Elements {
        @Override
        public int count() {
            return array.length;
        }

        @Override
        public double asDouble(int index) {
            return array[index];
        }
    }

    /** 32-bit integers; also what smaller integers and truth values are read as. */
    public record Ints(int... array) implements Elements {
        @Override
        public int count() {
            return array.length;
        }

        @Override
        public double asDouble(int index) {
            return array[index];
        }
    }

    /** 64-bit integers; also what unsigned 32-bit ones are read as. */
    public record Longs(long... array) implements Elements {
        @Override
        public int count() {
            return array.length;
        }

        @Override
        public double asDouble(int index) {
            return array[index];
        }
    }

    /** @throws IllegalArgumentException if the shape does not hold as many elements as there are */
    public Tensor {
        shape = List.copyOf(shape);
        long count = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("a tensor cannot have the shape " + shape);
            }
            count *= size;
        }
        if (count != elements.count()) {
            throw new IllegalArgumentException(
                    "the shape " + shape + " holds " + count + " elements, not " + elements.count());
        }
    }

    /** A two-dimensional tensor with a copy of the matrix. */
    public static Tensor of(FloatMatrix x) {
        return new Tensor(List.of(x.rows(), x.columns()), new Floats(x.copy().array()));
    }

    /** A two-dimensional tensor with a copy of the matrix. */
    public static Tensor of(DoubleMatrix x) {
        return new Tensor(List.of(x.rows(), x.columns()), new Doubles(x.copy().array()));
    }

    /**
     * A matrix of the elements as floats, rounded where they are not: one row for each index of the first dimension, the other dimensions
     * side by side; a tensor of one dimension is one column. Floats are shared with the tensor, others are copied.
     */
    public FloatMatrix toFloatMatrix() {
        if (elements instanceof Floats(float[] array)) {
            return FloatMatrix.wrap(array, rows(), columns());
        }
        float[] array = new float[elements.count()];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) elements.asDouble(i);
        }
        return FloatMatrix.wrap(array, rows(), columns());
    }

    /** The same as doubles; 64-bit integers beyond 2^53 are rounded. */
    public DoubleMatrix toDoubleMatrix() {
        if (elements instanceof Doubles(double[] array)) {
            return DoubleMatrix.wrap(array, rows(), columns());
        }
        double[] array = new double[elements.count()];
        for (int i = 0; i < array.length; i++) {
            array[i] = elements.asDouble(i);
        }
        return DoubleMatrix.wrap(array, rows(), columns());
    }

    private int rows() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    private int columns() {
        int columns = 1;
        for (int i = 1; i < shape.size(); i++) {
            columns *= shape.get(i);
        }
        return columns;
    }
}
