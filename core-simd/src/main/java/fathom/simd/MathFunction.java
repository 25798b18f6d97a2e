package fathom.simd;

import fathom.simd.loop.DoubleMap;
import fathom.simd.loop.DoubleMaps;
import fathom.simd.loop.FloatMap;
import fathom.simd.loop.FloatMaps;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.math.FloatFunctions;

/**
 * The elementary functions of one number, for one number here and for matrices in {@link Elementwise#apply}, to the same bits.
 *
 * <p>Their errors are stated in {@link FloatFunctions} and {@link DoubleFunctions}.
 */
public enum MathFunction {
    /** e^x */
    EXP("exp", FloatFunctions::exp, DoubleFunctions::exp, FloatMaps.EXP, DoubleMaps.EXP),
    /** e^x - 1 */
    EXPM1("expm1", FloatFunctions::expm1, DoubleFunctions::expm1, FloatMaps.EXPM1, DoubleMaps.EXPM1),
    /** natural logarithm */
    LOG("log", FloatFunctions::log, DoubleFunctions::log, FloatMaps.LOG, DoubleMaps.LOG),
    /** log(1 + x) */
    LOG1P("log1p", FloatFunctions::log1p, DoubleFunctions::log1p, FloatMaps.LOG1P, DoubleMaps.LOG1P),
    /** hyperbolic tangent */
    TANH("tanh", FloatFunctions::tanh, DoubleFunctions::tanh, FloatMaps.TANH, DoubleMaps.TANH),
    /** 1 / (1 + e^-x) */
    SIGMOID("sigmoid", FloatFunctions::sigmoid, DoubleFunctions::sigmoid, FloatMaps.SIGMOID, DoubleMaps.SIGMOID),
    /** log(1 + e^x) */
    SOFTPLUS("softplus", FloatFunctions::softplus, DoubleFunctions::softplus, FloatMaps.SOFTPLUS, DoubleMaps.SOFTPLUS),
    /** sine */
    SIN("sin", FloatFunctions::sin, DoubleFunctions::sin, FloatMaps.SIN, DoubleMaps.SIN),
    /** cosine */
    COS("cos", FloatFunctions::cos, DoubleFunctions::cos, FloatMaps.COS, DoubleMaps.COS),
    /** arc sine */
    ASIN("asin", FloatFunctions::asin, DoubleFunctions::asin, FloatMaps.ASIN, DoubleMaps.ASIN),
    /** arc cosine */
    ACOS("acos", FloatFunctions::acos, DoubleFunctions::acos, FloatMaps.ACOS, DoubleMaps.ACOS),
    /** error function */
    ERF("erf", FloatFunctions::erf, DoubleFunctions::erf, FloatMaps.ERF, DoubleMaps.ERF),
    /** 1 - erf(x) */
    ERFC("erfc", FloatFunctions::erfc, DoubleFunctions::erfc, FloatMaps.ERFC, DoubleMaps.ERFC),
    /** distribution function of the standard normal */
    NORMAL_CDF(
            "normalCdf",
            FloatFunctions::normalCdf,
            DoubleFunctions::normalCdf,
            FloatMaps.NORMAL_CDF,
            DoubleMaps.NORMAL_CDF),
    /** density of the standard normal */
    NORMAL_DENSITY(
            "normalDensity",
            FloatFunctions::normalDensity,
            DoubleFunctions::normalDensity,
            FloatMaps.NORMAL_DENSITY,
            DoubleMaps.NORMAL_DENSITY),
    /** square root, correctly rounded */
    SQRT("sqrt", x -> (float) Math.sqrt(x), Math::sqrt, FloatMaps.SQRT, DoubleMaps.SQRT);

    private final String symbol;
    private final FloatMap.Scalar ofFloat;
    private final DoubleMap.Scalar ofDouble;
    private final FloatMap ofFloats;
    private final DoubleMap ofDoubles;

    MathFunction(
            String symbol, FloatMap.Scalar ofFloat, DoubleMap.Scalar ofDouble, FloatMap ofFloats, DoubleMap ofDoubles) {
        this.symbol = symbol;
        this.ofFloat = ofFloat;
        this.ofDouble = ofDouble;
        this.ofFloats = ofFloats;
        this.ofDoubles = ofDoubles;
    }

    /** As tables and reports write it, such as {@code normalCdf}. */
    public String symbol() {
        return symbol;
    }

    /** f(x) */
    public float value(float x) {
        return ofFloat.of(x);
    }

    /** f(x) */
    public double value(double x) {
        return ofDouble.of(x);
    }

    FloatMap ofFloats() {
        return ofFloats;
    }

    DoubleMap ofDoubles() {
        return ofDoubles;
    }
}
