package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatExponential.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The exponentials of {@link ScalarFloatExponential}, a vector at a time: every lane repeats its operations, both sides of a branch. */
final class VectorFloatExponential {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    /** Within it exp is a normal number. */
    private static final float NORMAL = 87;

    private VectorFloatExponential() {}

    /** y := exp(x) */
    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            if (v.abs().compare(VectorOperators.LE, NORMAL).allTrue()) {
                normal(v).intoArray(y, yAt + i);
            } else {
                anywhere(v).intoArray(y, yAt + i);
            }
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatExponential.exp(x[xAt + i]);
        }
    }

    /** exp(v) where the result is normal, so that one multiplication by 2^k is exact, as the two of the definition are. */
    private static FloatVector normal(FloatVector v) {
        FloatVector t = v.fma(LOG2_E, ROUND_BIASED);
        FloatVector power = t.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsFloats();
        return reduced(v, t.sub(ROUND_BIASED)).mul(power);
    }

    private static FloatVector anywhere(FloatVector v) {
        FloatVector k = v.fma(LOG2_E, ROUND).sub(ROUND);
        FloatVector half = k.fma(0.5f, ROUND_BIASED);
        FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
        FloatVector lower = half.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsFloats();
        FloatVector upper = other.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsFloats();
        return reduced(v, k)
                .mul(lower)
                .mul(upper)
                .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW))
                .blend(0, v.compare(VectorOperators.LT, UNDERFLOW));
    }

    /** exp(v - k ln 2) */
    private static FloatVector reduced(FloatVector v, FloatVector k) {
        FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first);
        FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
        FloatVector q = r.fma(Q5, Q4);
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q1));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q0));
        return r.add(r.mul(r).fma(q, rest)).add(1);
    }

    /** y := exp(x) - 1 */
    static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector t = v.fma(LOG2_E, ROUND_BIASED);
            FloatVector k = t.sub(ROUND_BIASED);
            FloatVector half = t.sub(1)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
            FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first);
            FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
            FloatVector q = r.fma(Q5, Q4);
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q3));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q1));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector base = half.sub(0.5f);
            FloatVector high = half.fma(r, base);
            FloatVector low = half.fma(r, base.sub(high)).add(half.sub(base).sub(0.5f));
            FloatVector value = high.add(half.fma(r.mul(r).fma(q, rest), low)).mul(2);
            value = value.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW));
            value = value.blend(-1, v.compare(VectorOperators.LT, MINUS_ONE));
            value.blend(v, v.abs().compare(VectorOperators.LT, TINY)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatExponential.expm1(x[xAt + i]);
        }
    }
}
