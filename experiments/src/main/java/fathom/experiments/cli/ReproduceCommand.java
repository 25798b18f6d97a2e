package fathom.experiments.cli;

import fathom.runs.AtomicFile;
import fathom.runs.RunFolder;
import fathom.runs.UserError;
import fathom.runs.compare.SavedRuns;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import fathom.runs.experiment.Reproduced;
import fathom.runs.experiment.Request;
import fathom.runs.experiment.RunOption;
import fathom.runs.page.Page;
import fathom.runs.page.PageBody;
import fathom.runs.progress.Durations;
import fathom.runs.report.Numbers;
import fathom.runs.results.Results;
import fathom.runs.settings.Settings;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Reproduction.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every number that the papers publish, beside ours. */
@Command(
        name = "reproduce",
        description = "Run the papers' experiments and write one table of all published numbers.",
        sortOptions = false,
        footer = {
            "",
            "Rows of all runs in the results' root count: a number that one of them compared stands for those that did not.",
            "quick takes about 15 minutes of two cores, full some days; --report runs nothing."
        })
final class ReproduceCommand implements Callable<Integer> {

    /** Of lines in docs. */
    private static final int WIDTH = 118;

    private static final Map<String, String> FULL = Map.of("fractal", "row", "normalised-relu", "section7");

    @Option(names = "--preset", defaultValue = "quick", description = "quick or full (default: ${DEFAULT-VALUE}).")
    private String preset;

    @Option(names = "--data", paramLabel = "DIR", description = "Published data sets (default: FATHOM_DATA, if set).")
    private String data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--report", description = "Run nothing: the table of the runs that are there.")
    private boolean reportOnly;

    @Spec
    private CommandSpec spec;

    ReproduceCommand() {}

    @Override
    public Integer call() {
        Settings.known("preset", preset, List.of("quick", "full"));
        int code = 0;
        for (Experiment<?> experiment : reportOnly ? List.<Experiment<?>>of() : Experiments.ALL) {
            tell("fathom: " + experiment.name());
            code = Math.max(
                    code, request(experiment).run(experiment, RunOptions.environment(), RunOptions.console(spec)));
            if (code == 130) {
                return code;
            }
        }
        List<Paper> papers = papers();
        if (papers.isEmpty()) {
            throw new UserError("no run in " + out + " compares a published number: leave --report out");
        }
        Path markdown = out.resolve("reproduction.md");
        AtomicFile.write(markdown, markdown(papers));
        AtomicFile.write(out.resolve("reproduction.html"), html(papers));
        spec.commandLine().getOut().print(head(papers));
        spec.commandLine().getOut().println(markdown.toAbsolutePath().normalize());
        return code;
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }

    private Request request(Experiment<?> experiment) {
        Map<RunOption, String> options = new EnumMap<>(RunOption.class);
        String full = FULL.getOrDefault(experiment.name(), "paper");
        options.put(RunOption.PRESET, preset.equals("full") ? full : "quick");
        options.put(RunOption.OUT, out.toString());
        if (data != null) {
            options.put(RunOption.DATA, data);
        }
        return new Request(options, List.of());
    }

    /** An experiment's comparisons, the best of its runs, and what these cost. */
    private record Paper(Experiment<?> experiment, List<Reproduced> tables, double seconds) {}

    private List<Paper> papers() {
        List<Paper> papers = new ArrayList<>();
        for (Experiment<?> experiment : Experiments.ALL) {
            Map<String, Reproduced> tables = new LinkedHashMap<>();
            double seconds = 0;
            for (Map.Entry<String, Path> run : SavedRuns.all(out).entrySet()) {
                if (run.getKey().startsWith(experiment.name() + "/")
                        && !run.getKey().contains("-shard-")) {
                    seconds += add(run.getValue(), tables);
                }
            }
            if (!tables.isEmpty()) {
                papers.add(new Paper(experiment, List.copyOf(tables.values()), seconds));
            }
        }
        return papers;
    }

