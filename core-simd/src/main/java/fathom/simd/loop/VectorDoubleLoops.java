package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Elementwise operations a vector at a time where both steps are 1; {@link ScalarDoubleLoops} does the rest. */
final class VectorDoubleLoops {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoubleLoops() {}

    /** y := alpha y */
    static void scale(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                v.mul(alpha).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.scale(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y + alpha */
    static void shift(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                v.add(alpha).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.shift(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y + x */
    static void add(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                v.add(u).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.add(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := fma(alpha, x, y) */
    static void addScaled(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            DoubleVector a = DoubleVector.broadcast(SPECIES, alpha);
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                u.fma(a, v).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.addScaled(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y - x */
    static void subtract(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                v.sub(u).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.subtract(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y x */
    static void multiply(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                v.mul(u).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.multiply(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := x ≤ 0 ? 0 : x */
    static void relu(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            DoubleVector zero = DoubleVector.zero(SPECIES);
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                u.blend(zero, u.compare(VectorOperators.LE, 0)).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.relu(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := x > 0 ? y : 0 */
    static void mask(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            DoubleVector zero = DoubleVector.zero(SPECIES);
            for (; i <= n - LANES; i += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, yAt + i);
                zero.blend(v, u.compare(VectorOperators.GT, 0)).intoArray(y, yAt + i);
            }
        }
        ScalarDoubleLoops.mask(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }
}
