package fathom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.cluster.Squares.Square;
import fathom.cluster.Squares.Squaring;
import fathom.runs.Environment;
import fathom.runs.Executor;
import fathom.runs.ExecutorProvider;
import fathom.runs.Outcome;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.TrialTask;
import fathom.runs.UserError;
import fathom.runs.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentTest {

    private static final int SIZE = 15;

    @TempDir
    private Path root;

    /** A cluster in miniature: everything travels as bytes, in any order, and every third parcel is run and answered twice. */
    private static final class Post implements Executor {

        @Override
        public void check(List<? extends TrialTask<?, ?>> tasks) {
            Shipment.check(tasks);
        }

        @Override
        public void execute(List<? extends TrialTask<?, ?>> tasks, Listener listener) {
            Shipment shipment = new Shipment(tasks, listener);
            List<Parcel> order = new ArrayList<>(shipment.parcels());
            Collections.shuffle(order, new Random(20260111));
            for (Parcel parcel : order) {
                for (int times = parcel.index() % 3 == 0 ? 2 : 1; times > 0; times--) {
                    shipment.take(travelled(travelled(parcel).open()));
                }
            }
            assertTrue(shipment.complete());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome run(String name, Runner runner, Sweep<Squares.Number, Square> sweep) {
        try (RunFolder folder =
                RunFolder.open(root, "squares", name, sweep.plan().getFirst(), Environment.here(), notice -> {})) {
            return runner.withProgress(Progress.silent()).run(folder, sweep);
        }
    }

    @Test
    void whatTravelsComesBackAsIfItHadStayed() {
        Sweep<Squares.Number, Square> sweep = Squares.sweep(SIZE, new Squaring(false, 0));
        List<Square> here = run("here", Runner.of(1), sweep).results(sweep).stream()
                .map(one -> one.result())
                .toList();
        Outcome there = run("there", Runner.of(1).withExecutor(new Post(), 1), sweep);
        assertEquals(
                here, there.results(sweep).stream().map(one -> one.result()).toList());
        assertEquals(0, there.exitCode());
    }

    @Test
    void anErrorTravelsBackAsWords() {
        Sweep<Squares.Number, Square> sweep = Squares.sweep(SIZE, new Squaring(true, 0));
        Outcome outcome = run("failing", Runner.of(1).withExecutor(new Post(), 1), sweep);
        assertEquals(1, outcome.exitCode());
        assertEquals(
                List.of("IllegalStateException: seven"),
                outcome.failures().stream().map(failure -> failure.error()).toList());
        assertEquals(SIZE - 1, outcome.results(sweep).size());
    }

    @Test
    void aTrialThatCannotTravelIsRefusedBeforeAnythingRuns() {
        Object bound = new Object();
        Sweep<Squares.Number, Square> sweep =
                Squares.sweep(SIZE, number -> new Square(number.value(), bound.hashCode()));
        Runner runner = Runner.of(1).withExecutor(new Post(), 1);
        UserError error = assertThrows(UserError.class, () -> runner.check(sweep));
        assertTrue(
                error.getMessage().startsWith("the trials of sweep squares cannot travel to a cluster ("),
                error::getMessage);
    }

    @Test
    void anAddressThatNobodyAnswersToIsRefused() {
        UserError error = assertThrows(UserError.class, () -> ExecutorProvider.connectTo("carrier://pigeon"));
        assertTrue(
                error.getMessage().startsWith("no executor answers to carrier://pigeon, expected "), error::getMessage);
    }
}
