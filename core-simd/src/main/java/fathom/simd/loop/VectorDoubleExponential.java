package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleExponential.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The exponentials of {@link ScalarDoubleExponential}, a vector at a time: every lane repeats its operations, both sides of a branch. */
final class VectorDoubleExponential {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    /** Within it exp is a normal number. */
    private static final double NORMAL = 708;

    private VectorDoubleExponential() {}

    /** y := exp(x) */
    static void exp(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            if (v.abs().compare(VectorOperators.LE, NORMAL).allTrue()) {
                normal(v).intoArray(y, yAt + i);
            } else {
                anywhere(v).intoArray(y, yAt + i);
            }
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleExponential.exp(x[xAt + i]);
        }
    }

    /** exp(v) where the result is normal, so that one multiplication by 2^k is exact, as the two of the definition are. */
    private static DoubleVector normal(DoubleVector v) {
        DoubleVector t = v.fma(LOG2_E, ROUND_BIASED);
        DoubleVector power = t.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsDoubles();
        return reduced(v, t.sub(ROUND_BIASED)).mul(power);
    }

    private static DoubleVector anywhere(DoubleVector v) {
        DoubleVector k = v.fma(LOG2_E, ROUND).sub(ROUND);
        DoubleVector half = k.fma(0.5, ROUND_BIASED);
        DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
        DoubleVector lower = half.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsDoubles();
        DoubleVector upper = other.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsDoubles();
        return reduced(v, k)
                .mul(lower)
                .mul(upper)
                .blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW))
                .blend(0, v.compare(VectorOperators.LT, UNDERFLOW));
    }

    /** exp(v - k ln 2) */
    private static DoubleVector reduced(DoubleVector v, DoubleVector k) {
        DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
        DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), first);
        DoubleVector rest = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
        DoubleVector q = r.fma(Q10, Q9);
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q8));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q7));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q6));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q5));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q4));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q3));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q2));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q1));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q0));
        return r.add(r.mul(r).fma(q, rest)).add(1);
    }

    /** y := exp(x) - 1 */
    static void expm1(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector t = v.fma(LOG2_E, ROUND_BIASED);
            DoubleVector k = t.sub(ROUND_BIASED);
            DoubleVector half = t.sub(1)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), first);
            DoubleVector rest = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
            DoubleVector q = r.fma(Q10, Q9);
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q8));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q7));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q6));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q5));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q4));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q3));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q2));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q1));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector base = half.sub(0.5);
            DoubleVector high = half.fma(r, base);
            DoubleVector low = half.fma(r, base.sub(high));
            DoubleVector value = high.add(half.fma(r.mul(r).fma(q, rest), low)).mul(2);
            value = value.blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW));
            value = value.blend(-1, v.compare(VectorOperators.LT, MINUS_ONE));
            value.blend(v, v.abs().compare(VectorOperators.LT, TINY)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleExponential.expm1(x[xAt + i]);
        }
    }
}
