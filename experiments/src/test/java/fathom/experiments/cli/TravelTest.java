package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trials of every experiment can be sent to another machine. */
class TravelTest {

    static Stream<Experiment<?>> experiments() {
        return Experiments.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    <S extends Record> void trialsArriveAsTheyWereSent(Experiment<S> experiment) throws Exception {
        Prepared<S> prepared = experiment.prepare(
                experiment.preset("smoke").resolve(), new Context(1, Optional.empty(), Path.of("scratch")));
        for (Sweep<?, ?> sweep : prepared.sweeps()) {
            byte[] sent = bytes(sweep.trial());
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
                // Method references have no equality of their own; what they are made of has.
                assertArrayEquals(sent, bytes(in.readObject()), sweep.name());
            } catch (IOException e) {
                throw new AssertionError(experiment.name() + ", " + sweep.name() + ": " + e, e);
            }
        }
    }

    private static byte[] bytes(Object trial) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(trial);
        }
        return bytes.toByteArray();
    }
}
