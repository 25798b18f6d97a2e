package fathom.simd.random;

/**
 * Philox4x32-10, a counter-based generator: a bijection of 128-bit counters for every 64-bit key.
 *
 * <pre>
 * (x0, x1, x2, x3) := (hi(M1 x2) ^ x1 ^ k0,  lo(M1 x2),  hi(M0 x0) ^ x3 ^ k1,  lo(M0 x0)),   (k0, k1) += (W0, W1),   ten times
 * </pre>
 *
 * Words are of 32 bits; hi and lo are the halves of the 64-bit product. Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", SC 2011. It passes every test of BigCrush from any two counters on.
 */
public final class Philox {

    static final int ROUNDS = 10;
    static final long WORD = 0xFFFFFFFFL;
    static final long M0 = 0xD2511F53L;
    static final long M1 = 0xCD9E8D57L;
    static final int W0 = 0x9E3779B9;
    static final int W1 = 0xBB67AE85;

    private Philox() {}

    /**
     * The image of one counter under one key.
     *
     * @param counter 4 words, the lowest first; not modified
     * @param key 2 words, the lowest first; not modified
     * @return 4 words, in a fresh array
     * @throws IllegalArgumentException if the counter has not 4 words or the key not 2
     */
    public static int[] block(int[] counter, int[] key) {
        if (counter.length != 4 || key.length != 2) {
            throw new IllegalArgumentException("Philox4x32 maps a counter of 4 words with a key of 2, not "
                    + counter.length + " with " + key.length);
        }
        int[] x = counter.clone();
        int k0 = key[0];
        int k1 = key[1];
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = M0 * (x[0] & WORD);
            long p1 = M1 * (x[2] & WORD);
            x[0] = (int) (p1 >>> 32) ^ x[1] ^ k0;
            x[1] = (int) p1;
            x[2] = (int) (p0 >>> 32) ^ x[3] ^ k1;
            x[3] = (int) p0;
            k0 += W0;
            k1 += W1;
        }
        return x;
    }

    /**
     * The 64 bits with number {@code index} of a stream: the lower (even index) or upper (odd index) two words, the first of them lowest,
     * of the block with key {@code seed} and counter (index / 2, stream), where index counts as unsigned.
     */
    public static long bits(long seed, long stream, long index) {
        long block = index >>> 1;
        int x0 = (int) block;
        int x1 = (int) (block >>> 32);
        int x2 = (int) stream;
        int x3 = (int) (stream >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = M0 * (x0 & WORD);
            long p1 = M1 * (x2 & WORD);
            x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
            x1 = (int) p1;
            x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x3 = (int) p0;
            k0 += W0;
            k1 += W1;
        }
        return (index & 1) == 0 ? (x0 & WORD) | (long) x1 << 32 : (x2 & WORD) | (long) x3 << 32;
    }
}
