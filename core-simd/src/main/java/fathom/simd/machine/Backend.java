package fathom.simd.machine;

import java.util.Set;

/**
 * Which instructions the kernels run on, chosen once when this class is loaded: vectors of 16, 32 or 64 bytes, or the scalar twins.
 * Results are the same to the bit for every choice; only the time differs.
 *
 * <p>The system property {@code fathom.simd.bytes} ({@code 16}, {@code 32}, {@code 64} or {@code scalar}) forces a choice; a width
 * beyond the machine's is emulated by the JDK, slowly. Without the property it is the width that the virtual machine prefers.
 * Scalar twins run when {@code jdk.incubator.vector} is not resolved (a class-path application started without
 * {@code --add-modules jdk.incubator.vector}); one line on standard error then says so.
 */
public final class Backend {

    private static final String PROPERTY = "fathom.simd.bytes";
    private static final Set<String> WIDTHS = Set.of("16", "32", "64");

    /** Bytes of a vector; 0 means the scalar twins. */
    private static final int BYTES = choose(System.getProperty(PROPERTY, ""));

    private Backend() {}

    /** Whether kernels run on vectors; if not, on their scalar twins. */
    public static boolean available() {
        return BYTES > 0;
    }

    /** Width of one vector in bytes: 16, 32 or 64, or 0 where the scalar twins run. */
    public static int vectorBytes() {
        return BYTES;
    }

    /** The choice as run records show it: {@code vector 32 bytes}, or {@code scalar}. */
    public static String name() {
        return BYTES > 0 ? "vector " + BYTES + " bytes" : "scalar";
    }

    private static int choose(String wish) {
        if (wish.equals("scalar")) {
            return 0;
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            System.err.println(
                    "fathom: the module jdk.incubator.vector is not resolved, so the slow scalar kernels run (same"
                            + " results); start java with --add-modules jdk.incubator.vector");
            return 0;
        }
        if (WIDTHS.contains(wish)) {
            return Integer.parseInt(wish);
        }
        if (!wish.isEmpty()) {
            System.err.println("fathom: " + PROPERTY + "=" + wish + " is ignored; it must be 16, 32, 64 or scalar");
        }
        int preferred = VectorWidth.preferredBytes();
        // Scalable shapes may be wider than any species that the JDK names; below 16 bytes nothing is compiled to
        // vectors.
        return preferred < 16 ? 0 : Math.min(64, Integer.highestOneBit(preferred));
    }
}
