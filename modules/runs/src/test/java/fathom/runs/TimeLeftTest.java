package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private long now;

    private static List<Task<Wave, Sound>> tasks(int... costs) {
        Sweep<Wave, Sound> sweep = Sweep.of("t", Wave.class, Sound.class, Waves.plan(costs.length), Waves::sound)
                .withCost(wave -> costs[(int) wave.seed()]);
        return sweep.plan().stream().map(sweep::task).toList();
    }

    /** Costs 10, 4, 4, 2 and pace 3 s: after the first, 3 x 10 s are left on two workers. */
    @Test
    void estimatedCostsWeigh() {
        List<Task<Wave, Sound>> tasks = tasks(10, 4, 4, 2);
        TimeLeft left = new TimeLeft(2, tasks, () -> now);
        assertEquals(Optional.empty(), left.estimate());
        left.took(tasks.getFirst(), 30);
        assertEquals(Optional.of(Duration.ofSeconds(15)), left.estimate());
    }

    /** What trials in flight have spent is spent, and the longest of them is a bound. */
    @Test
    void trialsInFlightCount() {
        List<Task<Wave, Sound>> tasks = tasks(1, 20, 2);
        TimeLeft left = new TimeLeft(2, tasks, () -> now);
        left.took(tasks.get(0), 1);
        left.began(tasks.get(1));
        now = Duration.ofSeconds(5).toNanos();
        assertEquals(Optional.of(Duration.ofSeconds(15)), left.estimate());
        left.ended(tasks.get(2));
        assertEquals(Optional.of(Duration.ofSeconds(15)), left.estimate());
        left.ended(tasks.get(1));
        assertEquals(Optional.of(Duration.ZERO), left.estimate());
    }
}
