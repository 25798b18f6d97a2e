package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleInverseCircular.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarDoubleInverseCircular}, a vector at a time. */
final class VectorDoubleInverseCircular {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoubleInverseCircular() {}

    /** y := asin(x) */
    static void asin(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            VectorMask<Double> near = a.compare(VectorOperators.LE, 0.5);
            DoubleVector folded = a.fma(-0.5, 0.5);
            DoubleVector z = folded.blend(v.mul(v), near);
            DoubleVector p = z.fma(P12, P11);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P10));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P9));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P8));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P7));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector rest = z.mul(p);
            DoubleVector s = folded.sqrt();
            DoubleVector high = s.fma(-2, PI_2_HIGH);
            DoubleVector low = s.fma(
                            DoubleVector.broadcast(SPECIES, -2),
                            DoubleVector.broadcast(SPECIES, PI_2_HIGH).sub(high))
                    .add(PI_2_LOW);
            DoubleVector far = high.add(s.mul(rest).fma(DoubleVector.broadcast(SPECIES, -2), low));
            far = v.reinterpretAsLongs()
                    .and(Long.MIN_VALUE)
                    .or(far.reinterpretAsLongs())
                    .reinterpretAsDoubles();
            far.blend(v.fma(rest, v), near).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleInverseCircular.asin(x[xAt + i]);
        }
    }

    /** y := acos(x) */
    static void acos(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            VectorMask<Double> near = a.compare(VectorOperators.LE, 0.5);
            DoubleVector folded = a.fma(-0.5, 0.5);
            DoubleVector z = folded.blend(v.mul(v), near);
            DoubleVector p = z.fma(P12, P11);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P10));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P9));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P8));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P7));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector rest = z.mul(p);
            DoubleVector s = folded.sqrt();
            DoubleVector middle = DoubleVector.broadcast(SPECIES, PI_2_HIGH)
                    .sub(v.sub(v.neg().fma(rest, DoubleVector.broadcast(SPECIES, PI_2_LOW))));
            DoubleVector half = s.fma(rest, s);
            DoubleVector far = half.blend(
                            DoubleVector.broadcast(SPECIES, PI_2_HIGH).sub(half.sub(PI_2_LOW)),
                            v.compare(VectorOperators.LT, 0))
                    .mul(2);
            far.blend(middle, near).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleInverseCircular.acos(x[xAt + i]);
        }
    }
}
