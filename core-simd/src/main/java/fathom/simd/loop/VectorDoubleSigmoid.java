package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleExponential.*;
import static fathom.simd.loop.ScalarDoubleSigmoid.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarDoubleSigmoid}, a vector at a time. */
final class VectorDoubleSigmoid {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoubleSigmoid() {}

    /** y := tanh(x) */
    static void tanh(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            DoubleVector z = a.mul(a);
            DoubleVector p = z.fma(P10, P9);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P8));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P7));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector near = a.fma(z.mul(p), a);
            DoubleVector twice = a.add(a);
            DoubleVector t = twice.fma(LOG2_E, ROUND_BIASED);
            DoubleVector k = t.sub(ROUND_BIASED);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), twice);
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
            DoubleVector s = r.add(r.mul(r).fma(q, rest));
            DoubleVector power = t.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector base = power.add(1);
            DoubleVector d = power.fma(s, base);
            DoubleVector lost = power.fma(s, base.sub(d));
            DoubleVector w = DoubleVector.broadcast(SPECIES, 2).div(d);
            DoubleVector high = DoubleVector.broadcast(SPECIES, 1).sub(w);
            DoubleVector low = DoubleVector.broadcast(SPECIES, 1).sub(high).sub(w);
            DoubleVector far = high.add(w.mul(0.5).mul(w).fma(lost, low));
            far = far.blend(1, a.compare(VectorOperators.GT, SATURATED));
            DoubleVector value = far.blend(near, a.compare(VectorOperators.LT, SMALL));
            v.reinterpretAsLongs()
                    .and(Long.MIN_VALUE)
                    .or(value.reinterpretAsLongs())
                    .reinterpretAsDoubles()
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleSigmoid.tanh(x[xAt + i]);
        }
    }

    /** y := 1 / (1 + exp(-x)) */
    static void sigmoid(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs().neg();
            DoubleVector k = a.fma(LOG2_E, ROUND).sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), a);
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
            DoubleVector s = r.add(r.mul(r).fma(q, rest));
            DoubleVector p = s.add(1);
            DoubleVector lost = DoubleVector.broadcast(SPECIES, 1).sub(p).add(s);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector e = p.mul(lower).mul(upper);
            DoubleVector small = lost.mul(lower).mul(upper);
            DoubleVector d = e.add(1);
            DoubleVector behind =
                    DoubleVector.broadcast(SPECIES, 1).sub(d).add(e).add(small);
            DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1).div(d);
            VectorMask<Double> negative = v.compare(VectorOperators.LT, 0);
            DoubleVector numerator = DoubleVector.broadcast(SPECIES, 1).blend(p, negative);
            DoubleVector correction = DoubleVector.broadcast(SPECIES, 0).blend(lost, negative);
            DoubleVector quotient = numerator.mul(reciprocal);
            DoubleVector remainder =
                    quotient.neg().fma(d, numerator).add(quotient.neg().fma(behind, correction));
            DoubleVector value = remainder.fma(reciprocal, quotient);
            value = value.blend(value.mul(lower).mul(upper), negative);
            value = value.blend(1, v.compare(VectorOperators.GT, ONE));
            value.blend(0, v.compare(VectorOperators.LT, ZERO)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleSigmoid.sigmoid(x[xAt + i]);
        }
    }
}
