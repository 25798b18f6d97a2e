package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(sweep.trial());
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertEquals(sweep.trial(), in.readObject(), sweep.name());
            } catch (IOException e) {
                throw new AssertionError(experiment.name() + ", " + sweep.name() + ": " + e, e);
            }
        }
    }
}
