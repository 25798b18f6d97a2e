package fathom.runs.experiment;

import fathom.runs.DataFile;
import fathom.runs.Sweep;
import fathom.runs.Trial;
import fathom.runs.UserError;
import fathom.runs.json.Json;
import fathom.runs.results.Rows;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * An experiment of one section that fits in one file.
 *
 * <pre>{@code
 * Experiment.of("width-and-depth", "Does width change how much depth helps?")
 *         .settings(new Settings(List.of(1, 2, 4), List.of(50, 200), List.of(1L, 2L, 3L)))
 *         .sweep(Point.class, Fit.class, Main::train)
 *         .report((results, page) -> page.answer(...))
 *         .run(args);
 * }</pre>
 *
 * The grid: a component {@code depth} of the configuration takes the settings' component {@code depth} or {@code depths}; lists are crossed, in
 * the order of the configuration's components.
 */
public final class OneFile {

    private final String name;
    private final String question;

    OneFile(String name, String question) {
        this.name = name;
        this.question = question;
    }

    /** The settings with their defaults. */
    public <S extends Record> Settled<S> settings(S defaults) {
        return new Settled<>(name, question, Objects.requireNonNull(defaults, "settings"));
    }

    /** With settings. */
    public record Settled<S extends Record>(String name, String question, S defaults) {

        /** The trial, a pure function of its configuration. */
        public <C extends Record, R extends Record> Planned<S, C, R> sweep(
                Class<C> configuration, Class<R> result, Trial<C, R> trial) {
            return new Planned<>(this, configuration, result, trial, sweep -> sweep);
        }
    }

    /** With a sweep. */
    public record Planned<S extends Record, C extends Record, R extends Record>(
            Settled<S> settled,
            Class<C> configuration,
            Class<R> result,
            Trial<C, R> trial,
            UnaryOperator<Sweep<C, R>> finish) {

        /** The same with an estimate of each trial's time, in any unit. */
        public Planned<S, C, R> cost(ToDoubleFunction<C> estimate) {
            return with(sweep -> sweep.withCost(estimate));
        }

        /** The same with an estimate of each trial's memory in bytes. */
        public Planned<S, C, R> bytes(ToLongFunction<C> estimate) {
            return with(sweep -> sweep.withBytes(estimate));
        }

        /** The same where each trial reads a file; when that has changed, the trial runs again. */
        public Planned<S, C, R> reads(Function<C, Path> file) {
            return with(sweep -> {
                Map<Path, List<DataFile>> hashed = new TreeMap<>();
                for (C point : sweep.plan()) {
                    Path path = file.apply(point);
                    if (!Files.isRegularFile(path)) {
                        return sweep.unavailable("there is no file " + path);
                    }
                    hashed.computeIfAbsent(path, DataFile::in);
                }
                return sweep.withData(point -> hashed.get(file.apply(point)));
            });
        }

        private Planned<S, C, R> with(UnaryOperator<Sweep<C, R>> more) {
            return new Planned<>(settled, configuration, result, trial, sweep -> more.apply(finish.apply(sweep)));
        }

        /** The experiment; {@link Experiment#run} runs it. */
        @SuppressWarnings("unchecked") // the class of a record of type S
        public Experiment<S> report(BiConsumer<Rows<C, R>, SectionWriter> report) {
            Class<S> type = (Class<S>) settled.defaults.getClass();
            AtomicReference<Experiment<S>> itself = new AtomicReference<>();
            itself.set(Experiment.of(
                            settled.name,
                            settled.question,
                            type,
                            (settings, context) -> List.of(section(
                                    settings,
                                    report,
                                    new Bounded<>(trial, itself.get().kernels(), context.threads()))))
                    .preset("default", "the values in the file", settled.defaults)
                    .parts(configuration, result, trial.getClass(), report.getClass()));
            return itself.get();
        }

        /** A trial whose kernels use so many threads. */
        private record Bounded<C extends Record, R extends Record>(
                Trial<C, R> trial, Experiment.Kernels kernels, int threads) implements Trial<C, R> {
            @Override
            public R run(C point) throws Exception {
                return kernels.call(threads, () -> trial.run(point));
            }
        }

        private Section section(S settings, BiConsumer<Rows<C, R>, SectionWriter> report, Trial<C, R> bounded) {
            Sweep<C, R> sweep = finish.apply(Sweep.of("trial", configuration, result, plan(settings), bounded));
            return Section.of("Results", (results, page) -> report.accept(results.of(sweep), page), sweep);
        }

        private List<C> plan(S settings) {
            JsonNode values = Json.tree(settings);
            Grid<C> grid = Grid.of(configuration);
            for (RecordComponent component : configuration.getRecordComponents()) {
                String key = component.getName();
                JsonNode value = values.has(key) ? values.get(key) : values.path(key + "s");
                if (value.isMissingNode()) {
                    throw new UserError(
                            "the settings have no " + key + " or " + key + "s for the configuration's " + key);
                }
                boolean cross = value.isArray() && !List.class.isAssignableFrom(component.getType());
                List<Object> each = new ArrayList<>();
                if (cross) {
                    value.forEach(each::add);
                }
                grid = cross ? grid.each(key, each) : grid.with(key, value);
            }
            return grid.plan();
        }
    }
}
