package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/** One implementation of the product under test, of floats or of doubles. */
abstract class Subject {

    /** An epilogue on doubles, as a function of row, column and value. */
    interface After {
        double of(int row, int column, double value);
    }

    private final String name;

    private Subject(String name) {
        this.name = name;
    }

    /** All elements of C's array after C := after(alpha A B + beta C) on a triangle of C; {@code after} may be null. */
    abstract double[] multiply(double alpha, Operand a, Operand b, double beta, Operand c, Triangle part, After after);

    /** The definition for the same element type. */
    abstract Subject definition();

    /** Every implementation but the definitions. */
    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(floats("float, as the machine chooses", null));
        subjects.add(doubles("double, as the machine chooses", null));
        if (Backend.available()) {
            subjects.add(floats("float, 6 rows", new Engine<>(new VectorFloatKernel())));
            subjects.add(floats("float, 12 rows", new Engine<>(new VectorWideFloatKernel())));
            subjects.add(doubles("double, 6 rows", new Engine<>(new VectorDoubleKernel())));
            subjects.add(doubles("double, 12 rows", new Engine<>(new VectorWideDoubleKernel())));
        }
        return subjects;
    }

    @Override
    public final String toString() {
        return name;
    }

    private static Subject floats(String name, Engine<float[]> engine) {
        return new Subject(name) {
            @Override
            double[] multiply(double alpha, Operand a, Operand b, double beta, Operand c, Triangle part, After after) {
                FloatMatrix result = floats(c);
                if (name.equals("definition")) {
                    ScalarFloatProduct.multiply(
                            (float) alpha, floats(a), floats(b), (float) beta, result, part, floats(after));
                } else if (engine == null) {
                    UncheckedProduct.multiply(
                            (float) alpha, floats(a), floats(b), (float) beta, result, part, floats(after));
                } else {
                    Engine.multiply(
                            engine, (float) alpha, floats(a), floats(b), (float) beta, result, part, floats(after));
                }
                double[] elements = new double[result.array().length];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = result.array()[i];
                }
                return elements;
            }

            @Override
            Subject definition() {
                return floats("definition", null);
            }
        };
    }

    private static Subject doubles(String name, Engine<double[]> engine) {
        return new Subject(name) {
            @Override
            double[] multiply(double alpha, Operand a, Operand b, double beta, Operand c, Triangle part, After after) {
                DoubleMatrix result = doubles(c.copy());
                if (name.equals("definition")) {
                    ScalarDoubleProduct.multiply(alpha, doubles(a), doubles(b), beta, result, part, doubles(after));
                } else if (engine == null) {
                    UncheckedProduct.multiply(alpha, doubles(a), doubles(b), beta, result, part, doubles(after));
                } else {
                    Engine.multiply(engine, alpha, doubles(a), doubles(b), beta, result, part, doubles(after));
                }
                return result.array();
            }

            @Override
            Subject definition() {
                return doubles("definition", null);
            }
        };
    }

    private static FloatMatrix floats(Operand x) {
        float[] elements = new float[x.elements().length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) x.elements()[i];
        }
        return new FloatMatrix(elements, x.offset(), x.rows(), x.columns(), x.rowStride(), x.columnStride());
    }

    private static DoubleMatrix doubles(Operand x) {
        return new DoubleMatrix(x.elements(), x.offset(), x.rows(), x.columns(), x.rowStride(), x.columnStride());
    }

    private static Epilogue<float[]> floats(After after) {
        return after == null
                ? null
                : (row, column, count, array, at, stride) -> {
                    for (int q = 0; q < count; q++) {
                        array[at + q * stride] = (float) after.of(row, column + q, array[at + q * stride]);
                    }
                };
    }

    private static Epilogue<double[]> doubles(After after) {
        return after == null
                ? null
                : (row, column, count, array, at, stride) -> {
                    for (int q = 0; q < count; q++) {
                        array[at + q * stride] = after.of(row, column + q, array[at + q * stride]);
                    }
                };
    }
}
