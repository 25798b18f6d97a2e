package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatPolar.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarFloatPolar}, a vector at a time. */
final class VectorFloatPolar {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();
    private static final int ONE_BITS = Float.floatToRawIntBits(1);

    private VectorFloatPolar() {}

    /** y := sqrt(x) */
    static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            v.sqrt().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatPolar.sqrt(x[xAt + i]);
        }
    }

    /** y := atan2(y, x) */
    static void atan2(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
            FloatVector a = v.abs();
            FloatVector b = w.abs();
            VectorMask<Float> steep = b.compare(VectorOperators.GT, a);
            FloatVector least = b.blend(a, steep);
            FloatVector most = a.blend(b, steep);
            FloatVector u = least.div(most);
            FloatVector same = FloatVector.broadcast(SPECIES, 1).blend(0, most.compare(VectorOperators.EQ, 0));
            u = u.blend(same, least.compare(VectorOperators.EQ, most));
            FloatVector z = u.mul(u);
            FloatVector p = z.fma(A8, A7);
            p = p.fma(z, FloatVector.broadcast(SPECIES, A6));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A5));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A4));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, A0));
            FloatVector angle = u.fma(z.mul(p), u);
            angle = angle.blend(FloatVector.broadcast(SPECIES, PI_2_HIGH).sub(angle.sub(PI_2_LOW)), steep);
            VectorMask<Float> left = v.reinterpretAsInts()
                    .and(Integer.MIN_VALUE)
                    .or(ONE_BITS)
                    .reinterpretAsFloats()
                    .compare(VectorOperators.LT, 0);
            angle = angle.blend(FloatVector.broadcast(SPECIES, 2 * PI_2_HIGH).sub(angle.sub(2 * PI_2_LOW)), left);
            angle = w.reinterpretAsInts()
                    .and(Integer.MIN_VALUE)
                    .or(angle.reinterpretAsInts())
                    .reinterpretAsFloats();
            angle.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatPolar.atan2(y[yAt + i], x[xAt + i]);
        }
    }

    /** y := hypot(x, y) */
    static void hypot(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
            FloatVector a = v.abs();
            FloatVector b = w.abs();
            VectorMask<Float> steep = b.compare(VectorOperators.GT, a);
            FloatVector most = a.blend(b, steep);
            FloatVector least = b.blend(a, steep);
            VectorMask<Float> large = most.compare(VectorOperators.GT, LARGE);
            VectorMask<Float> little = most.compare(VectorOperators.LT, LITTLE);
            FloatVector scale = FloatVector.broadcast(SPECIES, 1).blend(STRETCH, little);
            scale = scale.blend(SHRINK, large);
            FloatVector back = FloatVector.broadcast(SPECIES, 1).blend(SHRINK, little);
            back = back.blend(STRETCH, large);
            most = most.mul(scale);
            least = least.mul(scale);
            FloatVector sum = most.fma(most, least.mul(least)).sqrt().mul(back);
            VectorMask<Float> infinite = a.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY)
                    .or(b.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            sum.blend(Float.POSITIVE_INFINITY, infinite).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatPolar.hypot(x[xAt + i], y[yAt + i]);
        }
    }
}
