package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** The elementary functions of this machine over arrays, and the way in which they walk over matrices. */
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

    /** Elements that are gathered, computed and scattered together where they do not lie together. */
    private static final int CHUNK = 256;

    private FloatMaps() {}

    /** Runs the map over two matrices of one shape. */
    public static void run(FloatMap map, FloatMatrix x, FloatMatrix y) {
        if (y.columnStride() > y.rowStride() && y.columns() > 1 && y.rows() > 1) {
            run(map, x.transposed(), y.transposed());
        } else if (FloatLoops.isLine(x) && FloatLoops.isLine(y)) {
            line(map, x, x.offset(), FloatLoops.step(x), y, y.offset(), FloatLoops.step(y), y.rows() * y.columns());
        } else {
            for (int i = 0; i < y.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                line(map, x, xAt, x.columnStride(), y, yAt, y.columnStride(), y.columns());
            }
        }
    }

    private static void line(
            FloatMap map, FloatMatrix x, int xAt, int xStep, FloatMatrix y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1) {
            map.run(x.array(), xAt, y.array(), yAt, n);
            return;
        }
        float[] arguments = new float[Math.min(n, CHUNK)];
        float[] values = new float[arguments.length];
        for (int from = 0; from < n; from += CHUNK) {
            int count = Math.min(CHUNK, n - from);
            for (int i = 0; i < count; i++) {
                arguments[i] = x.array()[xAt + (from + i) * xStep];
                values[i] = y.array()[yAt + (from + i) * yStep];
            }
            map.run(arguments, 0, values, 0, count);
            for (int i = 0; i < count; i++) {
                y.array()[yAt + (from + i) * yStep] = values[i];
            }
        }
    }
}
