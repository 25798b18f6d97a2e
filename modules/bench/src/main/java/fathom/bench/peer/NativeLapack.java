package fathom.bench.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Factorisations by a native LAPACK, on a matrix of its own outside the heap, of which the lower triangle counts. */
public final class NativeLapack {

    private static final long CACHE_LINE = 64;

    private final NativeBlas library;

    private NativeLapack(NativeBlas library) {
        this.library = library;
    }

    /** The LAPACK of OpenBLAS or MKL, with this many threads. */
    public static NativeLapack of(Peer peer, int threads) throws Throwable {
        return new NativeLapack(
                switch (peer) {
                    case OPENBLAS -> NativeBlas.openBlas(threads);
                    case MKL -> NativeBlas.mkl(threads);
                    case EJML, NETLIB -> throw new IllegalArgumentException(peer.label() + " has no native LAPACK");
                });
    }

    /** {@code dpotrf} or {@code spotrf}, according to the type of {@code matrix} (a double[] or float[] of n x n elements). */
    public Task cholesky(int n, Object matrix) {
        boolean doubles = matrix instanceof double[];
        MethodHandle potrf = library.function(
                doubles ? "dpotrf_" : "spotrf_",
                FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        MemorySegment from =
                doubles ? MemorySegment.ofArray((double[]) matrix) : MemorySegment.ofArray((float[]) matrix);
        MemorySegment a = Arena.ofAuto().allocate(from.byteSize(), CACHE_LINE);
        MemorySegment lower = letter('L');
        MemorySegment size = integer(n);
        MemorySegment info = integer(0);
        return new Task() {
            @Override
            public void prepare() {
                a.copyFrom(from);
            }

            @Override
            public void run() throws Throwable {
                potrf.invokeExact(lower, size, a, size, info);
            }
        };
    }

    /** {@code dsyevd}: eigenvalues, with eigenvectors if asked for. */
    public Task eigen(int n, double[] matrix, boolean vectors) {
        MethodHandle syevd = library.function(
                "dsyevd_",
                FunctionDescriptor.ofVoid(
                        ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                        ADDRESS));
        Arena arena = Arena.ofAuto();
        MemorySegment from = MemorySegment.ofArray(matrix);
        MemorySegment a = arena.allocate(from.byteSize(), CACHE_LINE);
        MemorySegment values = arena.allocate(8L * n, CACHE_LINE);
        // The sizes that the documentation of dsyevd gives, with room for blocks of 64.
        int workLength = vectors ? 1 + 6 * n + 2 * n * n : 2 * n + 1 + 64 * n;
        int indexLength = vectors ? 3 + 5 * n : 1;
        MemorySegment work = arena.allocate(8L * workLength, CACHE_LINE);
        MemorySegment indices = arena.allocate(4L * indexLength, CACHE_LINE);
        MemorySegment job = letter(vectors ? 'V' : 'N');
        MemorySegment lower = letter('L');
        MemorySegment size = integer(n);
        MemorySegment workSize = integer(workLength);
        MemorySegment indexSize = integer(indexLength);
        MemorySegment info = integer(0);
        return new Task() {
            @Override
            public void prepare() {
                a.copyFrom(from);
            }

            @Override
            public void run() throws Throwable {
                syevd.invokeExact(job, lower, size, a, size, values, work, workSize, indices, indexSize, info);
                if (info.get(JAVA_INT, 0) != 0) {
                    throw new IllegalStateException("dsyevd says " + info.get(JAVA_INT, 0));
                }
            }
        };
    }

    private static MemorySegment letter(char letter) {
        MemorySegment segment = Arena.ofAuto().allocate(JAVA_DOUBLE);
        segment.set(JAVA_BYTE, 0, (byte) letter);
        return segment;
    }

    private static MemorySegment integer(int value) {
        MemorySegment segment = Arena.ofAuto().allocate(JAVA_DOUBLE);
        segment.set(JAVA_INT, 0, value);
        return segment;
    }
}
