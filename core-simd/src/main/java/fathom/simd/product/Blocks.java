package fathom.simd.product;

/**
 * Block sizes of the blocked product, one place for all of them. They change the time only: each element is the same chain of fused
 * multiply-adds along k whatever the blocks.
 */
final class Blocks {

    private Blocks() {}

    /**
     * Steps along k of one block. A strip of A (this many steps, one tile high: 6 KiB) is read once per tile of a row of tiles and stays
     * in the first-level cache while the micro-panels of B pass by. Machines with 64-byte vectors have wider panels and larger caches.
     */
    static int depth(int vectorBytes) {
        return vectorBytes == 64 ? 384 : 256;
    }

    /** Rows of A in one block, rounded to whole tiles: with 256 steps of 4 to 8 bytes they lie in the last-level cache (1.5 MiB). */
    static int rows(int tileRows, int elementBytes) {
        int rows = elementBytes == 4 ? 1536 : 768;
        return Math.max(1, rows / tileRows) * tileRows;
    }

    /** Columns of B in one block: 256 steps of them (256 KiB) take half of a 512 KiB second-level cache, and are read once a strip. */
    static int columns(int elementBytes) {
        return elementBytes == 4 ? 256 : 128;
    }

    /**
     * Columns of one block where rows of a factorisation's panel are subtracted: with 192 steps (96 KiB) and {@link #panelRows} rows of A
     * (288 KiB) they share a second-level cache of 512 KiB. Twice as many, or half as many rows, took some hundredths longer.
     */
    static int panelColumns(int elementBytes) {
        return elementBytes == 4 ? 128 : 64;
    }

    /**
     * Rows that one thread subtracts at a time: many, since for the first of their strips the blocks of columns come from the last-level
     * cache, but several parts a thread, since the parts of a triangle are unequal.
     */
    static int panelRows(int rows, int threads, int tileRows) {
        int shared = threads == 1 ? 192 : Math.clamp(rows / (4 * threads), 48, 192);
        return Math.ceilDiv(shared, tileRows) * tileRows;
    }

    /** Rows that are finished before the epilogue sees them: enough for one call to be worth it, few enough to be in the second-level cache. */
    static final int EPILOGUE_ROWS = 48;

    /** Products with at most so many steps go row by row: a row of C is written once, and B, a few rows, stays in the cache by itself. */
    static final int FEW_STEPS = 8;

    /** Products with at most so many rows go row by row, too. */
    static final int FEW_ROWS = 2;

    /**
     * Steps from which strips are interleaved, for tiles with fences. Rows that lie one after the other have a tile without, which the compiler
     * may turn into one that spills, at half the speed; below so few steps there is little to win. The bits are the same on both sides.
     */
    static final int DEEP = 16;

    /** Bytes of a row of C in a product that goes row by row: eight such rows of B take half of a first-level cache of 32 KiB. */
    static final int ROW_BYTES = 1 << 11;

    /** The same for a lone row, for which nothing of B is used twice: long pieces, which the hardware foresees. */
    static final int LONE_ROW_BYTES = 1 << 13;

    /** Fewest multiply-adds that are worth a second thread: about 25 microseconds of work for each. */
    static final long PARALLEL = 1L << 21;

    /**
     * Multiply-adds of a thread's share, the other triangle's counted, up to which a triangle is cut into one band of rows a thread: two bands
     * of a square of 500 pack 1,354 rows and columns, the rectangles of a grid 2,280. Larger ones need parts that others can take over.
     */
    static final double TRIANGLE_IN_BANDS = 1L << 28;

    /**
     * Into how many parts a thread's share of C is cut, so that a thread that the system holds up can be helped by the others: parts of at
     * least 2^28 multiply-adds, some milliseconds, cost one per cent of packing. A triangle's parts are unequal, so there are more.
     */
    static int partsPerThread(double multiplyAddsPerThread, Triangle triangle) {
        int parts = (int) Math.clamp(multiplyAddsPerThread / (1 << 28), 1, 4);
        return triangle == Triangle.WHOLE ? parts : 4 * parts;
    }
}
