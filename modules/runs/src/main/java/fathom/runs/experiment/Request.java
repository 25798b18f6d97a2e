package fathom.runs.experiment;

import fathom.runs.Environment;
import fathom.runs.ExecutorProvider;
import fathom.runs.Reason;
import fathom.runs.RunFolder;
import fathom.runs.RunName;
import fathom.runs.Runner;
import fathom.runs.Shard;
import fathom.runs.UserError;
import fathom.runs.compare.SavedRuns;
import fathom.runs.serve.RunServer;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user asks of a run: options, and {@code key=value} for the settings. Every command line ends here.
 *
 * @param options those that were given; of a flag, any value
 * @param overrides {@code key=value}
 */
public record Request(Map<RunOption, String> options, List<String> overrides) {

    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    public Request {
        options = Map.copyOf(options);
        overrides = List.copyOf(overrides);
    }

    /** Where a run's sentences go: results, and what the user should know besides. */
    public record Console(Consumer<String> out, Consumer<String> err) {}

    /**
     * An experiment with its settings.
     *
     * @param standardName of the run's folder, unless the user gives one
     * @param prepared for that many threads a trial
     */
    public record Study(
            Experiment<?> experiment, String standardName, Record settings, IntFunction<Prepared<?>> prepared) {}

    /** Runs what is missing of an experiment, writes its report, and returns the exit code. */
    public <S extends Record> int run(Experiment<S> experiment, Environment environment, Console console) {
        Base<S> base = base(experiment);
        S settings = base.settings.get().overrides(settings()).resolve();
        String standard = RunName.of(base.name, base.settings.get().resolve(), settings);
        Path scratch = option(RunOption.SCRATCH)
                .map(Path::of)
                .orElse(root().resolve(experiment.name())
                        .resolve(name(standard))
                        .resolve("scratch"));
        Optional<Path> data = data();
        return run(
                new Study(
                        experiment,
                        standard,
                        settings,
                        threads -> experiment.prepare(settings, new Context(threads, data, scratch))),
                environment,
                console);
    }

    /** Where settings come from before the overrides. */
    private record Base<S extends Record>(String name, Supplier<Settings<S>> settings) {}

    private <S extends Record> Base<S> base(Experiment<S> experiment) {
        Optional<String> preset = option(RunOption.PRESET);
        Optional<String> from = option(RunOption.SET_FROM);
        Optional<String> config = option(RunOption.CONFIG);
        if (Stream.of(preset, from, config).filter(Optional::isPresent).count() > 1) {
            throw new UserError(
                    "give one of --preset, --config and --set-from: each says where the settings come from");
        }
        if (from.isPresent() || config.isPresent()) {
            Path file = from.map(run -> SavedRuns.find(root(), run).resolve("config.json"))
                    .orElseGet(() -> Path.of(config.orElseThrow()));
            String name = file.endsWith("config.json")
                    ? file.toAbsolutePath().getParent().getFileName().toString()
                    : file.getFileName().toString().replaceFirst("\\.json$", "");
            String saved = SavedConfiguration.of(file, experiment.name());
            return new Base<>(
                    name,
                    () -> Settings.of(experiment.settingsType())
                            .preset(file.toString(), new ByteArrayInputStream(saved.getBytes(StandardCharsets.UTF_8))));
        }
        String name = preset.orElse(experiment.presets().keySet().iterator().next());
        return new Base<>(name, () -> experiment.preset(name));
    }

    /** The same of settings that are resolved already. */
    public int run(Study study, Environment environment, Console console) {
        Optional<RunServer> server =
                has(RunOption.WATCH) && !has(RunOption.DRY_RUN) ? Optional.of(watch(console)) : Optional.empty();
        try (ExecutorProvider.Connection cluster = ExecutorProvider.connection(
                option(RunOption.EXECUTOR).orElse("local"),
                option(RunOption.MASTER).orElse(null))) {
            return run(study, environment, console, Optional.ofNullable(cluster));
        } finally {
            server.ifPresent(RunServer::close);
        }
    }

