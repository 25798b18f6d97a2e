package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleExponential.*;
import static fathom.simd.loop.ScalarDoubleLogarithm.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Softplus as {@link ScalarDoubleSigmoid} defines it, a vector at a time. */
final class VectorDoubleSoftplus {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final VectorSpecies<Long> INTEGERS = SPECIES.withLanes(long.class);
    private static final int LANES = SPECIES.length();

    /** An integer added to these bits becomes that number added to ROUND. */
    private static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);

    /** The exponent of 1 + f is kept above 0 by this bias. */
    private static final long BIAS_BITS = 1024L << 52;

    private static final long OFFSET = BIAS_BITS - SQRT_HALF_BITS;

    /** The biased exponent of 4 2^-e is this less the biased e. */
    private static final long SCALE = 2049;

    private VectorDoubleSoftplus() {}

    /** y := log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)) */
    static void softplus(double[] x, int xAt, double[] y, int yAt, int n) {
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
            DoubleVector exponential = r.add(r.mul(r).fma(q, rest)).add(1);
            DoubleVector half = k.fma(0.5, ROUND_BIASED);
            DoubleVector other = k.sub(half.sub(ROUND_BIASED)).add(ROUND_BIASED);
            DoubleVector lower = half.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            DoubleVector upper = other.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                    .reinterpretAsDoubles();
            exponential = exponential.mul(lower).mul(upper);
            exponential = exponential.blend(0, a.compare(VectorOperators.LT, UNDERFLOW));
            LongVector biased =
                    exponential.add(1).reinterpretAsLongs().add(OFFSET).lanewise(VectorOperators.LSHR, 52);
            DoubleVector e = biased.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND + 1024);
            DoubleVector scale = LongVector.broadcast(INTEGERS, SCALE)
                    .sub(biased)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles()
                    .mul(0.25);
            DoubleVector shift = scale.sub(1);
            DoubleVector f = exponential.fma(scale, shift);
            DoubleVector lost = exponential.fma(scale, shift.sub(f));
            lost = f.neg().fma(lost, lost);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = z.fma(R6, R5);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R0));
            DoubleVector square = f.mul(0.5).mul(f);
            DoubleVector small = s.fma(z.fma(p, square), e.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), lost));
            DoubleVector value = e.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(square.sub(small)));
            value = value.blend(exponential, exponential.compare(VectorOperators.EQ, 0));
            DoubleVector.broadcast(SPECIES, 0)
                    .blend(v, v.compare(VectorOperators.GT, 0))
                    .add(value)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleSigmoid.softplus(x[xAt + i]);
        }
    }
}
