package fathom.simd.loop;

/**
 * An angle beyond 2^30 reduced modulo pi/2 as Payne and Hanek do it: only those bits of 2/pi are multiplied that can reach the
 * last two bits before the point of the quotient and 190 bits behind it.
 *
 * <pre>
 * x = (quarters + fraction) pi/2,  |fraction| ≤ 1/2,   high + low = fraction pi/2,   quarters modulo 4
 * </pre>
 */
record LargeAngle(long quarters, double high, double low) {

    /** 64 zero bits, then the first 1216 bits of 2/pi (computed in 1600 bits). */
    private static final long[] TWO_OVER_PI = {
        0x0000000000000000L, 0xa2f9836e4e441529L, 0xfc2757d1f534ddc0L, 0xdb6295993c439041L, 0xfe5163abdebbc561L,
        0xb7246e3a424dd2e0L, 0x06492eea09d1921cL, 0xfe1deb1cb129a73eL, 0xe88235f52ebb4484L, 0xe99c7026b45f7e41L,
        0x3991d639835339f4L, 0x9c845f8bbdf9283bL, 0x1ff897ffde05980fL, 0xef2f118b5a0a6d1fL, 0x6d367ecf27cb09b7L,
        0x4f463f669e5fea2dL, 0x7527bac7ebe5f17bL, 0x3d0739f78a5292eaL, 0x6bfb5fb11f8d5d08L, 0x56033046fc7b6babL
    };

    /** The reduction of any finite x with |x| >= 1; NaN for what is not finite. */
    static LargeAngle reduce(double x) {
        if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
            return new LargeAngle(0, Double.NaN, 0);
        }
        int exponent = Math.getExponent(x) - 52;
        long significand = (Double.doubleToRawLongBits(x) & 0x000fffffffffffffL) | 0x0010000000000000L;
        // Bit i behind the point of 2/pi, times the significand, is a multiple of 4 turns while exponent - i >= 2.
        int position = exponent - 2 + 64;
        long w2 = word(position);
        long w1 = word(position + 64);
        long w0 = word(position + 128);
        // The last 192 bits of significand * (w2 w1 w0).
        long p0 = significand * w0;
        long carry = Math.unsignedMultiplyHigh(significand, w0);
        long p1 = significand * w1 + carry;
        carry = Math.unsignedMultiplyHigh(significand, w1) + (Long.compareUnsigned(p1, carry) < 0 ? 1 : 0);
        long p2 = significand * w2 + carry;
        long quarters = p2 >>> 62;
        long f2 = (p2 << 2) | (p1 >>> 62);
        long f1 = (p1 << 2) | (p0 >>> 62);
        long f0 = p0 << 2;
        boolean upper = f2 < 0;
        if (upper) {
            // fraction - 1, in two's complement; its magnitude follows
            quarters++;
            f2 = ~f2;
            f1 = ~f1;
            f0 = ~f0;
        }
        int zeros = Long.numberOfLeadingZeros(f2);
        if (zeros == 64) {
            zeros += Long.numberOfLeadingZeros(f1);
        }
        long top = shifted(f2, f1, f0, zeros);
        long next = shifted(f1, f0, 0, zeros);
        double unit = Math.scalb(1.0, -zeros - 53);
        double high = (top >>> 11) * unit;
        double low = (((top & 0x7ff) << 42) | (next >>> 22)) * unit * 0x1p-53;
        if (upper != (x < 0)) {
            high = -high;
            low = -low;
        }
        double product = high * ScalarDoubleCircular.PI_2_HIGH;
        double lost = Math.fma(high, ScalarDoubleCircular.PI_2_HIGH, -product);
        double tail =
                Math.fma(high, ScalarDoubleCircular.PI_2_MIDDLE, Math.fma(low, ScalarDoubleCircular.PI_2_HIGH, lost));
        double sum = product + tail;
        return new LargeAngle(x < 0 ? -quarters : quarters, sum, (product - sum) + tail);
    }

    /** The 64 bits of the table that begin at this bit. */
    private static long word(int bit) {
        int index = bit >> 6;
        int shift = bit & 63;
        long left = TWO_OVER_PI[index] << shift;
        return shift == 0 ? left : left | (TWO_OVER_PI[index + 1] >>> (64 - shift));
    }

    /** The first 64 of the 192 bits (a b c), shifted left by fewer than 128. */
    private static long shifted(long a, long b, long c, int shift) {
        if (shift >= 64) {
            return shifted(b, c, 0, shift - 64);
        }
        return shift == 0 ? a : (a << shift) | (b >>> (64 - shift));
    }
}