    /** Adds the comparisons of a run, and returns the seconds of its trials. */
    private double add(Path folder, Map<String, Reproduced> tables) {
        try (RunFolder run = RunFolder.reopen(folder, this::tell)) {
            Prepared<?> prepared = ReportCommand.prepared(Experiments.in(run), run);
            for (Reproduced table : prepared.reproduced(Results.of(run.ledger()))) {
                tables.merge(table.statement(), table, ReproduceCommand::better);
            }
            return run.ledger().seconds();
        } catch (UserError e) {
            tell("fathom: " + folder + " is left out: " + e.getMessage());
            return 0;
        }
    }

    /** Row by row the one that says more: a comparison before none. */
    private static Reproduced better(Reproduced one, Reproduced other) {
        Map<String, Reproduction> rows = new LinkedHashMap<>();
        one.rows().forEach(row -> rows.put(row.what(), row));
        other.rows()
                .forEach(row -> rows.merge(
                        row.what(),
                        row,
                        (a, b) -> a.status().ordinal() <= b.status().ordinal() ? a : b));
        return new Reproduced(one.statement(), one.origin(), List.copyOf(rows.values()));
    }

    private static String head(List<Paper> papers) {
        StringBuilder text = new StringBuilder(
                "| experiment | numbers | met | missed | not comparable | not run | cost |\n|---|---|---|---|---|---|---|\n");
        for (Paper paper : papers) {
            for (Reproduced table : paper.tables) {
                text.append("| ").append(paper.experiment.name()).append(" | ").append(table.statement());
                for (Status status : Status.values()) {
                    text.append(" | ").append(table.count(status));
                }
                text.append(" | ").append(cost(paper)).append(" |\n");
            }
        }
        return text.toString();
    }

    /** Core time of all trials of the experiment's runs. */
    private static String cost(Paper paper) {
        return Durations.words(Duration.ofSeconds((long) paper.seconds));
    }

    /** The counts, then every number that is not met; those that are stand in the page. */
    private static String markdown(List<Paper> papers) {
        StringBuilder text = new StringBuilder("# Published numbers beside ours\n\n")
                .append(Wrapped.at(
                        WIDTH,
                        "Written by `./fathom reproduce`. A number is met if ours lies within a tolerance that was fixed before."
                                + " The cost is the core time of all trials of the experiment's runs."))
                .append("\n\n");
        text.append(head(papers));
        for (Paper paper : papers) {
            for (Reproduced table : paper.tables) {
                List<Reproduction> open = table.rows().stream()
                        .filter(row -> row.status() != Status.MET)
                        .toList();
                if (!open.isEmpty()) {
                    text.append("\n## ").append(table.statement()).append(": what is not met\n\n");
                    text.append(Wrapped.at(WIDTH, table.origin())).append("\n\n");
                    text.append(
                            "| number | published | ours | tolerance | result | why |\n|---|---|---|---|---|---|\n");
                    open.forEach(row -> text.append(line(row)));
                }
            }
        }
        return text.toString();
    }

    private static String line(Reproduction row) {
        return "| " + row.what() + " | " + number(row.published()) + " | "
                + (row.ours().n() == 0
                        ? ""
                        : row.ours().n() == 1 ? number(row.ours().mean()) : Numbers.words(row.ours()))
                + " | " + number(row.tolerance()) + " | "
                + row.status().word() + " | " + row.note().replace("|", "/") + " |\n";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.words(value);
    }

    private static String html(List<Paper> papers) {
        Page page = Page.titled("Published numbers beside ours", "every number of every run");
        Consumer<Paper> section = paper -> {
            PageBody body = page.body();
            body.section(paper.experiment.name()).paragraph(paper.experiment.question());
            paper.tables.forEach(table -> body.subsection(table.statement())
                    .paragraph(table.origin())
                    .table(table.statement(), Reproduction.table(table.rows())));
        };
        papers.forEach(section);
        return page.html();
    }
}
