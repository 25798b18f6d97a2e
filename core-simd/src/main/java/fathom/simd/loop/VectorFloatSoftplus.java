package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatExponential.*;
import static fathom.simd.loop.ScalarFloatLogarithm.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Softplus as {@link ScalarFloatSigmoid} defines it, a vector at a time. */
final class VectorFloatSoftplus {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();

    /** An integer added to these bits becomes that number added to ROUND. */
    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

    /** The exponent of 1 + f is kept above 0 by this bias. */
    private static final int BIAS_BITS = 128 << 23;

    private static final int OFFSET = BIAS_BITS - TWO_THIRDS_BITS;

    /** The biased exponent of 4 2^-e is this less the biased e. */
    private static final int SCALE = 257;

    private VectorFloatSoftplus() {}

    /** y := log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)) */
    static void softplus(float[] x, int xAt, float[] y, int yAt, int n) {
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
            FloatVector exponential = r.add(r.mul(r).fma(q, rest)).add(1);
            FloatVector half = k.fma(0.5f, ROUND_BIASED);
            FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            FloatVector lower = half.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector upper = other.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            exponential = exponential.mul(lower).mul(upper);
            exponential = exponential.blend(0, a.compare(VectorOperators.LT, UNDERFLOW));
            IntVector biased =
                    exponential.add(1).reinterpretAsInts().add(OFFSET).lanewise(VectorOperators.LSHR, 23);
            FloatVector e = biased.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND + 128);
            FloatVector scale = IntVector.broadcast(INTEGERS, SCALE)
                    .sub(biased)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats()
                    .mul(0.25f);
            FloatVector shift = scale.sub(1);
            FloatVector f = exponential.fma(scale, shift);
            FloatVector lost = exponential.fma(scale, shift.sub(f));
            lost = f.neg().fma(lost, lost);
            FloatVector p = f.fma(P8, P7);
            p = p.fma(f, FloatVector.broadcast(SPECIES, P6));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P5));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P4));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P0));
            FloatVector high = e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f);
            FloatVector low =
                    e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high.neg()).add(f);
            low = e.fma(FloatVector.broadcast(SPECIES, LN2_LOW), low).add(lost);
            FloatVector value = high.add(f.mul(f).fma(p, low));
            value = value.blend(exponential, exponential.compare(VectorOperators.EQ, 0));
            FloatVector.broadcast(SPECIES, 0)
                    .blend(v, v.compare(VectorOperators.GT, 0))
                    .add(value)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatSigmoid.softplus(x[xAt + i]);
        }
    }
}
