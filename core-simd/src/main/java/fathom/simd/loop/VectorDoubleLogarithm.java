package fathom.simd.loop;

import static fathom.simd.loop.ScalarDoubleExponential.*;
import static fathom.simd.loop.ScalarDoubleLogarithm.*;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The logarithms of {@link ScalarDoubleLogarithm}, a vector at a time. */
final class VectorDoubleLogarithm {

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

    /** The bits of the least normal number; added to those of positive normal finite numbers, it makes them twice this or more. */
    private static final long NORMAL_BITS = 1L << 52;

    private VectorDoubleLogarithm() {}

    /** y := log(x); a vector with a lane that is not positive, normal and finite goes to the scalar twin */
    static void log(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            LongVector u = v.reinterpretAsLongs();
            if (!u.add(NORMAL_BITS).compare(VectorOperators.GE, 2 * NORMAL_BITS).allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarDoubleLogarithm.log(x[xAt + j]);
                }
                continue;
            }
            LongVector w = u.add(OFFSET);
            DoubleVector e = w.lanewise(VectorOperators.LSHR, 52)
                    .add(ROUND_BITS)
                    .reinterpretAsDoubles()
                    .sub(ROUND + 1024);
            DoubleVector f = w.and(NORMAL_BITS - 1)
                    .add(SQRT_HALF_BITS)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = z.fma(R6, R5);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R0));
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector small = s.fma(z.fma(p, half), e.mul(LN2_LOW));
            DoubleVector value = e.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(half.sub(small)));
            value.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleLogarithm.log(x[xAt + i]);
        }
    }

    /** y := log(1 + x); a vector with a lane that is not above -1 and finite goes to the scalar twin */
    static void log1p(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            if (!v.compare(VectorOperators.GT, -1)
                    .and(v.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                    .allTrue()) {
                for (int j = i; j < i + LANES; j++) {
                    y[yAt + j] = ScalarDoubleLogarithm.log1p(x[xAt + j]);
                }
                continue;
            }
            LongVector biased = v.add(1).reinterpretAsLongs().add(OFFSET).lanewise(VectorOperators.LSHR, 52);
            DoubleVector e = biased.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND + 1024);
            DoubleVector scale = LongVector.broadcast(INTEGERS, SCALE)
                    .sub(biased)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles()
                    .mul(0.25);
            DoubleVector shift = scale.sub(1);
            DoubleVector f = v.fma(scale, shift);
            DoubleVector rest = v.fma(scale, shift.sub(f));
            rest = f.neg().fma(rest, rest);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = z.fma(R6, R5);
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, R0));
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector small = s.fma(z.fma(p, half), e.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), rest));
            DoubleVector value = e.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(half.sub(small)));
            value.blend(v, v.compare(VectorOperators.EQ, 0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = ScalarDoubleLogarithm.log1p(x[xAt + i]);
        }
    }
}
