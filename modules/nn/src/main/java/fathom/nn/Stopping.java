package fathom.nn;

import fathom.nn.Watcher.Verdict;
import fathom.simd.matrix.FloatMatrix;
import java.time.Duration;

/** Rules that end a training, as watchers: besides zero training error and the epoch limit, which {@link Training} holds. */
public final class Stopping {

    private Stopping() {}

    /** Stops once so many steps have been taken. */
    public static Watcher afterSteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a training stops after 1 or more steps, not " + steps);
        }
        return moment -> moment.step() >= steps ? Verdict.STOP : Verdict.GO_ON;
    }

    /**
     * Stops when the mean loss over held-out examples has not fallen below its least value for {@code looks} looks in a row.
     *
     * @param x n x inputs
     * @param y n x outputs
     * @param looks at least 1
     * @throws IllegalArgumentException if {@code looks} is less than 1, the shapes differ, or a number is not finite or outside the loss's
     *     range
     */
    public static Watcher patience(FloatMatrix x, FloatMatrix y, Loss loss, int looks) {
        if (looks < 1) {
            throw new IllegalArgumentException("patience lasts for 1 or more looks, not " + looks);
        }
        loss.check(y);
        return new Patience(Batches.of(x, y), loss, looks, new double[] {Double.POSITIVE_INFINITY, 0});
    }

    /**
     * Breaks off once so much time has passed since this call. What a training has come to by then depends on the machine, so the outcome
     * says that it is incomplete.
     */
    public static Watcher wallTime(Duration limit) {
        long start = System.nanoTime();
        return moment -> System.nanoTime() - start >= limit.toNanos() ? Verdict.BREAK_OFF : Verdict.GO_ON;
    }

    /** @param memory the least loss, and for how many looks it has stood */
    private record Patience(Batches data, Loss loss, int looks, double[] memory) implements Watcher {

        @Override
        public Verdict look(Moment moment) {
            double now = Evaluation.of(moment.network(), data, loss).loss();
            if (now < memory[0]) {
                memory[0] = now;
                memory[1] = 0;
                return Verdict.GO_ON;
            }
            memory[1]++;
            return memory[1] >= looks ? Verdict.STOP : Verdict.GO_ON;
        }
    }
}
