package fathom.simd.loop;

import fathom.simd.machine.Backend;

/** The elementary functions of this machine over arrays; {@link FloatPasses} walks over matrices. */
public final class FloatMaps {

    private static final boolean VECTOR = Backend.available();

    public static final FloatMap EXP = VECTOR ? VectorFloatExponential::exp : FloatMap.of(ScalarFloatExponential::exp);
    public static final FloatMap EXPM1 =
            VECTOR ? VectorFloatExponential::expm1 : FloatMap.of(ScalarFloatExponential::expm1);
    public static final FloatMap LOG = VECTOR ? VectorFloatLogarithm::log : FloatMap.of(ScalarFloatLogarithm::log);
    public static final FloatMap LOG1P =
            VECTOR ? VectorFloatLogarithm::log1p : FloatMap.of(ScalarFloatLogarithm::log1p);
    public static final FloatMap TANH = VECTOR ? VectorFloatSigmoid::tanh : FloatMap.of(ScalarFloatSigmoid::tanh);
    public static final FloatMap SIGMOID =
            VECTOR ? VectorFloatSigmoid::sigmoid : FloatMap.of(ScalarFloatSigmoid::sigmoid);
    public static final FloatMap SOFTPLUS =
            VECTOR ? VectorFloatSoftplus::softplus : FloatMap.of(ScalarFloatSigmoid::softplus);
    public static final FloatMap SIN = VECTOR ? VectorFloatCircular::sin : FloatMap.of(ScalarFloatCircular::sin);
    public static final FloatMap COS = VECTOR ? VectorFloatCircular::cos : FloatMap.of(ScalarFloatCircular::cos);
    public static final FloatMap ASIN =
            VECTOR ? VectorFloatInverseCircular::asin : FloatMap.of(ScalarFloatInverseCircular::asin);
    public static final FloatMap ACOS =
            VECTOR ? VectorFloatInverseCircular::acos : FloatMap.of(ScalarFloatInverseCircular::acos);
    public static final FloatMap ERF = VECTOR ? VectorFloatGaussian::erf : FloatMap.of(ScalarFloatGaussian::erf);
    public static final FloatMap ERFC = VECTOR ? VectorFloatGaussian::erfc : FloatMap.of(ScalarFloatGaussian::erfc);
    public static final FloatMap NORMAL_CDF =
            VECTOR ? VectorFloatGaussian::normalCdf : FloatMap.of(ScalarFloatGaussian::normalCdf);
    public static final FloatMap NORMAL_DENSITY =
            VECTOR ? VectorFloatGaussian::normalDensity : FloatMap.of(ScalarFloatGaussian::normalDensity);
    public static final FloatMap SQRT = VECTOR ? VectorFloatPolar::sqrt : FloatMap.of(ScalarFloatPolar::sqrt);

    /** y := atan2(y, x) and y := hypot(x, y), where both lie together. */
    public static final FloatMap ATAN2 = VECTOR ? VectorFloatPolar::atan2 : ScalarFloatPolar::atan2;

    public static final FloatMap HYPOT = VECTOR ? VectorFloatPolar::hypot : ScalarFloatPolar::hypot;

    private FloatMaps() {}
}
