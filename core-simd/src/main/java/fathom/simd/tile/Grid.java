package fathom.simd.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the lower half of an n x n matrix is cut into tiles.
 *
 * @param n rows and columns
 * @param tile rows and columns of a tile
 */
public record Grid(int n, int tile) {

    /** Products of this size run at full speed, and three tiles fit into the last cache. The bits do not depend on it. */
    public static final int STANDARD_TILE = 1024;

    /** @throws IllegalArgumentException if n &lt; 0 */
    public Grid {
        if (n < 0) {
            throw new IllegalArgumentException("a matrix cannot be " + n + " x " + n);
        }
    }

    /** Tiles in a row of the whole square. */
    public int across() {
        return (int) ((n + tile - 1L) / tile);
    }

    /** Tiles in the lower half. */
    public int tiles() {
        return (int) ((long) across() * (across() + 1) / 2);
    }

    /** Rows of the tiles of row {@code i}, or columns of those of column i. */
    public int extent(int i) {
        return Math.min(tile, n - i * tile);
    }

    static int index(int i, int j) {
        return i * (i + 1) / 2 + j;
    }

    public long bytes(int elementBytes) {
        return (long) across() * (across() + 1) / 2 * tile * tile * elementBytes;
    }

    public void check(int i, int j) {
        if (i < 0 || j < 0 || i >= n) {
            throw new IndexOutOfBoundsException("element (" + i + ", " + j + ") of a " + n + " x " + n + " matrix");
        }
    }

    /** @throws IllegalArgumentException if the tiles would not fit into {@code available} bytes */
    public void checkMemory(int elementBytes, long available) {
        if (bytes(elementBytes) > available) {
            throw new IllegalArgumentException("half of a " + n + " x " + n + " matrix takes "
                    + megabytes(bytes(elementBytes)) + " MB and the Java heap has " + megabytes(available)
                    + " MB; raise -Xmx, or use inFile");
        }
    }

    /** @throws IllegalArgumentException if the tiles would not fit on the volume of {@code file} */
    public void checkVolume(int elementBytes, Path file) throws IOException {
        long available = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        if (bytes(elementBytes) > available) {
            throw new IllegalArgumentException("half of a " + n + " x " + n + " matrix takes "
                    + megabytes(bytes(elementBytes)) + " MB and the volume of " + file + " has " + megabytes(available)
                    + " MB left");
        }
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
