package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Elementwise operations a vector at a time where both steps are 1; {@link ScalarFloatLoops} does the rest. */
final class VectorFloatLoops {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatLoops() {}

    /** y := alpha y */
    static void scale(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                v.mul(alpha).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.scale(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y + alpha */
    static void shift(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                v.add(alpha).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.shift(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y + x */
    static void add(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                v.add(u).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.add(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := fma(alpha, x, y) */
    static void addScaled(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            FloatVector a = FloatVector.broadcast(SPECIES, alpha);
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                u.fma(a, v).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.addScaled(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y - x */
    static void subtract(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                v.sub(u).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.subtract(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y x */
    static void multiply(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                v.mul(u).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.multiply(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := x ≤ 0 ? 0 : x */
    static void relu(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            FloatVector zero = FloatVector.zero(SPECIES);
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                u.blend(zero, u.compare(VectorOperators.LE, 0)).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.relu(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := y + x ≤ 0 ? 0 : y + x */
    static void addThenRelu(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            FloatVector zero = FloatVector.zero(SPECIES);
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i).add(u);
                v.blend(zero, v.compare(VectorOperators.LE, 0)).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.addThenRelu(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }

    /** y := x > 0 ? y : 0 */
    static void mask(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int i = 0;
        if (xStep == 1 && yStep == 1) {
            FloatVector zero = FloatVector.zero(SPECIES);
            for (; i <= n - LANES; i += LANES) {
                FloatVector u = FloatVector.fromArray(SPECIES, x, xAt + i);
                FloatVector v = FloatVector.fromArray(SPECIES, y, yAt + i);
                zero.blend(v, u.compare(VectorOperators.GT, 0)).intoArray(y, yAt + i);
            }
        }
        ScalarFloatLoops.mask(alpha, x, xAt + i * xStep, xStep, y, yAt + i * yStep, yStep, n - i);
    }
}
