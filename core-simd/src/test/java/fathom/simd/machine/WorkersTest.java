package fathom.simd.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void everyPartRunsOnceWhateverTheThreads() {
        for (int threads = 1; threads <= 5; threads++) {
            for (int round = 0; round < 300; round++) {
                int parts = round % 17;
                AtomicIntegerArray runs = new AtomicIntegerArray(17);
                Parallelism.run(threads, () -> Workers.forEach(parts, runs::incrementAndGet));
                for (int index = 0; index < 17; index++) {
                    assertEquals(index < parts ? 1 : 0, runs.get(index));
                }
            }
        }
    }

    @Test
    void aLoopInsideAPartIsSequential() {
        AtomicInteger runs = new AtomicInteger();
        Parallelism.run(3, () -> Workers.forEach(4, outer -> Workers.forEach(5, inner -> runs.incrementAndGet())));
        assertEquals(20, runs.get());
    }

    @Test
    void callersShareTheCrew() {
        AtomicInteger runs = new AtomicInteger();
        IntStream.range(0, 8)
                .parallel()
                .forEach(caller -> Parallelism.run(3, () -> Workers.forEach(50, part -> runs.incrementAndGet())));
        assertEquals(400, runs.get());
    }

    @Test
    void theFailureOfAPartReachesTheCaller() {
        for (int round = 0; round < 50; round++) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> Parallelism.run(
                            2,
                            () -> Workers.forEach(6, part -> {
                                if (part == 3) {
                                    throw new IllegalStateException("part 3");
                                }
                            })));
            assertEquals("part 3", thrown.getMessage());
        }
    }
}
