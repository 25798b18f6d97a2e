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

    private static List<TrialTask<Wave, Sound>> tasks(int... costs) {
        Sweep<Wave, Sound> sweep = Sweep.of("t", Wave.class, Sound.class, Waves.plan(costs.length), Waves::sound)
                .withCost(wave -> costs[(int) wave.seed()]);
        return sweep.plan().stream().map(sweep::task).toList();
    }

    /** Costs 10, 4, 4, 2 and pace 3 s: after the first, 3 x 10 s are left on two workers. */
    @Test
    void estimatedCostsWeigh() {
        List<TrialTask<Wave, Sound>> tasks = tasks(10, 4, 4, 2);
        TimeLeft left = new TimeLeft(2, tasks, () -> now);
        assertEquals(Optional.empty(), left.estimate());
        left.took(tasks.getFirst(), 30);
        assertEquals(Optional.of(Duration.ofSeconds(15)), left.estimate());
    }

    /** What trials in flight have spent is spent, and the longest of them is a bound. */
    @Test
    void trialsInFlightCount() {
        List<TrialTask<Wave, Sound>> tasks = tasks(1, 20, 2);
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

    private void advanced(TimeLeft left, TrialTask<?, ?> task, double seconds, double share) {
        now = (long) (1e9 * seconds);
        left.advanced(task, share);
    }

    /** A quarter of a trial of cost 10 in 5 s: 15 s are left of it, and by its pace of 2 s 8 s of each of the others. */
    @Test
    void aTrialInFlightSaysHowLongOthersTake() {
        List<TrialTask<Wave, Sound>> tasks = tasks(10, 4, 4);
        TimeLeft left = new TimeLeft(1, tasks, () -> now);
        left.began(tasks.getFirst());
        advanced(left, tasks.getFirst(), 0, 0);
        assertEquals(Optional.empty(), left.estimate());
        advanced(left, tasks.getFirst(), 5, 0.25);
        assertEquals(Optional.of(Duration.ofSeconds(31)), left.estimate());
        assertEquals(1, left.telling());
        assertEquals(0.25, left.meanShare());
        now = Duration.ofSeconds(8).toNanos();
        assertEquals(Optional.of(Duration.ofSeconds(28)), left.estimate());
    }

    /** A trial that an earlier run has brought to 1/2 and that needs 10 s from there to 3/4 needs 10 s more. */
    @Test
    void whatAnEarlierRunDidTakesNoTime() {
        List<TrialTask<Wave, Sound>> tasks = tasks(7);
        TimeLeft left = new TimeLeft(4, tasks, () -> now);
        left.began(tasks.getFirst());
        advanced(left, tasks.getFirst(), 1, 0.5);
        assertEquals(Optional.empty(), left.estimate());
        advanced(left, tasks.getFirst(), 11, 0.75);
        assertEquals(Optional.of(Duration.ofSeconds(10)), left.estimate());
    }

    /** Half done by an earlier run, nothing said since, and another trial of the same cost took 20 s: 10 s, of which 4 have passed. */
    @Test
    void aResumedTrialNeedsItsRestByThePaceOfOthers() {
        List<TrialTask<Wave, Sound>> tasks = tasks(3, 3);
        TimeLeft left = new TimeLeft(2, tasks, () -> now);
        left.took(tasks.get(0), 20);
        left.began(tasks.get(1));
        advanced(left, tasks.get(1), 0, 0.5);
        now = Duration.ofSeconds(4).toNanos();
        assertEquals(Optional.of(Duration.ofSeconds(6)), left.estimate());
    }
}
