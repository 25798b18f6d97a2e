package fathom.bench.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/** A native BLAS, called through the foreign function API on operands of its own outside the heap. */
@SuppressWarnings("restricted")
final class NativeBlas {

    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final int GNU_THREADS = 3;
    private static final long CACHE_LINE = 64;

    private final SymbolLookup symbols;

    private NativeBlas(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    static NativeBlas openBlas(int threads) throws Throwable {
        NativeBlas blas =
                load("openblas", List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5"), "libopenblas.so.0");
        blas.function("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT))
                .invoke(threads);
        return blas;
    }

    static NativeBlas mkl(int threads) throws Throwable {
        NativeBlas blas = load("mkl", List.of(), "libmkl_rt.so.2");
        FunctionDescriptor setter = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
        int _ = (int) blas.function("MKL_Set_Threading_Layer", setter).invoke(GNU_THREADS);
        blas.function("MKL_Set_Num_Threads", FunctionDescriptor.ofVoid(JAVA_INT))
                .invoke(threads);
        return blas;
    }

    private static NativeBlas load(String peer, List<String> before, String library) {
        Path folder = Peer.natives(peer);
        for (String needed : before) {
            SymbolLookup.libraryLookup(folder.resolve(needed), Arena.global());
        }
        return new NativeBlas(SymbolLookup.libraryLookup(folder.resolve(library), Arena.global()));
    }

    MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), descriptor);
    }

    Contender contender(Problem problem) {
        GemmShape s = problem.shape();
        MemoryLayout real = problem.doubles() ? JAVA_DOUBLE : JAVA_FLOAT;
        MethodHandle gemm = function(
                problem.doubles() ? "cblas_dgemm" : "cblas_sgemm",
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, real, ADDRESS, JAVA_INT, ADDRESS,
                        JAVA_INT, real, ADDRESS, JAVA_INT));
        MemorySegment a = copy(problem.doubles() ? problem.doubleLeft() : problem.floatLeft());
        MemorySegment b = copy(problem.doubles() ? problem.doubleRight() : problem.floatRight());
        MemorySegment c = Arena.ofAuto().allocate((long) s.m() * s.n() * real.byteSize(), CACHE_LINE);
        int opA = s.transposeA() ? TRANSPOSED : PLAIN;
        int opB = s.transposeB() ? TRANSPOSED : PLAIN;
        int pitchA = problem.leftPitch();
        int pitchB = problem.rightPitch();
        if (problem.doubles()) {
            return () -> {
                gemm.invokeExact(ROW_MAJOR, opA, opB, s.m(), s.n(), s.k(), 1.0, a, pitchA, b, pitchB, 0.0, c, s.n());
            };
        }
        return () -> {
            gemm.invokeExact(ROW_MAJOR, opA, opB, s.m(), s.n(), s.k(), 1f, a, pitchA, b, pitchB, 0f, c, s.n());
        };
    }

    private static MemorySegment copy(Object array) {
        MemorySegment from = array instanceof double[] doubles
                ? MemorySegment.ofArray(doubles)
                : MemorySegment.ofArray((float[]) array);
        MemorySegment to = Arena.ofAuto().allocate(from.byteSize(), CACHE_LINE);
        to.copyFrom(from);
        return to;
    }
}