    private int run(
            Study study, Environment environment, Console console, Optional<ExecutorProvider.Connection> cluster) {
        int all = whole(
                RunOption.THREADS,
                cluster.isPresent() ? 1 : Runtime.getRuntime().availableProcessors());
        int jobs = whole(RunOption.JOBS, all);
        Prepared<?> prepared = study.prepared.apply(Math.max(1, all / jobs));
        Optional<Shard> shard = option(RunOption.SHARD).map(Shard::parse);
        Runner local = Runner.of(jobs);
        Runner everything =
                cluster.map(place -> local.withExecutor(place, place.jobs())).orElse(local);
        Runner part = shard.map(everything::withShard).orElse(everything);
        Runner limited = option(RunOption.TIME_LIMIT)
                .map(Request::duration)
                .map(part::withTimeLimit)
                .orElse(part);
        Runner runner = has(RunOption.FAIL_FAST) ? limited.failingFast() : limited;
        prepared.check(runner);
        try (RunFolder folder = RunFolder.open(
                root(),
                study.experiment.name(),
                name(study.standardName) + shard.map(Shard::suffix).orElse(""),
                study.settings,
                tagged(environment).withCode(study.experiment.code()),
                console.err)) {
            folder.keep(study.experiment.origins().sources());
            if (has(RunOption.REUSE_OLDER)) {
                folder.reuseOlder();
            }
            if (has(RunOption.DRY_RUN)) {
                prepared.dryRun(folder).forEach(console.out);
                return 0;
            }
            return shard.isEmpty()
                    ? prepared.run(runner, folder, console.err, console.out).exitCode()
                    : prepared.runPart(runner, folder, console.out).exitCode();
        }
    }

    private RunServer watch(Console console) {
        try {
            Files.createDirectories(root());
        } catch (IOException e) {
            throw new UserError("the folder " + root() + " cannot be made: " + Reason.of(e), e);
        }
        RunServer server = RunServer.start(root(), RunServer.PORT);
        console.err.accept("This run in a browser, while it is at work: " + server.address());
        server.open();
        return server;
    }

    private Environment tagged(Environment environment) {
        return option(RunOption.TAG).map(tag -> environment.with("tag", tag)).orElse(environment);
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        Require.that(matcher.matches(), "--time-limit", text, "a whole number with s, m, h or d, such as 30m");
        return Duration.parse(
                matcher.group(2).equals("d")
                        ? "P" + matcher.group(1) + "D"
                        : "PT" + matcher.group(1) + matcher.group(2).toUpperCase(Locale.ROOT));
    }

    /** The overrides with {@code --seeds} last. */
    public List<String> settings() {
        List<String> all = new ArrayList<>(overrides);
        option(RunOption.SEEDS)
                .ifPresent(seeds ->
                        all.add("seeds=" + (seeds.matches("-?[0-9]+") ? "1.." + whole(RunOption.SEEDS, 1) : seeds)));
        return all;
    }

    private Optional<String> option(RunOption option) {
        return Optional.ofNullable(options.get(option));
    }

    private boolean has(RunOption option) {
        return options.containsKey(option);
    }

    private Path root() {
        return Path.of(options.getOrDefault(RunOption.OUT, "results"));
    }

    private String name(String standard) {
        return options.getOrDefault(RunOption.NAME, standard);
    }

    /** The folder of published data sets, from the option or else the environment. */
    private Optional<Path> data() {
        String variable = System.getenv("FATHOM_DATA");
        Optional<Path> folder = option(RunOption.DATA)
                .or(() -> Optional.ofNullable(variable).filter(text -> !text.isEmpty()))
                .map(Path::of);
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new UserError((has(RunOption.DATA) ? "--data " : "FATHOM_DATA=") + path
                    + " is no folder, expected one that holds mnist/, fashion-mnist/ or cifar10/");
        });
        return folder;
    }

    private int whole(RunOption option, int standard) {
        return option(option)
                .map(value -> {
                    Require.that(value.matches("-?[0-9]{1,9}"), option.word(), value, "a whole number, at least 1");
                    return Require.atLeast(option.word(), Integer.parseInt(value), 1);
                })
                .orElse(standard);
    }
}
