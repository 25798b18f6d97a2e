package fathom.bench.math;

import fathom.simd.MathFunction;
import java.util.function.DoubleUnaryOperator;

/** What java.lang.Math has beside our functions, and the arguments on which both are measured. */
final class Peers {

    private Peers() {}

    /** The function in java.lang.Math, null where there is none. */
    static DoubleUnaryOperator math(MathFunction function) {
        return switch (function) {
            case EXP -> Math::exp;
            case EXPM1 -> Math::expm1;
            case LOG -> Math::log;
            case LOG1P -> Math::log1p;
            case TANH -> Math::tanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> x -> Math.log1p(Math.exp(x));
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case ASIN -> Math::asin;
            case ACOS -> Math::acos;
            case NORMAL_DENSITY -> x -> Math.exp(-x * x / 2) / 2.5066282746310007;
            case SQRT -> Math::sqrt;
            case ERF, ERFC, NORMAL_CDF -> null;
        };
    }

    /** Uniform arguments between these. */
    static double[] range(MathFunction function) {
        return switch (function) {
            case EXP -> new double[] {-80, 80};
            case LOG, SQRT -> new double[] {1e-5, 100};
            case LOG1P -> new double[] {-0.9, 10};
            case SIN, COS, SIGMOID, SOFTPLUS -> new double[] {-10, 10};
            case ASIN, ACOS -> new double[] {-1, 1};
            default -> new double[] {-4, 4};
        };
    }
}
