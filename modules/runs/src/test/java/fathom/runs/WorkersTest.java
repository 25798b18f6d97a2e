package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Waves.Shape;
import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WorkersTest {

    /** Takes what an executor reports and writes it down. */
    private static final class Witness implements Executor.Listener {

        private final List<String> began = Collections.synchronizedList(new ArrayList<>());
        private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void began(TrialTask<?, ?> task) {
            began.add(task.label());
        }

        @Override
        public void finished(TrialTask<?, ?> task, String result, double seconds, String host) {
            ended.add(task.label());
        }

        @Override
        public void failed(TrialTask<?, ?> task, String error, String stack) {
            ended.add(error);
        }
    }

    private static List<TrialTask<?, ?>> tasks(List<Integer> sizes, Trial<Wave, Sound> trial) {
        List<TrialTask<?, ?>> tasks = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Sweep<Wave, Sound> one = Sweep.of(
                            "sizes", Wave.class, Sound.class, List.of(new Wave(Shape.SINE, sizes.get(i), 0, i)), trial)
                    .withCost(Wave::steps)
                    .withBytes(Wave::steps)
                    .withLabel(wave -> Integer.toString(wave.steps()));
            tasks.add(one.task(one.plan().getFirst()));
        }
        return tasks;
    }

    @Property(tries = 60)
    void trialsInFlightNeverExceedTheBudgetAndAllRun(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(min = 0, max = 10) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 4) int jobs)
            throws InterruptedException {
        AtomicLong taken = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Trial<Wave, Sound> trial = wave -> {
            long now = taken.addAndGet(wave.steps());
            most.accumulateAndGet(now, Math::max);
            Thread.yield();
            taken.addAndGet(-wave.steps());
            return Waves.sound(wave);
        };
        Witness witness = new Witness();
        new Workers(jobs, 12).execute(tasks(sizes, trial), witness);
        assertTrue(most.get() <= 12, "in flight " + most.get() + " of 12");
        List<String> expected = new ArrayList<>();
        sizes.forEach(size -> expected.add(size.toString()));
        Collections.sort(expected);
        Collections.sort(witness.ended);
        assertEquals(expected, witness.ended);
    }

    @Test
    void theLongestRunFirst() throws InterruptedException {
        Witness witness = new Witness();
        new Workers(1, 100).execute(tasks(List.of(3, 9, 1, 7, 3), Waves::sound), witness);
        assertEquals(List.of("9", "7", "3", "3", "1"), witness.began);
    }

    @Test
    void anErrorOfTheMachineIsAFailureOfItsTrialAlone() throws InterruptedException {
        Witness witness = new Witness();
        Trial<Wave, Sound> greedy = wave -> {
            if (wave.steps() == 9) {
                throw new OutOfMemoryError("Java heap space");
            }
            return Waves.sound(wave);
        };
        new Workers(1, 100).execute(tasks(List.of(3, 9), greedy), witness);
        assertEquals(List.of("OutOfMemoryError: Java heap space", "3"), witness.ended);
    }

    @Test
    void aLedgerThatCannotBeWrittenEndsTheRun() {
        Executor.Listener full = new Executor.Listener() {
            @Override
            public void finished(TrialTask<?, ?> task, String result, double seconds, String host) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void failed(TrialTask<?, ?> task, String error, String stack) {}
        };
        Workers workers = new Workers(2, 100);
        List<TrialTask<?, ?>> tasks = tasks(List.of(1, 2, 3, 4), Waves::sound);
        assertEquals(
                "disk full",
                assertThrows(IllegalStateException.class, () -> workers.execute(tasks, full))
                        .getMessage());
    }

    /** Each trial's shares arrive as its own, in its order; outside of trials nobody listens. */
    @Test
    void trialsSayHowFarTheyAre() throws InterruptedException {
        Sweep<Wave, Sound> sweep = Sweep.of("shares", Wave.class, Sound.class, Waves.plan(8), wave -> {
            for (int i = 0; i < 4; i++) {
                Advance.to((wave.seed() + i) / 16.0);
            }
            return Waves.sound(wave);
        });
        Map<String, List<Double>> said = new ConcurrentHashMap<>();
        Advance.to(0.5);
        List<TrialTask<Wave, Sound>> tasks =
                sweep.plan().stream().map(sweep::task).toList();
        new Workers(3, 1 << 20).execute(tasks, new Executor.Listener() {
            @Override
            public void advanced(TrialTask<?, ?> task, double share) {
                said.computeIfAbsent(task.key(), key -> new ArrayList<>()).add(share);
            }

            @Override
            public void finished(TrialTask<?, ?> task, String result, double seconds, String host) {}

            @Override
            public void failed(TrialTask<?, ?> task, String error, String stack) {}
        });
        Map<String, List<Double>> expected = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            double seed = sweep.plan().get(i).seed();
            expected.put(tasks.get(i).key(), List.of(seed / 16, (seed + 1) / 16, (seed + 2) / 16, (seed + 3) / 16));
        }
        assertEquals(expected, said);
    }

    @Test
    void noJobsIsRefused() {
        assertEquals(
                "invalid value jobs=0: must be at least 1",
                assertThrows(UserError.class, () -> Workers.of(0)).getMessage());
    }
}
