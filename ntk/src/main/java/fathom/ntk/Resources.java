package fathom.ntk;

import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Locale;

/**
 * What a computation takes, estimated before it starts.
 *
 * @param bytes of heap, at most
 * @param operations floating-point operations, a fused multiply-add counting as two
 */
public record Resources(long bytes, double operations) {

    /** A product of this size takes a millisecond or less once it is compiled, and runs at the speed of larger ones, nearly. */
    private static final int SAMPLE = 256;

    /** Seconds without a faster product after which the machine code is taken to be there, and seconds after which it is not waited for. */
    private static final double STANDING = 1.5;

    private static final double PATIENCE = 10;
    private static final double FASTER = 0.9;

    /** Other things that live in the heap. */
    private static final long SLACK = 16L << 20;

    /** Test rows whose kernel is held at once. */
    static final int BLOCK = 256;

    /**
     * Regression on n samples of d entries, all in one array: n^2 doubles, n^2 d for the products of the Gram matrix and n^3 / 3 for the
     * factorisation.
     *
     * @param fits how often the matrix is factorised, once for each ridge
     */
    public static Resources regression(long n, long tests, long d, int fits) {
        return new Resources(array(n) + rows(n, tests, d), work(n, tests, d, fits));
    }

    /** The same in tiles of half of the matrix, of 8 or 4 bytes an element. */
    public static Resources tiled(long n, long tests, long d, int fits, int elementBytes, int tile) {
        long across = (n + tile - 1) / tile;
        long tiles = across * (across + 1) / 2 + 6;
        long bytes = tiles * tile * tile * elementBytes + 2L * tile * tile * Double.BYTES + rows(n, tests, d);
        return new Resources(bytes, work(n, tests, d, fits));
    }

    private static long array(long n) {
        return n * n * Double.BYTES;
    }

    private static long rows(long n, long tests, long d) {
        return Double.BYTES * (2 * BLOCK * n + (n + tests) * (d + 16)) + SLACK;
    }

    private static double work(double n, double tests, double d, int fits) {
        return n * (n + 2 * tests) * d + fits * n * n * n / 3;
    }

    /**
     * Seconds that the operations take at the speed of a product here and now, which is measured: some two seconds, until the virtual machine
     * has compiled it.
     */
    public double seconds() {
        DoubleMatrix a = DoubleMatrix.zeros(SAMPLE, SAMPLE);
        DoubleMatrix b = DoubleMatrix.zeros(SAMPLE, SAMPLE);
        DoubleMatrix c = DoubleMatrix.zeros(SAMPLE, SAMPLE);
        double best = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        long improved = begin;
        long now = begin;
        while ((now - improved) * 1e-9 < STANDING && (now - begin) * 1e-9 < PATIENCE) {
            long start = System.nanoTime();
            Gemm.multiply(1, a, b, 0, c);
            now = System.nanoTime();
            double taken = (now - start) * 1e-9;
            improved = taken < FASTER * best ? now : improved;
            best = Math.min(best, taken);
        }
        return operations * best / (2.0 * SAMPLE * SAMPLE * SAMPLE);
    }

    /** Whether the heap can grow so far. */
    public boolean fits() {
        return bytes <= heap();
    }

    /** The heap's limit, -Xmx. */
    public static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    /**
     * Refuses what cannot fit.
     *
     * @param what the computation, as the beginning of a sentence
     * @param remedy what to do instead
     * @throws IllegalArgumentException with both figures, if the heap is too small
     */
    public void check(String what, String remedy) {
        if (!fits()) {
            throw new IllegalArgumentException(what + " needs " + megabytes(bytes) + " of memory, but the heap has "
                    + megabytes(heap()) + ": " + remedy);
        }
    }

    /** Memory and time in words, for those who wait. */
    public String sentence() {
        return "about " + megabytes(bytes) + " of memory and " + time();
    }

    private String time() {
        double seconds = seconds();
        String value = seconds < 120
                ? String.format(Locale.ROOT, "%.2g seconds", seconds)
                : String.format(Locale.ROOT, "%.0f minutes", seconds / 60);
        return value + " on " + Parallelism.threads() + (Parallelism.threads() == 1 ? " thread" : " threads");
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
