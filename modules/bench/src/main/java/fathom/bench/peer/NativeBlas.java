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
import java.util.Set;

/** A native BLAS, called through the foreign function API on operands of its own outside the heap. */
@SuppressWarnings("restricted")
final class NativeBlas {

    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final int GNU_THREADS = 3;
    private static final long CACHE_LINE = 64;

    /** OpenBLAS's cores with AVX-512. */
    private static final Set<String> AVX512_CORES = Set.of("SkylakeX", "Cooperlake", "Sapphirerapids", "Zen4", "Zen5");

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

    /** What OpenBLAS says of the kernels that it chose, and of how it was built. */
    String openBlasKernels() throws Throwable {
        FunctionDescriptor text = FunctionDescriptor.of(ADDRESS);
        String core =
                text((MemorySegment) function("openblas_get_corename", text).invokeExact());
        String build =
                text((MemorySegment) function("openblas_get_config", text).invokeExact());
        String old = Processor.avx512() && !AVX512_CORES.contains(core) ? ", handicapped: no AVX-512 kernels" : "";
        return core + " kernels (" + build.strip() + ")" + old;
    }

    /** What MKL says of its version and of the instructions that it uses here. */
    String mklKernels() throws Throwable {
        MemorySegment version = Arena.ofAuto().allocate(64, 8);
        function("MKL_Get_Version", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(version);
        return "MKL " + version.get(JAVA_INT, 0) + "." + version.get(JAVA_INT, 4) + "." + version.get(JAVA_INT, 8)
                + ", "
                + text(version.get(ADDRESS, 32))
                + (Processor.amd() ? ", handicapped: an AVX2 path on AMD" : "");
    }

    private static String text(MemorySegment address) {
        return address.reinterpret(Integer.MAX_VALUE).getString(0);
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
