package fathom.simd.random;

import fathom.simd.machine.Backend;
import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The draws of {@link ScalarDraws}, a vector of Philox blocks at a time: one block a lane, its words in four vectors of longs. */
final class VectorDraws {

    private static final VectorSpecies<Long> LONGS =
            VectorSpecies.of(long.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final VectorSpecies<Double> DOUBLES = LONGS.withLanes(double.class);
    private static final int LANES = LONGS.length();

    /** Every block holds two numbers, so a step of one vector of blocks gives two vectors of numbers. */
    private static final int STEP = 2 * LANES;

    // Two vectors of lower and upper numbers become numbers in order by a perfect shuffle.
    private static final VectorShuffle<Long> FIRST = shuffle(i -> (i & 1) * LANES + i / 2);
    private static final VectorShuffle<Long> SECOND = shuffle(i -> (i & 1) * LANES + (LANES + i) / 2);

    /** The bits of 2^84 and 2^52: a 32-bit word put into the lower mantissa makes the word exactly, less the power. */
    private static final long UPPER = Double.doubleToRawLongBits(0x1p84);

    private static final long LOWER = Double.doubleToRawLongBits(0x1p52);

    private VectorDraws() {}

    /** out[i] := uniform number firstIndex + i. */
    static void uniform(RandomStream stream, long firstIndex, double[] out, int count) {
        int head = head(firstIndex, count);
        ScalarDraws.uniform(stream, firstIndex, out, head);
        int at = head;
        for (; at <= count - STEP; at += STEP) {
            steps(stream, firstIndex + at, out, at, 1 / ScalarDraws.STEPS, 0);
        }
        for (; at < count; at++) {
            out[at] = stream.uniform(firstIndex + at);
        }
    }

    /** out[i] := the normal quantile at 1/2 + spread times centred uniform number firstIndex + i. */
    static void normal(RandomStream stream, double spread, long firstIndex, double[] out, int count) {
        int head = head(firstIndex, count);
        int at = head;
        for (; at <= count - STEP; at += STEP) {
            // (k + 1/2) 2^-53 - 1/2: both terms are multiples of 2^-54 below 1, so one fused multiply-add is exact.
            steps(stream, firstIndex + at, out, at, 1 / ScalarDraws.STEPS, 0.5 / ScalarDraws.STEPS - 0.5);
        }
        for (int i = 0; i < head; i++) {
            out[i] = ScalarDraws.centred(stream.bits(firstIndex + i));
        }
        for (; at < count; at++) {
            out[at] = ScalarDraws.centred(stream.bits(firstIndex + at));
        }
        quantiles(spread, out, count);
    }

    private static int head(long firstIndex, int count) {
        return (firstIndex & 1) == 0 || count == 0 ? 0 : 1;
    }

    /** out[at + i] := scale k + shift for the upper 53 bits k of numbers first + i, i below STEP; first is even. */
    private static void steps(RandomStream stream, long first, double[] out, int at, double scale, double shift) {
        LongVector block = LongVector.broadcast(LONGS, first >>> 1).addIndex(1);
        LongVector x0 = block.and(Philox.WORD);
        // Blocks are numbered modulo 2^63, as index / 2 is for an unsigned index.
        LongVector x1 = block.lanewise(VectorOperators.LSHL, 1).lanewise(VectorOperators.LSHR, 33);
        LongVector x2 = LongVector.broadcast(LONGS, stream.stream() & Philox.WORD);
        LongVector x3 = LongVector.broadcast(LONGS, stream.stream() >>> 32);
        LongVector m0 = LongVector.broadcast(LONGS, Philox.M0);
        LongVector m1 = LongVector.broadcast(LONGS, Philox.M1);
        int k0 = (int) stream.seed();
        int k1 = (int) (stream.seed() >>> 32);
        for (int round = 0; round < Philox.ROUNDS; round++) {
            // The masks show the compiler that 32-bit factors suffice.
            LongVector p0 = x0.and(Philox.WORD).mul(m0.and(Philox.WORD));
            LongVector p1 = x2.and(Philox.WORD).mul(m1.and(Philox.WORD));
            x0 = p1.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, x1)
                    .lanewise(VectorOperators.XOR, k0 & Philox.WORD);
            x1 = p1.and(Philox.WORD);
            x2 = p0.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, x3)
                    .lanewise(VectorOperators.XOR, k1 & Philox.WORD);
            x3 = p0.and(Philox.WORD);
            k0 += Philox.W0;
            k1 += Philox.W1;
        }
        LongVector lower = x0.or(x1.lanewise(VectorOperators.LSHL, 32));
        LongVector upper = x2.or(x3.lanewise(VectorOperators.LSHL, 32));
        store(lower.rearrange(FIRST, upper), out, at, scale, shift);
        store(lower.rearrange(SECOND, upper), out, at + LANES, scale, shift);
    }

    private static void store(LongVector bits, double[] out, int at, double scale, double shift) {
        LongVector k = bits.lanewise(VectorOperators.LSHR, 11);
        DoubleVector high = k.lanewise(VectorOperators.LSHR, 32)
                .or(UPPER)
                .reinterpretAsDoubles()
                .sub(0x1p84);
        DoubleVector low = k.and(Philox.WORD).or(LOWER).reinterpretAsDoubles().sub(0x1p52);
        high.add(low)
                .fma(DoubleVector.broadcast(DOUBLES, scale), DoubleVector.broadcast(DOUBLES, shift))
                .intoArray(out, at);
    }

    private static void quantiles(double spread, double[] values, int count) {
        double[] centred = new double[count];
        int bound = DOUBLES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector q = DoubleVector.fromArray(DOUBLES, values, i).mul(spread);
            q.intoArray(centred, i);
            DoubleVector r = q.neg().fma(q, DoubleVector.broadcast(DOUBLES, NormalQuantile.CENTRE_SQUARED));
            q.mul(polynomial(NormalQuantile.A, r))
                    .div(polynomial(NormalQuantile.B, r))
                    .intoArray(values, i);
        }
        for (int i = 0; i < bound; i++) {
            // 15 % of the numbers: the logarithm would cost more in all lanes than it does in these.
            if (Math.abs(centred[i]) > NormalQuantile.CENTRE) {
                values[i] = NormalQuantile.tail(centred[i]);
            }
        }
        for (int i = bound; i < count; i++) {
            values[i] = NormalQuantile.centred(spread * values[i]);
        }
    }

    private static DoubleVector polynomial(double[] coefficients, DoubleVector r) {
        DoubleVector value = DoubleVector.broadcast(DOUBLES, coefficients[7]);
        for (int power = 6; power >= 0; power--) {
            value = value.fma(r, DoubleVector.broadcast(DOUBLES, coefficients[power]));
        }
        return value;
    }

    private static VectorShuffle<Long> shuffle(IntUnaryOperator source) {
        return VectorShuffle.fromOp(LONGS, source);
    }
}
