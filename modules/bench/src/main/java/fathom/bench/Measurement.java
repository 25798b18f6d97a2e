package fathom.bench;

import fathom.bench.peer.Guest;
import fathom.bench.peer.Peer;
import fathom.bench.peer.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that measuring commands share, what they check alike, and how they measure. */
public final class Measurement {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs for each measurement (default: ${DEFAULT-VALUE}; published: 5)")
    private int forks;

    @Option(
            names = "--jvm-arg",
            description = "a further option for the measured JVMs, such as -XX:UseAVX=2; may be repeated")
    private List<String> jvmArgs = List.of();

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(
            names = "--peer-env",
            description = "NAME=VALUE for the peers' processes, such as OPENBLAS_CORETYPE=Haswell; may be repeated"
                    + " (default: they see no variable that steers them)")
    private List<String> peerEnvironment = List.of();

    private final Map<List<String>, String> kernels = new HashMap<>();

    /** The times of one measurement. */
    public record Times(List<IterationResult> iterations) {

        /** The least over all rounds of all forks: what other users of the machine disturbed least. */
        public double least(String label) {
            return iterations.stream()
                    .mapToDouble(iteration ->
                            iteration.getSecondaryResults().get(label).getScore())
                    .min()
                    .orElseThrow();
        }
    }

    /** A printer in the format that was asked for. */
    public Results results(List<Column> columns) {
        return new Results(format, System.out, columns);
    }

    /** What to throw at a wrong option. */
    public ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /** Refuses counts below 1, the number of forks included. */
    public void atLeastOne(String option, List<Integer> counts) {
        if (counts.stream().anyMatch(count -> count < 1)) {
            throw wrong(option + " must be at least 1, not " + counts);
        }
        if (forks < 1) {
            throw wrong("--forks must be at least 1, not " + forks);
        }
    }

    /**
     * The kernels that a peer runs here, asked once of a process like the ones that are measured.
     *
     * @param maker makes the peer's work from the arguments
     */
    public String kernels(Class<? extends Work.Maker> maker, String... arguments) {
        return kernels.computeIfAbsent(List.of(arguments), asked -> {
            System.setProperty(Guest.ENVIRONMENT, environment());
            try (Guest guest = Guest.start(maker, arguments)) {
                return guest.kernels();
            }
        });
    }

    private String environment() {
        for (String assignment : peerEnvironment) {
            if (assignment.indexOf('=') < 1) {
                throw wrong("--peer-env is NAME=VALUE, not " + assignment);
            }
        }
        return String.join("\n", peerEnvironment);
    }

    /** Refuses element types that there are not. */
    public void precisions(List<String> names) {
        for (String name : names) {
            if (!name.equals("float") && !name.equals("double")) {
                throw wrong("--precision is float or double, not " + name);
            }
        }
    }

    /** The peers of these names; one that was not fetched is left out and named. */
    public List<Peer> present(List<String> names, List<Peer> candidates) {
        List<Peer> present = new ArrayList<>();
        for (String name : names) {
            Peer peer = candidates.stream()
                    .filter(candidate -> candidate.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no peer " + name + "; the peers are "
                            + candidates.stream().map(Peer::label).collect(Collectors.joining(", "))));
            if (peer.present()) {
                present.add(peer);
            } else {
                absent("the peer " + name);
            }
        }
        return present;
    }

    /**
     * Bytes that one call of a benchmark allocates once warm, by JMH's profiler.
     *
     * @param what shown on standard error meanwhile
     * @param benchmark class and method, with a dot between
     * @param warmups intervals before those that count
     * @param intervals that count
     */
    public double allocation(
            String what,
            String benchmark,
            Map<String, String> parameters,
            int warmups,
            int intervals,
            TimeValue interval)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(interval)
                .measurementIterations(intervals)
                .measurementTime(interval)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(QuietRun.jvmArguments(jvmArgs));
        parameters.forEach((name, value) -> options.param(name, value));
        Notice.show(what);
        try {
            return QuietRun.run(options.build())
                    .getSecondaryResults()
                    .get("gc.alloc.rate.norm")
                    .getScore();
        } finally {
            Notice.clear();
        }
    }

    /** Says that something native was not fetched. */
    public static void absent(String what) {
        System.err.println(
                "bench: " + what + " is not there; mvn -Ppeers package -DskipTests -pl modules/bench -am fetches it");
    }

    /**
     * Runs the method {@code round} of a benchmark class in fresh JVMs.
     *
     * @param what shown on standard error meanwhile
     * @param rounds measured rounds in each JVM
     * @param parameters of the benchmark class
     * @param jvmOptions further options of the JVMs, before the user's
     */
    public Times run(
            String what,
            Class<?> benchmark,
            int warmups,
            int rounds,
            Map<String, String> parameters,
            List<String> jvmOptions)
            throws RunnerException {
        List<String> arguments = new ArrayList<>(jvmOptions);
        if (!peerEnvironment.isEmpty()) {
            arguments.add("-D" + Guest.ENVIRONMENT + "=" + environment());
        }
        arguments.addAll(jvmArgs);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + ".round")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(warmups)
                .measurementIterations(rounds)
                .jvmArgsAppend(QuietRun.jvmArguments(arguments));
        parameters.forEach((name, value) -> options.param(name, value));
        Notice.show(what);
        try {
            return new Times(QuietRun.run(options.build()).getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .toList());
        } finally {
            Notice.clear();
        }
    }
}
