package fathom.simd.epilogue;

/**
 * What follows a product, applied to finished elements while they are in cache.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
@FunctionalInterface
public interface Epilogue<T> {

    /**
     * Finishes {@code count} neighbours of one row of C, those of columns {@code column}, {@code column + 1}, ...: number q stands at
     * {@code array[at + q * stride]}, complete, and may be replaced. Every element is finished exactly once. Rows come in pieces, on
     * several threads, in no fixed order; so what becomes of an element may depend on its row, its column and its value alone.
     */
    void finish(int row, int column, int count, T array, int at, int stride);
}
