package fathom.simd.loop;

import java.util.Arrays;

/**
 * Pairwise sums of blocks: the vectors of sums of neighbouring blocks are added, then those of neighbouring pairs, and so on.
 *
 * <p>With blocks of m elements a sum of n is off by at most about (m + log2(n / m)) 2^-24 sum |x_t|, where one chain is off by n 2^-24.
 * After b blocks level k holds the sum of 2^k of them where bit k of b is set: only log2(b) vectors are kept. Up to one block the result
 * is that block's.
 */
final class FloatTree {

    private final int width;
    private final int capacity;
    private final float[] block;
    private float[] levels = {};
    private long blocks;
    private int filled;

    /**
     * @param width sums beside each other
     * @param capacity steps of a block
     */
    FloatTree(int width, int capacity) {
        this.width = width;
        this.capacity = capacity;
        this.block = new float[width];
    }

    /** The sums of the block at work, which the caller adds to. */
    float[] block() {
        return block;
    }

    /** Steps taken in the block at work. */
    int filled() {
        return filled;
    }

    /** How many of n steps go into the block at work. */
    int next(int n) {
        return Math.min(n, capacity - filled);
    }

    /** The caller has taken that many steps. */
    void advance(int steps) {
        filled += steps;
        if (filled == capacity) {
            close();
        }
    }

    /** The block at work and what stands on the levels, the latest first. */
    float[] total() {
        for (int k = 0; blocks >> k != 0; k++) {
            if ((blocks >> k & 1) == 1) {
                addLevel(k);
            }
        }
        return block;
    }

    private void close() {
        int level = Long.numberOfTrailingZeros(~blocks);
        for (int k = 0; k < level; k++) {
            addLevel(k);
        }
        if (levels.length < (level + 1) * width) {
            levels = Arrays.copyOf(levels, (level + 1) * width);
        }
        System.arraycopy(block, 0, levels, level * width, width);
        Arrays.fill(block, 0);
        filled = 0;
        blocks++;
    }

    private void addLevel(int k) {
        FloatLoops.ADD.run(1, levels, k * width, 1, block, 0, 1, width);
    }
}
