package fathom.bench.ladder;

import fathom.bench.Format;
import fathom.bench.Notice;
import fathom.bench.QuietRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench ladder}: from three loops to the real product, each step with its figure and its share of the machine's peak. */
@Command(
        name = "ladder",
        description = {
            "From three plain loops to the real product, step by step.",
            "Each step in GFLOP/s and in per cent of one core's measured peak, all as a roofline. For people who study SIMD; the steps are in fathom.bench.ladder.Steps."
        },
        mixinStandardHelpOptions = true)
public final class LadderCommand implements Callable<Integer> {

    @Option(
            names = "--size",
            defaultValue = "768",
            description = "side of the matrices, a multiple of 64 (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each step (default: ${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--svg",
            description = "where to write the roofline (default: ${DEFAULT-VALUE})",
            defaultValue = "roofline.svg")
    private Path svg;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format;

    @Override
    public Integer call() throws RunnerException, IOException {
        if (size < 64 || size % 64 != 0 || forks < 1) {
            throw new IllegalArgumentException("--size must be a positive multiple of 64 and --forks at least 1");
        }
        Map<Step, Double> figures = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            Notice.show(step.title());
            figures.put(step, work(step) / nanoseconds(step));
        }
        Notice.clear();
        Rungs rungs = new Rungs(size, Steps.lanes(), figures);
        print(rungs);
        Files.writeString(svg, Roofline.svg(rungs));
        System.err.println("the roofline is in " + svg);
        return 0;
    }

    /** Operations or bytes of one call. */
    private double work(Step step) {
        return switch (step) {
            case PEAK -> Steps.peakFlops(LadderBenchmark.PEAK_STEPS);
            case FIRST_LEVEL -> 4.0 * LadderBenchmark.FIRST_LEVEL_FLOATS;
            case MEMORY -> 4.0 * LadderBenchmark.MEMORY_FLOATS;
            default -> 2.0 * size * size * size;
        };
    }

    private double nanoseconds(Step step) throws RunnerException {
        List<String> arguments = step == Step.LOOP_ORDER ? List.of("-XX:-UseSuperWord") : List.of();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(LadderBenchmark.class.getName() + ".climb")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(4)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(8)
                .measurementTime(TimeValue.milliseconds(150))
                .param("step", step.name())
                .param("n", Integer.toString(size))
                .jvmArgsAppend(QuietRun.jvmArguments(arguments));
        RunResult result = QuietRun.run(options.build());
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .min()
                .orElseThrow();
    }

    private void print(Rungs rungs) {
        boolean first = true;
        System.out.println(
                switch (format) {
                    case table ->
                        String.format(Locale.ROOT, "%-30s %10s %8s   %s", "step", "GFLOP/s", "of peak", "what");
                    case csv -> "step,gflops,percent_of_peak";
                    case json -> "[";
                });
        for (Step step : Step.values()) {
            if (step.isBandwidth()) {
                if (format == Format.table) {
                    System.out.printf(
                            Locale.ROOT, "%-30s %5.1f GB/s %8s   %s%n", step.title(), rungs.of(step), "", step.note());
                }
                continue;
            }
            System.out.println(
                    switch (format) {
                        case table ->
                            String.format(
                                    Locale.ROOT,
                                    "%-30s %10.2f %6.1f %%   %s",
                                    step.title(),
                                    rungs.of(step),
                                    rungs.percent(step),
                                    step.note());
                        case csv ->
                            String.format(
                                    Locale.ROOT, "%s,%.2f,%.1f", step.title(), rungs.of(step), rungs.percent(step));
                        case json ->
                            String.format(
                                    Locale.ROOT,
                                    "%s{\"step\":\"%s\",\"gflops\":%.2f,\"percent_of_peak\":%.1f}",
                                    first ? "  " : ", ",
                                    step.title(),
                                    rungs.of(step),
                                    rungs.percent(step));
                    });
            first = false;
        }
        if (format == Format.json) {
            System.out.println("]");
        }
    }
}
