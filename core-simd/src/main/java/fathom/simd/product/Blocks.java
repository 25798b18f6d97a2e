package fathom.simd.product;

/**
 * Block sizes of the blocked product, one place for all of them. They change the time only: each element is the same chain of fused
 * multiply-adds along k whatever the blocks.
 */
final class Blocks {

    private Blocks() {}

    /**
     * Steps along k of one block. A micro-panel of B (this many steps, one tile wide) is read once per tile of a block column and must
     * stay in the first-level cache beside the rows of A that pass by: 256 steps of 64 bytes take half of 32 KiB. Machines with
     * 64-byte vectors have 48 KiB and twice as wide panels, where 320 to 384 was best.
     */
    static int depth(int vectorBytes) {
        return vectorBytes == 64 ? 384 : 256;
    }

    /** Rows of A in one block, rounded to whole tiles: with 256 steps of 4 to 8 bytes they fill a third of a 512 KiB second-level cache. */
    static int rows(int tileRows, int elementBytes) {
        int rows = elementBytes == 4 ? 144 : 72;
        return Math.max(1, rows / tileRows) * tileRows;
    }

    /** Columns of B in one block: 256 steps of them (1 MiB) lie in the last-level cache, and the scratch of a thread stays small. */
    static int columns(int elementBytes) {
        return elementBytes == 4 ? 1024 : 512;
    }

    /** Fewest multiply-adds that are worth a second thread: about 25 microseconds of work for each. */
    static final long PARALLEL = 1L << 21;
}
