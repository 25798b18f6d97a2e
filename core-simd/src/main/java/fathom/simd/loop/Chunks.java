package fathom.simd.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Room for what lies between the passes of one function, a chunk that stays in the first cache; each thread has its own, so that passes
 * allocate nothing once warm.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
public final class Chunks<T> {

    /** Elements of a chunk: four arrays of doubles take a quarter of a first cache of 32 KiB. */
    public static final int SIZE = 256;

    private static final ThreadLocal<Chunks<float[]>> FLOATS =
            ThreadLocal.withInitial(() -> new Chunks<>(() -> new float[SIZE]));
    private static final ThreadLocal<Chunks<double[]>> DOUBLES =
            ThreadLocal.withInitial(() -> new Chunks<>(() -> new double[SIZE]));

    private final Supplier<T> maker;
    private final List<T> made = new ArrayList<>();
    private int taken;

    private Chunks(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The calling thread's chunks of floats. */
    public static Chunks<float[]> ofFloats() {
        return FLOATS.get();
    }

    /** The calling thread's chunks of doubles. */
    public static Chunks<double[]> ofDoubles() {
        return DOUBLES.get();
    }

    /** A chunk that is in nobody's hands, with anything in it; to be given back. */
    public T take() {
        if (taken == made.size()) {
            made.add(maker.get());
        }
        return made.get(taken++);
    }

    /** Gives back the last {@code count} chunks that were taken. */
    public void give(int count) {
        taken -= count;
    }
}
