package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleCircular.*;
import static fathom.simd.loop.ScalarDoubleExponential.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarDoubleCircular}, a vector at a time. */
final class VectorDoubleCircular {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoubleCircular() {}

    /** y := sin(x); a vector with a lane beyond the simple reduction goes to the scalar twin */
    static void sin(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            if (!v.abs().compare(VectorOperators.LE, LARGEST).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarDoubleCircular.sin(x[xAt + j]);
                }
                continue;
            }
            DoubleVector biased = v.fma(TWO_OVER_PI, ROUND);
            DoubleVector k = biased.sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -PI_2_HIGH), v);
            DoubleVector p = k.mul(PI_2_MIDDLE);
            DoubleVector r = first.sub(p);
            DoubleVector rest = first.sub(r).sub(p).sub(k.fma(DoubleVector.broadcast(SPECIES, PI_2_MIDDLE), p.neg()));
            rest = k.fma(DoubleVector.broadcast(SPECIES, -PI_2_LOW), rest);
            DoubleVector z = r.mul(r);
            DoubleVector w = z.fma(-0.5, 1);
            DoubleVector s = z.fma(S5, S4);
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S3));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S2));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S1));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S0));
            DoubleVector sine = r.add(r.mul(z).fma(s, rest.mul(w)));
            DoubleVector c = z.fma(C5, C4);
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C3));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C2));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C1));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C0));
            DoubleVector lost = z.fma(
                    DoubleVector.broadcast(SPECIES, -0.5),
                    DoubleVector.broadcast(SPECIES, 1).sub(w));
            DoubleVector cosine = w.add(z.mul(z).fma(c, lost).sub(r.mul(rest)));
            LongVector quarters = biased.reinterpretAsLongs();
            VectorMask<Double> even =
                    quarters.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
            DoubleVector value = cosine.blend(sine, even);
            value = value.reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, quarters.and(2).lanewise(VectorOperators.LSHL, 62))
                    .reinterpretAsDoubles();
            value.blend(v, v.compare(VectorOperators.EQ, 0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleCircular.sin(x[xAt + i]);
        }
    }

    /** y := cos(x); a vector with a lane beyond the simple reduction goes to the scalar twin */
    static void cos(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            if (!v.abs().compare(VectorOperators.LE, LARGEST).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarDoubleCircular.cos(x[xAt + j]);
                }
                continue;
            }
            DoubleVector biased = v.fma(TWO_OVER_PI, ROUND);
            DoubleVector k = biased.sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -PI_2_HIGH), v);
            DoubleVector p = k.mul(PI_2_MIDDLE);
            DoubleVector r = first.sub(p);
            DoubleVector rest = first.sub(r).sub(p).sub(k.fma(DoubleVector.broadcast(SPECIES, PI_2_MIDDLE), p.neg()));
            rest = k.fma(DoubleVector.broadcast(SPECIES, -PI_2_LOW), rest);
            DoubleVector z = r.mul(r);
            DoubleVector w = z.fma(-0.5, 1);
            DoubleVector s = z.fma(S5, S4);
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S3));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S2));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S1));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, S0));
            DoubleVector sine = r.add(r.mul(z).fma(s, rest.mul(w)));
            DoubleVector c = z.fma(C5, C4);
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C3));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C2));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C1));
            c = c.fma(z, DoubleVector.broadcast(SPECIES, C0));
            DoubleVector lost = z.fma(
                    DoubleVector.broadcast(SPECIES, -0.5),
                    DoubleVector.broadcast(SPECIES, 1).sub(w));
            DoubleVector cosine = w.add(z.mul(z).fma(c, lost).sub(r.mul(rest)));
            LongVector quarters = biased.reinterpretAsLongs().add(1);
            VectorMask<Double> even =
                    quarters.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
            DoubleVector value = cosine.blend(sine, even);
            value = value.reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, quarters.and(2).lanewise(VectorOperators.LSHL, 62))
                    .reinterpretAsDoubles();
            value.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleCircular.cos(x[xAt + i]);
        }
    }
}
