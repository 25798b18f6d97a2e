package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoublePolar.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarDoublePolar}, a vector at a time. */
final class VectorDoublePolar {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();
    private static final long ONE_BITS = Double.doubleToRawLongBits(1);

    private VectorDoublePolar() {}

    /** y := sqrt(x) */
    static void sqrt(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            v.sqrt().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoublePolar.sqrt(x[xAt + i]);
        }
    }

    /** y := atan2(y, x) */
    static void atan2(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector w = DoubleVector.fromArray(SPECIES, y, yAt + i);
            DoubleVector a = v.abs();
            DoubleVector b = w.abs();
            VectorMask<Double> steep = b.compare(VectorOperators.GT, a);
            DoubleVector least = b.blend(a, steep);
            DoubleVector most = a.blend(b, steep);
            DoubleVector u = least.div(most);
            DoubleVector same = DoubleVector.broadcast(SPECIES, 1).blend(0, most.compare(VectorOperators.EQ, 0));
            u = u.blend(same, least.compare(VectorOperators.EQ, most));
            DoubleVector z = u.mul(u);
            DoubleVector p = z.fma(A19, A18);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A17));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A16));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A15));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A14));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A13));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A12));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A11));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A10));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A9));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A8));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A7));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, A0));
            DoubleVector angle = u.fma(z.mul(p), u);
            angle = angle.blend(DoubleVector.broadcast(SPECIES, PI_2_HIGH).sub(angle.sub(PI_2_LOW)), steep);
            VectorMask<Double> left = v.reinterpretAsLongs()
                    .and(Long.MIN_VALUE)
                    .or(ONE_BITS)
                    .reinterpretAsDoubles()
                    .compare(VectorOperators.LT, 0);
            angle = angle.blend(DoubleVector.broadcast(SPECIES, 2 * PI_2_HIGH).sub(angle.sub(2 * PI_2_LOW)), left);
            angle = w.reinterpretAsLongs()
                    .and(Long.MIN_VALUE)
                    .or(angle.reinterpretAsLongs())
                    .reinterpretAsDoubles();
            angle.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoublePolar.atan2(y[yAt + i], x[xAt + i]);
        }
    }

    /** y := hypot(x, y) */
    static void hypot(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector w = DoubleVector.fromArray(SPECIES, y, yAt + i);
            DoubleVector a = v.abs();
            DoubleVector b = w.abs();
            VectorMask<Double> steep = b.compare(VectorOperators.GT, a);
            DoubleVector most = a.blend(b, steep);
            DoubleVector least = b.blend(a, steep);
            VectorMask<Double> large = most.compare(VectorOperators.GT, LARGE);
            VectorMask<Double> little = most.compare(VectorOperators.LT, LITTLE);
            DoubleVector scale = DoubleVector.broadcast(SPECIES, 1).blend(STRETCH, little);
            scale = scale.blend(SHRINK, large);
            DoubleVector back = DoubleVector.broadcast(SPECIES, 1).blend(SHRINK, little);
            back = back.blend(STRETCH, large);
            most = most.mul(scale);
            least = least.mul(scale);
            DoubleVector sum = most.fma(most, least.mul(least)).sqrt().mul(back);
            VectorMask<Double> infinite = a.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY)
                    .or(b.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
            sum.blend(Double.POSITIVE_INFINITY, infinite).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoublePolar.hypot(x[xAt + i], y[yAt + i]);
        }
    }
}
