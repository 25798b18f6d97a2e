package fathom.simd.loop;

import static fathom.simd.loop.ScalarFloatExponential.*;
import static fathom.simd.loop.ScalarFloatGaussian.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarFloatGaussian}, a vector at a time. */
final class VectorFloatGaussian {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatGaussian() {}

    /** y := erf(x) */
    static void erf(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            FloatVector far = beyond(a.sub(CENTRE_FAR)).blend(1, a.compare(VectorOperators.GT, FAR));
            far = v.reinterpretAsInts()
                    .and(Integer.MIN_VALUE)
                    .or(far.reinterpretAsInts())
                    .reinterpretAsFloats();
            far.blend(central(v), a.compare(VectorOperators.LT, SMALL)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatGaussian.erf(x[xAt + i]);
        }
    }

    /** y := erfc(x) */
    static void erfc(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            FloatVector h = a.mul(a);
            FloatVector lost = a.fma(a, h.neg());
            FloatVector z = v.mul(v);
            FloatVector p = z.fma(P5, P4);
            p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
            FloatVector central = v.fma(z.fma(p, FloatVector.broadcast(SPECIES, SLOPE)), v);
            FloatVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            FloatVector u = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            FloatVector r = first.add(u);
            FloatVector rest = first.sub(r).add(u);
            FloatVector e = r.fma(Q5, Q4);
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q3));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q2));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q1));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector s = r.add(r.mul(r).fma(e, rest));
            FloatVector m = s.add(1);
            FloatVector behind = FloatVector.broadcast(SPECIES, 1).sub(m).add(s);
            FloatVector half = k.fma(0.5f, ROUND_BIASED);
            FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            FloatVector lower = half.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector upper = other.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector q = a.sub(CENTRE).div(a.add(CENTRE));
            FloatVector g = q.fma(G10, G9);
            g = g.fma(q, FloatVector.broadcast(SPECIES, G8));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G7));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G6));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G5));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G4));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G3));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G2));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G1));
            g = q.fma(g, FloatVector.broadcast(SPECIES, G0_REST));
            FloatVector total = g.add(G0);
            FloatVector correction =
                    FloatVector.broadcast(SPECIES, G0).sub(total).add(g);
            FloatVector product = m.mul(total);
            FloatVector remainder = m.fma(total, product.neg()).add(m.fma(correction, behind.mul(total)));
            FloatVector d = a.fma(2, 1);
            FloatVector dRest = a.fma(
                    FloatVector.broadcast(SPECIES, 0),
                    a.fma(
                            FloatVector.broadcast(SPECIES, 2),
                            FloatVector.broadcast(SPECIES, 1).sub(d)));
            FloatVector reciprocal = FloatVector.broadcast(SPECIES, 1).div(d);
            FloatVector quotient = product.mul(reciprocal);
            remainder = quotient.neg().fma(d, product).add(quotient.neg().fma(dRest, remainder));
            FloatVector tail = remainder.fma(reciprocal, quotient).mul(lower).mul(upper);
            tail = tail.blend(0, a.compare(VectorOperators.GT, LARGEST));
            FloatVector value =
                    tail.blend(FloatVector.broadcast(SPECIES, 2).sub(tail), v.compare(VectorOperators.LT, 0));
            value.blend(FloatVector.broadcast(SPECIES, 1).sub(central), a.compare(VectorOperators.LT, CENTRAL))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatGaussian.erfc(x[xAt + i]);
        }
    }

    /** y := the normal distribution function of x */
    static void normalCdf(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            FloatVector semi = a.mul(0.5f);
            FloatVector h = semi.mul(a);
            FloatVector lost = semi.fma(a, h.neg());
            FloatVector scaled = v.mul(SQRT_HALF);
            FloatVector z = scaled.mul(scaled);
            FloatVector p = z.fma(P5, P4);
            p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
            FloatVector central = scaled.fma(z.fma(p, FloatVector.broadcast(SPECIES, SLOPE)), scaled);
            FloatVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            FloatVector u = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            FloatVector r = first.add(u);
            FloatVector rest = first.sub(r).add(u);
            FloatVector e = r.fma(Q5, Q4);
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q3));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q2));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q1));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector s = r.add(r.mul(r).fma(e, rest));
            FloatVector m = s.add(1);
            FloatVector behind = FloatVector.broadcast(SPECIES, 1).sub(m).add(s);
            FloatVector half = k.fma(0.5f, ROUND_BIASED);
            FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            FloatVector lower = half.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector upper = other.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector q = a.sub(CENTRE_DEVIATION).div(a.add(CENTRE_DEVIATION));
            FloatVector g = q.fma(G10, G9);
            g = g.fma(q, FloatVector.broadcast(SPECIES, G8));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G7));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G6));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G5));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G4));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G3));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G2));
            g = g.fma(q, FloatVector.broadcast(SPECIES, G1));
            g = q.fma(g, FloatVector.broadcast(SPECIES, G0_REST));
            FloatVector total = g.add(G0);
            FloatVector correction =
                    FloatVector.broadcast(SPECIES, G0).sub(total).add(g);
            FloatVector product = m.mul(total);
            FloatVector remainder = m.fma(total, product.neg()).add(m.fma(correction, behind.mul(total)));
            FloatVector d = a.fma(SQRT_2, 1);
            FloatVector dRest = a.fma(
                    FloatVector.broadcast(SPECIES, SQRT_2_REST),
                    a.fma(
                            FloatVector.broadcast(SPECIES, SQRT_2),
                            FloatVector.broadcast(SPECIES, 1).sub(d)));
            FloatVector reciprocal = FloatVector.broadcast(SPECIES, 1).div(d);
            FloatVector quotient = product.mul(reciprocal);
            remainder = quotient.neg().fma(d, product).add(quotient.neg().fma(dRest, remainder));
            FloatVector tail = remainder.fma(reciprocal, quotient).mul(lower).mul(upper);
            tail = tail.mul(0.5f).blend(0, a.compare(VectorOperators.GT, LARGEST_DEVIATION));
            FloatVector value =
                    tail.blend(FloatVector.broadcast(SPECIES, 1).sub(tail), v.compare(VectorOperators.GT, 0));
            value.blend(central.fma(0.5f, 0.5f), a.compare(VectorOperators.LT, CENTRAL))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatGaussian.normalCdf(x[xAt + i]);
        }
    }

    /** y := the normal density at x */
    static void normalDensity(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector a = v.abs();
            FloatVector semi = a.mul(0.5f);
            FloatVector h = semi.mul(a);
            FloatVector lost = semi.fma(a, h.neg());
            FloatVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            FloatVector first = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            FloatVector u = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            FloatVector r = first.add(u);
            FloatVector rest = first.sub(r).add(u);
            FloatVector e = r.fma(Q5, Q4);
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q3));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q2));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q1));
            e = e.fma(r, FloatVector.broadcast(SPECIES, Q0));
            FloatVector s = r.add(r.mul(r).fma(e, rest));
            FloatVector m = s.add(1);
            FloatVector behind = FloatVector.broadcast(SPECIES, 1).sub(m).add(s);
            FloatVector half = k.fma(0.5f, ROUND_BIASED);
            FloatVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            FloatVector lower = half.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector upper = other.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsFloats();
            FloatVector value = m.fma(
                            FloatVector.broadcast(SPECIES, DENSITY),
                            behind.fma(FloatVector.broadcast(SPECIES, DENSITY), m.mul(DENSITY_REST)))
                    .mul(lower)
                    .mul(upper);
            value.blend(0, a.compare(VectorOperators.GT, LARGEST_DEVIATION)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarFloatGaussian.normalDensity(x[xAt + i]);
        }
    }

    private static FloatVector central(FloatVector v) {
        FloatVector z = v.mul(v);
        FloatVector p = z.fma(P5, P4);
        p = p.fma(z, FloatVector.broadcast(SPECIES, P3));
        p = p.fma(z, FloatVector.broadcast(SPECIES, P2));
        p = p.fma(z, FloatVector.broadcast(SPECIES, P1));
        p = p.fma(z, FloatVector.broadcast(SPECIES, P0));
        return v.fma(z.fma(p, FloatVector.broadcast(SPECIES, SLOPE)), v);
    }

    private static FloatVector beyond(FloatVector s) {
        FloatVector t = s.fma(T15, T14);
        t = t.fma(s, FloatVector.broadcast(SPECIES, T13));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T12));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T11));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T10));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T9));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T8));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T7));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T6));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T5));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T4));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T3));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T2));
        t = t.fma(s, FloatVector.broadcast(SPECIES, T1));
        return t.fma(s, FloatVector.broadcast(SPECIES, T0));
    }
}
