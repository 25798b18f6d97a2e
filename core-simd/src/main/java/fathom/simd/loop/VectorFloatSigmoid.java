package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatExponential.*;
import static fathom.simd.loop.ScalarFloatSigmoid.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarFloatSigmoid}, a vector at a time. */
final class VectorFloatSigmoid {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatSigmoid() {}

    /** y := tanh(x) */
    static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            FloatVector z = a.mul(a);
            FloatVector p = z.fma(P5, P4);
            p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
            FloatVector near = a.fma(z.mul(p), a);
            FloatVector twice = a.add(a);
            FloatVector t = twice.fma(LOG2_E, ROUND_BIASED);
            FloatVector k = t.sub(ROUND_BIASED);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), twice);
            FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first);
            FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
            FloatVector q = r.fma(Q5, Q4);
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q3));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q1));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector s = r.add(r.mul(r).fma(q, rest));
            FloatVector power = t.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector base = power.add(1);
            FloatVector d = power.fma(s, base);
            FloatVector lost = power.fma(s, base.sub(d));
            FloatVector w = FloatVector.broadcast(SPECIES, 2).div(d);
            FloatVector high = FloatVector.broadcast(SPECIES, 1).sub(w);
            FloatVector low = FloatVector.broadcast(SPECIES, 1).sub(high).sub(w);
            FloatVector far = high.add(w.mul(0.5f).mul(w).fma(lost, low));
            far = far.blend(1, a.compare(VectorOperators.GT, SATURATED));
            FloatVector value = far.blend(near, a.compare(VectorOperators.LT, SMALL));
            v.reinterpretAsInts()
                    .and(Integer.MIN_VALUE)
                    .or(value.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatSigmoid.tanh(x[xAt + i]);
        }
    }

    /** y := 1 / (1 + exp(-x)) */
    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs().neg();
            FloatVector k = a.fma(LOG2_E, ROUND).sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
            FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first);
            FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), first.sub(r));
            FloatVector q = r.fma(Q5, Q4);
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q3));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q1));
            q = q.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector s = r.add(r.mul(r).fma(q, rest));
            FloatVector p = s.add(1);
            FloatVector lost = FloatVector.broadcast(SPECIES, 1).sub(p).add(s);
            FloatVector half = k.fma(0.5f, ROUND_BIASED);
            FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            FloatVector lower = half.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector upper = other.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector e = p.mul(lower).mul(upper);
            FloatVector small = lost.mul(lower).mul(upper);
            FloatVector d = e.add(1);
            FloatVector behind = FloatVector.broadcast(SPECIES, 1).sub(d).add(e).add(small);
            FloatVector reciprocal = FloatVector.broadcast(SPECIES, 1).div(d);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0);
            FloatVector numerator = FloatVector.broadcast(SPECIES, 1).blend(p, negative);
            FloatVector correction = FloatVector.broadcast(SPECIES, 0).blend(lost, negative);
            FloatVector quotient = numerator.mul(reciprocal);
            FloatVector remainder =
                    quotient.neg().fma(d, numerator).add(quotient.neg().fma(behind, correction));
            FloatVector value = remainder.fma(reciprocal, quotient);
            value = value.blend(value.mul(lower).mul(upper), negative);
            value = value.blend(1, v.compare(VectorOperators.GT, ONE));
            value.blend(0, v.compare(VectorOperators.LT, ZERO)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatSigmoid.sigmoid(x[xAt + i]);
        }
    }
}
