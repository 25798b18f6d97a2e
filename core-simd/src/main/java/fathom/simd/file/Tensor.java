package fathom.simd.file;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.math.BigInteger;
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
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("a tensor cannot have the shape " + shape);
        }
        if (!product(shape).equals(BigInteger.valueOf(elements.count()))) {
            throw new IllegalArgumentException(
                    "the shape " + shape + " holds " + product(shape) + " elements, not " + elements.count());
        }
    }

    private static BigInteger product(List<Integer> sizes) {
        return sizes.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** A two-dimensional tensor that shares the array of a matrix which fills it row by row; of any other matrix it is a copy. */
    public static Tensor of(FloatMatrix x) {
        boolean fills = fills(x.array().length, x.rows(), x.columns(), x.rowStride(), x.columnStride());
        return new Tensor(
                List.of(x.rows(), x.columns()),
                new Floats(fills ? x.array() : x.copy().array()));
    }

    /** A two-dimensional tensor that shares the array of a matrix which fills it row by row; of any other matrix it is a copy. */
    public static Tensor of(DoubleMatrix x) {
        boolean fills = fills(x.array().length, x.rows(), x.columns(), x.rowStride(), x.columnStride());
        return new Tensor(
                List.of(x.rows(), x.columns()),
                new Doubles(fills ? x.array() : x.copy().array()));
    }

    private static boolean fills(int length, int rows, int columns, int rowStride, int columnStride) {
        return length == (long) rows * columns
                && (rows <= 1 || rowStride == columns)
                && (columns <= 1 || columnStride == 1);
    }

    /**
     * A matrix of the elements as floats, rounded where they are not: one row for each index of the first dimension, the other dimensions
     * side by side; a tensor of one dimension is one column. Floats are shared with the tensor, others are copied.
     *
     * @throws ArithmeticException if a tensor without elements has more than 2^31 - 1 columns
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
        return shape.isEmpty() ? 1 : product(shape.subList(1, shape.size())).intValueExact();
    }
}
