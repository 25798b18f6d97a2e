package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatCircular.*;
import static fathom.simd.loop.ScalarFloatExponential.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarFloatCircular}, a vector at a time. */
final class VectorFloatCircular {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatCircular() {}

    /** y := sin(x); a vector with a lane beyond the simple reduction goes to the scalar twin */
    static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            if (!v.abs().compare(VectorOperators.LE, LARGEST).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarFloatCircular.sin(x[xAt + j]);
                }
                continue;
            }
            FloatVector biased = v.fma(TWO_OVER_PI, ROUND);
            FloatVector k = biased.sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -PI_2_HIGH), v);
            FloatVector p = k.mul(PI_2_MIDDLE);
            FloatVector r = first.sub(p);
            FloatVector rest = first.sub(r).sub(p).sub(k.fma(FloatVector.broadcast(SPECIES, PI_2_MIDDLE), p.neg()));
            rest = k.fma(FloatVector.broadcast(SPECIES, -PI_2_LOW), rest);
            FloatVector z = r.mul(r);
            FloatVector w = z.fma(-0.5f, 1);
            FloatVector s = z.fma(S2, S1);
            s = s.fma(z, FloatVector.broadcast(SPECIES, S0));
            FloatVector sine = r.add(r.mul(z).fma(s, rest.mul(w)));
            FloatVector c = z.fma(C2, C1);
            c = c.fma(z, FloatVector.broadcast(SPECIES, C0));
            FloatVector lost = z.fma(
                    FloatVector.broadcast(SPECIES, -0.5f),
                    FloatVector.broadcast(SPECIES, 1).sub(w));
            FloatVector cosine = w.add(z.mul(z).fma(c, lost).sub(r.mul(rest)));
            IntVector quarters = biased.reinterpretAsInts();
            VectorMask<Float> even =
                    quarters.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
            FloatVector value = cosine.blend(sine, even);
            value = value.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, quarters.and(2).lanewise(VectorOperators.LSHL, 30))
                    .reinterpretAsFloats();
            value.blend(v, v.compare(VectorOperators.EQ, 0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatCircular.sin(x[xAt + i]);
        }
    }

    /** y := cos(x); a vector with a lane beyond the simple reduction goes to the scalar twin */
    static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            if (!v.abs().compare(VectorOperators.LE, LARGEST).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarFloatCircular.cos(x[xAt + j]);
                }
                continue;
            }
            FloatVector biased = v.fma(TWO_OVER_PI, ROUND);
            FloatVector k = biased.sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -PI_2_HIGH), v);
            FloatVector p = k.mul(PI_2_MIDDLE);
            FloatVector r = first.sub(p);
            FloatVector rest = first.sub(r).sub(p).sub(k.fma(FloatVector.broadcast(SPECIES, PI_2_MIDDLE), p.neg()));
            rest = k.fma(FloatVector.broadcast(SPECIES, -PI_2_LOW), rest);
            FloatVector z = r.mul(r);
            FloatVector w = z.fma(-0.5f, 1);
            FloatVector s = z.fma(S2, S1);
            s = s.fma(z, FloatVector.broadcast(SPECIES, S0));
            FloatVector sine = r.add(r.mul(z).fma(s, rest.mul(w)));
            FloatVector c = z.fma(C2, C1);
            c = c.fma(z, FloatVector.broadcast(SPECIES, C0));
            FloatVector lost = z.fma(
                    FloatVector.broadcast(SPECIES, -0.5f),
                    FloatVector.broadcast(SPECIES, 1).sub(w));
            FloatVector cosine = w.add(z.mul(z).fma(c, lost).sub(r.mul(rest)));
            IntVector quarters = biased.reinterpretAsInts().add(1);
            VectorMask<Float> even =
                    quarters.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
            FloatVector value = cosine.blend(sine, even);
            value = value.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, quarters.and(2).lanewise(VectorOperators.LSHL, 30))
                    .reinterpretAsFloats();
            value.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatCircular.cos(x[xAt + i]);
        }
    }
}
