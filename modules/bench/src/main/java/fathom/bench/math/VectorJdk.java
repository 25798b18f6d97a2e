package fathom.bench.math;

import fathom.simd.MathFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The JDK's own vector mathematics. Every operator has its loop, because the compiler must know it as a constant. */
final class VectorJdk {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private VectorJdk() {}

    /** Whether the JDK has the function. */
    static boolean has(MathFunction function) {
        return switch (function) {
            case EXP, EXPM1, LOG, LOG1P, TANH, SIN, COS, ASIN, ACOS, SQRT -> true;
            default -> false;
        };
    }

    /** Applies it to all of x, whose length is a multiple of the lanes. */
    static void run(MathFunction function, float[] x, float[] y) {
        switch (function) {
            case EXP -> exp(x, y);
            case EXPM1 -> expm1(x, y);
            case LOG -> log(x, y);
            case LOG1P -> log1p(x, y);
            case TANH -> tanh(x, y);
            case SIN -> sin(x, y);
            case COS -> cos(x, y);
            case ASIN -> asin(x, y);
            case ACOS -> acos(x, y);
            case SQRT -> sqrt(x, y);
            default -> throw new IllegalArgumentException(function.symbol());
        }
    }

    /** Applies it to all of x, whose length is a multiple of the lanes. */
    static void run(MathFunction function, double[] x, double[] y) {
        switch (function) {
            case EXP -> exp(x, y);
            case EXPM1 -> expm1(x, y);
            case LOG -> log(x, y);
            case LOG1P -> log1p(x, y);
            case TANH -> tanh(x, y);
            case SIN -> sin(x, y);
            case COS -> cos(x, y);
            case ASIN -> asin(x, y);
            case ACOS -> acos(x, y);
            case SQRT -> sqrt(x, y);
            default -> throw new IllegalArgumentException(function.symbol());
        }
    }

    private static void exp(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
        }
    }

    private static void exp(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
        }
    }

    private static void expm1(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.EXPM1).intoArray(y, i);
        }
    }

    private static void expm1(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.EXPM1)
                    .intoArray(y, i);
        }
    }

    private static void log(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.LOG).intoArray(y, i);
        }
    }

    private static void log(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.LOG).intoArray(y, i);
        }
    }

    private static void log1p(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.LOG1P).intoArray(y, i);
        }
    }

    private static void log1p(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i)
                    .lanewise(VectorOperators.LOG1P)
                    .intoArray(y, i);
        }
    }

    private static void tanh(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
        }
    }

    private static void tanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
        }
    }

    private static void sin(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.SIN).intoArray(y, i);
        }
    }

    private static void sin(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.SIN).intoArray(y, i);
        }
    }

    private static void cos(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.COS).intoArray(y, i);
        }
    }

    private static void cos(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.COS).intoArray(y, i);
        }
    }

    private static void asin(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.ASIN).intoArray(y, i);
        }
    }

    private static void asin(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.ASIN).intoArray(y, i);
        }
    }

    private static void acos(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.ACOS).intoArray(y, i);
        }
    }

    private static void acos(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.ACOS).intoArray(y, i);
        }
    }

    private static void sqrt(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.SQRT).intoArray(y, i);
        }
    }

    private static void sqrt(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, x, i).lanewise(VectorOperators.SQRT).intoArray(y, i);
        }
    }
}
