package fathom.simd.loop;

import fathom.simd.machine.Backend;

/** The elementary functions of this machine over arrays; {@link DoublePasses} walks over matrices. */
public final class DoubleMaps {

    private static final boolean VECTOR = Backend.available();

    public static final DoubleMap EXP =
            VECTOR ? VectorDoubleExponential::exp : DoubleMap.of(ScalarDoubleExponential::exp);
    public static final DoubleMap EXPM1 =
            VECTOR ? VectorDoubleExponential::expm1 : DoubleMap.of(ScalarDoubleExponential::expm1);
    public static final DoubleMap LOG = VECTOR ? VectorDoubleLogarithm::log : DoubleMap.of(ScalarDoubleLogarithm::log);
    public static final DoubleMap LOG1P =
            VECTOR ? VectorDoubleLogarithm::log1p : DoubleMap.of(ScalarDoubleLogarithm::log1p);
    public static final DoubleMap TANH = VECTOR ? VectorDoubleSigmoid::tanh : DoubleMap.of(ScalarDoubleSigmoid::tanh);
    public static final DoubleMap SIGMOID =
            VECTOR ? VectorDoubleSigmoid::sigmoid : DoubleMap.of(ScalarDoubleSigmoid::sigmoid);
    public static final DoubleMap SOFTPLUS =
            VECTOR ? VectorDoubleSoftplus::softplus : DoubleMap.of(ScalarDoubleSigmoid::softplus);
    public static final DoubleMap SIN = VECTOR ? VectorDoubleCircular::sin : DoubleMap.of(ScalarDoubleCircular::sin);
    public static final DoubleMap COS = VECTOR ? VectorDoubleCircular::cos : DoubleMap.of(ScalarDoubleCircular::cos);
    public static final DoubleMap ASIN =
            VECTOR ? VectorDoubleInverseCircular::asin : DoubleMap.of(ScalarDoubleInverseCircular::asin);
    public static final DoubleMap ACOS =
            VECTOR ? VectorDoubleInverseCircular::acos : DoubleMap.of(ScalarDoubleInverseCircular::acos);
    public static final DoubleMap ERF = VECTOR ? VectorDoubleGaussian::erf : DoubleMap.of(ScalarDoubleGaussian::erf);
    public static final DoubleMap ERFC = VECTOR ? VectorDoubleGaussian::erfc : DoubleMap.of(ScalarDoubleGaussian::erfc);
    public static final DoubleMap NORMAL_CDF =
            VECTOR ? VectorDoubleGaussian::normalCdf : DoubleMap.of(ScalarDoubleGaussian::normalCdf);
    public static final DoubleMap NORMAL_DENSITY =
            VECTOR ? VectorDoubleGaussian::normalDensity : DoubleMap.of(ScalarDoubleGaussian::normalDensity);
    public static final DoubleMap SQRT = VECTOR ? VectorDoublePolar::sqrt : DoubleMap.of(ScalarDoublePolar::sqrt);

    /** y := atan2(y, x) and y := hypot(x, y), where both lie together. */
    public static final DoubleMap ATAN2 = VECTOR ? VectorDoublePolar::atan2 : ScalarDoublePolar::atan2;

    public static final DoubleMap HYPOT = VECTOR ? VectorDoublePolar::hypot : ScalarDoublePolar::hypot;

    private DoubleMaps() {}
}
