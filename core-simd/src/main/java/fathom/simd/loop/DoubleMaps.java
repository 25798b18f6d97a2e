package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/** The elementary functions of this machine over arrays, and the way in which they walk over matrices. */
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

    /** Elements that are gathered, computed and scattered together where they do not lie together. */
    private static final int CHUNK = 256;

    private DoubleMaps() {}

    /** Runs the map over two matrices of one shape. */
    public static void run(DoubleMap map, DoubleMatrix x, DoubleMatrix y) {
        if (y.columnStride() > y.rowStride() && y.columns() > 1 && y.rows() > 1) {
            run(map, x.transposed(), y.transposed());
        } else if (DoubleLoops.isLine(x) && DoubleLoops.isLine(y)) {
            line(map, x, x.offset(), DoubleLoops.step(x), y, y.offset(), DoubleLoops.step(y), y.rows() * y.columns());
        } else {
            for (int i = 0; i < y.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                line(map, x, xAt, x.columnStride(), y, yAt, y.columnStride(), y.columns());
            }
        }
    }

    private static void line(
            DoubleMap map, DoubleMatrix x, int xAt, int xStep, DoubleMatrix y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1) {
            map.run(x.array(), xAt, y.array(), yAt, n);
            return;
        }
        double[] arguments = new double[Math.min(n, CHUNK)];
        double[] values = new double[arguments.length];
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
