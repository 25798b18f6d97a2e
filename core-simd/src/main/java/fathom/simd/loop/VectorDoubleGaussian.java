package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleExponential.*;
import static fathom.simd.loop.ScalarDoubleGaussian.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarDoubleGaussian}, a vector at a time. */
final class VectorDoubleGaussian {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoubleGaussian() {}

    /** y := erf(x) */
    static void erf(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            DoubleVector h = a.mul(a);
            DoubleVector lost = a.fma(a, h.neg());
            DoubleVector z = v.mul(v);
            DoubleVector p = z.fma(P8, P7);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector central = v.fma(z.fma(p, DoubleVector.broadcast(SPECIES, SLOPE)), v);
            DoubleVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            DoubleVector u = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            DoubleVector r = first.add(u);
            DoubleVector rest = first.sub(r).add(u);
            DoubleVector e = r.fma(Q10, Q9);
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q8));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q7));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q6));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q5));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q4));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q3));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q2));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q1));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector s = r.add(r.mul(r).fma(e, rest));
            DoubleVector m = s.add(1);
            DoubleVector behind = DoubleVector.broadcast(SPECIES, 1).sub(m).add(s);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector q = a.sub(CENTRE).div(a.add(CENTRE));
            DoubleVector g = q.fma(G22, G21);
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G20));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G19));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G18));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G17));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G16));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G15));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G14));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G13));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G12));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G11));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G10));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G9));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G8));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G7));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G6));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G5));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G4));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G3));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G2));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G1));
            g = q.fma(g, DoubleVector.broadcast(SPECIES, G0_REST));
            DoubleVector total = g.add(G0);
            DoubleVector correction =
                    DoubleVector.broadcast(SPECIES, G0).sub(total).add(g);
            DoubleVector product = m.mul(total);
            DoubleVector remainder = m.fma(total, product.neg()).add(m.fma(correction, behind.mul(total)));
            DoubleVector d = a.fma(2, 1);
            DoubleVector dRest = a.fma(
                    DoubleVector.broadcast(SPECIES, 0),
                    a.fma(
                            DoubleVector.broadcast(SPECIES, 2),
                            DoubleVector.broadcast(SPECIES, 1).sub(d)));
            DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1).div(d);
            DoubleVector quotient = product.mul(reciprocal);
            remainder = quotient.neg().fma(d, product).add(quotient.neg().fma(dRest, remainder));
            DoubleVector tail = remainder.fma(reciprocal, quotient).mul(lower).mul(upper);
            DoubleVector far =
                    DoubleVector.broadcast(SPECIES, 1).sub(tail).blend(1, a.compare(VectorOperators.GT, LARGEST));
            far = v.reinterpretAsLongs()
                    .and(Long.MIN_VALUE)
                    .or(far.reinterpretAsLongs())
                    .reinterpretAsDoubles();
            far.blend(central, a.compare(VectorOperators.LT, SMALL)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleGaussian.erf(x[xAt + i]);
        }
    }

    /** y := erfc(x) */
    static void erfc(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            DoubleVector h = a.mul(a);
            DoubleVector lost = a.fma(a, h.neg());
            DoubleVector z = v.mul(v);
            DoubleVector p = z.fma(P8, P7);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector central = v.fma(z.fma(p, DoubleVector.broadcast(SPECIES, SLOPE)), v);
            DoubleVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            DoubleVector u = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            DoubleVector r = first.add(u);
            DoubleVector rest = first.sub(r).add(u);
            DoubleVector e = r.fma(Q10, Q9);
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q8));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q7));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q6));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q5));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q4));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q3));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q2));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q1));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector s = r.add(r.mul(r).fma(e, rest));
            DoubleVector m = s.add(1);
            DoubleVector behind = DoubleVector.broadcast(SPECIES, 1).sub(m).add(s);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector q = a.sub(CENTRE).div(a.add(CENTRE));
            DoubleVector g = q.fma(G22, G21);
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G20));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G19));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G18));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G17));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G16));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G15));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G14));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G13));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G12));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G11));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G10));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G9));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G8));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G7));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G6));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G5));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G4));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G3));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G2));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G1));
            g = q.fma(g, DoubleVector.broadcast(SPECIES, G0_REST));
            DoubleVector total = g.add(G0);
            DoubleVector correction =
                    DoubleVector.broadcast(SPECIES, G0).sub(total).add(g);
            DoubleVector product = m.mul(total);
            DoubleVector remainder = m.fma(total, product.neg()).add(m.fma(correction, behind.mul(total)));
            DoubleVector d = a.fma(2, 1);
            DoubleVector dRest = a.fma(
                    DoubleVector.broadcast(SPECIES, 0),
                    a.fma(
                            DoubleVector.broadcast(SPECIES, 2),
                            DoubleVector.broadcast(SPECIES, 1).sub(d)));
            DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1).div(d);
            DoubleVector quotient = product.mul(reciprocal);
            remainder = quotient.neg().fma(d, product).add(quotient.neg().fma(dRest, remainder));
            DoubleVector tail = remainder.fma(reciprocal, quotient).mul(lower).mul(upper);
            tail = tail.blend(0, a.compare(VectorOperators.GT, LARGEST));
            DoubleVector value =
                    tail.blend(DoubleVector.broadcast(SPECIES, 2).sub(tail), v.compare(VectorOperators.LT, 0));
            value.blend(DoubleVector.broadcast(SPECIES, 1).sub(central), a.compare(VectorOperators.LT, CENTRAL))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleGaussian.erfc(x[xAt + i]);
        }
    }

    /** y := the normal distribution function of x */
    static void normalCdf(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            DoubleVector semi = a.mul(0.5);
            DoubleVector h = semi.mul(a);
            DoubleVector lost = semi.fma(a, h.neg());
            DoubleVector scaled = v.mul(SQRT_HALF);
            DoubleVector z = scaled.mul(scaled);
            DoubleVector p = z.fma(P8, P7);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P6));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, P0));
            DoubleVector central = scaled.fma(z.fma(p, DoubleVector.broadcast(SPECIES, SLOPE)), scaled);
            DoubleVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            DoubleVector u = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            DoubleVector r = first.add(u);
            DoubleVector rest = first.sub(r).add(u);
            DoubleVector e = r.fma(Q10, Q9);
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q8));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q7));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q6));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q5));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q4));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q3));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q2));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q1));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector s = r.add(r.mul(r).fma(e, rest));
            DoubleVector m = s.add(1);
            DoubleVector behind = DoubleVector.broadcast(SPECIES, 1).sub(m).add(s);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector q = a.sub(CENTRE_DEVIATION).div(a.add(CENTRE_DEVIATION));
            DoubleVector g = q.fma(G22, G21);
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G20));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G19));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G18));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G17));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G16));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G15));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G14));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G13));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G12));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G11));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G10));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G9));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G8));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G7));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G6));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G5));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G4));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G3));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G2));
            g = g.fma(q, DoubleVector.broadcast(SPECIES, G1));
            g = q.fma(g, DoubleVector.broadcast(SPECIES, G0_REST));
            DoubleVector total = g.add(G0);
            DoubleVector correction =
                    DoubleVector.broadcast(SPECIES, G0).sub(total).add(g);
            DoubleVector product = m.mul(total);
            DoubleVector remainder = m.fma(total, product.neg()).add(m.fma(correction, behind.mul(total)));
            DoubleVector d = a.fma(SQRT_2, 1);
            DoubleVector dRest = a.fma(
                    DoubleVector.broadcast(SPECIES, SQRT_2_REST),
                    a.fma(
                            DoubleVector.broadcast(SPECIES, SQRT_2),
                            DoubleVector.broadcast(SPECIES, 1).sub(d)));
            DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1).div(d);
            DoubleVector quotient = product.mul(reciprocal);
            remainder = quotient.neg().fma(d, product).add(quotient.neg().fma(dRest, remainder));
            DoubleVector tail = remainder.fma(reciprocal, quotient).mul(lower).mul(upper);
            tail = tail.mul(0.5).blend(0, a.compare(VectorOperators.GT, LARGEST_DEVIATION));
            DoubleVector value =
                    tail.blend(DoubleVector.broadcast(SPECIES, 1).sub(tail), v.compare(VectorOperators.GT, 0));
            value.blend(central.fma(0.5, 0.5), a.compare(VectorOperators.LT, CENTRAL))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleGaussian.normalCdf(x[xAt + i]);
        }
    }

    /** y := the normal density at x */
    static void normalDensity(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector a = v.abs();
            DoubleVector semi = a.mul(0.5);
            DoubleVector h = semi.mul(a);
            DoubleVector lost = semi.fma(a, h.neg());
            DoubleVector k = h.neg().fma(LOG2_E, ROUND).sub(ROUND);
            DoubleVector first = k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), h.neg());
            DoubleVector u = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), lost.neg());
            DoubleVector r = first.add(u);
            DoubleVector rest = first.sub(r).add(u);
            DoubleVector e = r.fma(Q10, Q9);
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q8));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q7));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q6));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q5));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q4));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q3));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q2));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q1));
            e = e.fma(r, DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector s = r.add(r.mul(r).fma(e, rest));
            DoubleVector m = s.add(1);
            DoubleVector behind = DoubleVector.broadcast(SPECIES, 1).sub(m).add(s);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector value = m.fma(
                            DoubleVector.broadcast(SPECIES, DENSITY),
                            behind.fma(DoubleVector.broadcast(SPECIES, DENSITY), m.mul(DENSITY_REST)))
                    .mul(lower)
                    .mul(upper);
            value.blend(0, a.compare(VectorOperators.GT, LARGEST_DEVIATION)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleGaussian.normalDensity(x[xAt + i]);
        }
    }
}
