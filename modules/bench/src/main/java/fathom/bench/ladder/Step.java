package fathom.bench.ladder;

/**
 * The steps of the ladder and the roofs above it, in order.
 *
 * @see Steps
 */
public enum Step {
    PEAK("registers only, one core", "the roof: multiply-adds that wait for no memory"),
    FIRST_LEVEL("reading the first-level cache", "16 KiB read again and again"),
    MEMORY("reading memory", "128 MiB read once"),
    NAIVE("three loops", "the definition"),
    LOOP_ORDER("loop order", "B and C along their rows, the compiler's vectors switched off"),
    AUTO("auto-vectorised", "the same, the compiler's vectors switched on"),
    ONE_VECTOR("one vector by hand", "the same with the Vector API"),
    REGISTER_TILE("register tile", "4 rows x 2 vectors of C in registers"),
    PACKED("packed", "the same on panels of B"),
    BLOCKED("blocked", "Gemm on one thread: larger tile, blocks for every cache"),
    THREADED("threaded", "Gemm on every core");

    private final String title;
    private final String note;

    Step(String title, String note) {
        this.title = title;
        this.note = note;
    }

    String title() {
        return title;
    }

    String note() {
        return note;
    }

    /** Whether its figure is bytes read a second; otherwise it is operations a second. */
    boolean isBandwidth() {
        return this == FIRST_LEVEL || this == MEMORY;
    }

    /** Whether it is a product. */
    boolean isProduct() {
        return ordinal() >= NAIVE.ordinal();
    }

    /**
     * Operations for each byte that the inner loop moves between registers and the first-level cache; {@code lanes} floats are a vector.
     * Two operations a number of B: with A and C beside it in the loops that have no tile.
     */
    double intensity(int lanes) {
        return switch (this) {
            case NAIVE -> 2 / 8.0;
            case LOOP_ORDER, AUTO, ONE_VECTOR -> 2 / 12.0;
            case REGISTER_TILE, PACKED -> tile(4, lanes);
            case BLOCKED, THREADED -> tile(lanes == 16 ? 12 : 6, lanes);
            case PEAK, FIRST_LEVEL, MEMORY -> throw new IllegalStateException(name());
        };
    }

    private static double tile(int rows, int lanes) {
        return 2.0 * rows * 2 * lanes / (4.0 * (rows + 2 * lanes));
    }
}
