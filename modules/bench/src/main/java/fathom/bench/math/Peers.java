package fathom.bench.math;

import fathom.simd.MathFunction;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.DoubleUnaryOperator;

/** What java.lang.Math and Apache Commons Numbers have beside our functions, and the arguments on which all are measured. */
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

    /** The function in Apache Commons Numbers, null where there is none, or where the library was not fetched. */
    static DoubleUnaryOperator commons(MathFunction function) {
        return switch (function) {
            case ERF -> commons("Erf");
            case ERFC -> commons("Erfc");
            case NORMAL_CDF -> {
                DoubleUnaryOperator erfc = commons("Erfc");
                yield erfc == null ? null : x -> 0.5 * erfc.applyAsDouble(-x * 0.7071067811865476);
            }
            default -> null;
        };
    }

    /** Found by name, and called as directly as a lambda would call it. */
    private static DoubleUnaryOperator commons(String type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodType signature = MethodType.methodType(double.class, double.class);
            MethodHandle value =
                    lookup.findStatic(Class.forName("org.apache.commons.numbers.gamma." + type), "value", signature);
            return (DoubleUnaryOperator) LambdaMetafactory.metafactory(
                            lookup,
                            "applyAsDouble",
                            MethodType.methodType(DoubleUnaryOperator.class),
                            signature,
                            value,
                            signature)
                    .getTarget()
                    .invokeExact();
        } catch (ClassNotFoundException absent) {
            return null;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
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
