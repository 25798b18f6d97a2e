package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatExponential.*;
import static fathom.simd.loop.ScalarFloatLogarithm.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The logarithms of {@link ScalarFloatLogarithm}, a vector at a time. */
final class VectorFloatLogarithm {

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

    /** The bits of the least normal number; added to those of positive normal finite numbers, it makes them twice this or more. */
    private static final int NORMAL_BITS = 1 << 23;

    private VectorFloatLogarithm() {}

    /** y := log(x); a vector with a lane that is not positive, normal and finite goes to the scalar twin */
    static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            IntVector u = v.reinterpretAsInts();
            if (!u.add(NORMAL_BITS).compare(VectorOperators.GE, 2 * NORMAL_BITS).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarFloatLogarithm.log(x[xAt + j]);
                }
                continue;
            }
            IntVector w = u.add(OFFSET);
            FloatVector e = w.lanewise(VectorOperators.LSHR, 23)
                    .add(ROUND_BITS)
                    .reinterpretAsFloats()
                    .sub(ROUND + 128);
            FloatVector f = w.and(NORMAL_BITS - 1)
                    .add(TWO_THIRDS_BITS)
                    .reinterpretAsFloats()
                    .sub(1);
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
            low = e.fma(FloatVector.broadcast(SPECIES, LN2_LOW), low);
            FloatVector value = high.add(f.mul(f).fma(p, low));
            value.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatLogarithm.log(x[xAt + i]);
        }
    }

    /** y := log(1 + x); a vector with a lane that is not above -1 and finite goes to the scalar twin */
    static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            if (!v.compare(VectorOperators.GT, -1)
                    .and(v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY))
                    .allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarFloatLogarithm.log1p(x[xAt + j]);
                }
                continue;
            }
            IntVector biased = v.add(1).reinterpretAsInts().add(OFFSET).lanewise(VectorOperators.LSHR, 23);
            FloatVector e = biased.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND + 128);
            FloatVector scale = IntVector.broadcast(INTEGERS, SCALE)
                    .sub(biased)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats()
                    .mul(0.25f);
            FloatVector shift = scale.sub(1);
            FloatVector f = v.fma(scale, shift);
            FloatVector rest = v.fma(scale, shift.sub(f));
            rest = f.neg().fma(rest, rest);
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
            low = e.fma(FloatVector.broadcast(SPECIES, LN2_LOW), low).add(rest);
            FloatVector value = high.add(f.mul(f).fma(p, low));
            value.blend(v, v.compare(VectorOperators.EQ, 0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatLogarithm.log1p(x[xAt + i]);
        }
    }
}
