package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** An experiment of {@code fathom.runs.experiment} as the commands still know experiments; goes when the last one has moved. */
public record Adapter<S extends Record>(fathom.runs.experiment.Experiment<S> experiment) implements Experiment<S> {

    @Override
    public Title<S> title() {
        return new Title<>(
                experiment.name(),
                experiment.question(),
                experiment.settingsType(),
                ImmutableMap.copyOf(experiment.presets()));
    }

    @Override
    public InputStream preset(String preset) {
        return experiment.open(preset);
    }

    @Override
    public Study study(S settings, int threads) {
        return study(settings, threads, Optional.empty(), Path.of("scratch"));
    }

    @Override
    public Study study(S settings, int threads, Optional<Path> data, Path scratch) {
        return new Whole(experiment.prepare(settings, new Context(threads, data, scratch)));
    }

    private record Whole(Prepared<?> prepared) implements Study {

        /** @throws UserError if want of data keeps all of them from running */
        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            if (prepared.sweeps().isEmpty() && !prepared.unavailable().isEmpty()) {
                throw new UserError(
                        "nothing can be run: " + prepared.unavailable().getFirst());
            }
            return ImmutableList.copyOf(prepared.sweeps());
        }

        @Override
        public String notice(RunFolder folder, int jobs) {
            return String.join(System.lineSeparator() + "fathom: ", prepared.unavailable());
        }

        @Override
        public String report(RunFolder folder) {
            return prepared.report(folder);
        }
    }
}
