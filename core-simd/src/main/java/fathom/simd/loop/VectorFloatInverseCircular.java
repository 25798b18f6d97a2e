package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatInverseCircular.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarFloatInverseCircular}, a vector at a time. */
final class VectorFloatInverseCircular {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatInverseCircular() {}

    /** y := asin(x) */
    static void asin(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            VectorMask<Float> near = a.compare(VectorOperators.LE, 0.5f);
            FloatVector folded = a.fma(-0.5f, 0.5f);
            FloatVector z = folded.blend(v.mul(v), near);
            FloatVector p = z.fma(P5, P4);
            p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
            FloatVector rest = z.mul(p);
            FloatVector s = folded.sqrt();
            FloatVector lost = s.neg().fma(s, folded).div(s.fma(2, Float.MIN_NORMAL));
            FloatVector high = s.fma(-2, PI_2_HIGH);
            FloatVector low = s.fma(
                            FloatVector.broadcast(SPECIES, -2),
                            FloatVector.broadcast(SPECIES, PI_2_HIGH).sub(high))
                    .add(PI_2_LOW);
            FloatVector far = high.add(s.fma(rest, lost).fma(FloatVector.broadcast(SPECIES, -2), low));
            far = v.reinterpretAsInts()
                    .and(Integer.MIN_VALUE)
                    .or(far.reinterpretAsInts())
                    .reinterpretAsFloats();
            far.blend(v.fma(rest, v), near).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatInverseCircular.asin(x[xAt + i]);
        }
    }

    /** y := acos(x) */
    static void acos(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            VectorMask<Float> near = a.compare(VectorOperators.LE, 0.5f);
            FloatVector folded = a.fma(-0.5f, 0.5f);
            FloatVector z = folded.blend(v.mul(v), near);
            FloatVector p = z.fma(P5, P4);
            p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
            FloatVector rest = z.mul(p);
            FloatVector s = folded.sqrt();
            FloatVector lost = s.neg().fma(s, folded).div(s.fma(2, Float.MIN_NORMAL));
            FloatVector middle = FloatVector.broadcast(SPECIES, PI_2_HIGH)
                    .sub(v.sub(v.neg().fma(rest, FloatVector.broadcast(SPECIES, PI_2_LOW))));
            FloatVector half = s.add(s.fma(rest, lost));
            FloatVector far = half.blend(
                            FloatVector.broadcast(SPECIES, PI_2_HIGH).sub(half.sub(PI_2_LOW)),
                            v.compare(VectorOperators.LT, 0))
                    .mul(2);
            far.blend(middle, near).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatInverseCircular.acos(x[xAt + i]);
        }
    }
}
