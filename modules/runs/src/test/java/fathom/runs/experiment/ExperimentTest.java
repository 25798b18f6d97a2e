package fathom.runs.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Code;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.settings.Key;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/extending.md from the command line to its files; what cannot run here; a report of many verdicts. */
class ExperimentTest {

    @TempDir
    private Path out;

    public record Walk(
            @Key(value = "steps", min = 1) List<Integer> steps,
            @Key("seeds") List<Long> seeds) {}

    public record Start(int steps, long seed) {}

    public record End(double distance) {}

    private static End walk(Start start) {
        return new End(start.steps * 2 - start.seed % 3 * 0.25);
    }

    private static Experiment<Walk> experiment() {
        return Experiment.of("walk", "Do longer walks end further away?")
                .settings(new Walk(List.of(1, 4), List.of(1L, 2L, 3L)))
                .sweep(Start.class, End.class, ExperimentTest::walk)
                .cost(Start::steps)
                .report((results, page) -> {
                    Metric distance = results.metric("distance", End::distance);
                    page.answer("Yes, by "
                            + distance.minus("steps", 1)
                                    .where("steps", 4)
                                    .overSeeds()
                                    .mean() + ".");
                    page.verdict(Verdict.of("Longer walks end further away")
                            .scope("steps = 1, 4")
                            .test(distance.minus("steps", 1).where("steps", 4), Region.above(0)));
                    page.table("Distance", distance, "", "steps");
                    page.summary(distance);
                });
    }

    private String run(int code, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(
                code,
                Launch.run(experiment(), stream, stream, arguments),
                () -> bytes.toString(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneFileIsAWholeProgram() throws IOException {
        String console = run(0, "--out", out.toString(), "--jobs", "1", "--seeds", "4");
        assertTrue(console.contains("Yes, by 6.0."), console);
        assertTrue(console.contains("supported          Longer walks end further away (steps = 1, 4)"), console);
        Path folder = out.resolve("walk/default,seeds=1-4");
        List<String> summary = Files.readAllLines(folder.resolve("summary.csv"));
        assertEquals("section,sweep,steps,metric,mean,low,high,sd,n", summary.getFirst());
        assertEquals(3, summary.size());
        assertTrue(summary.get(2).startsWith("Results,trial,4,distance,7.75,"), summary.get(2));
        String report = Files.readString(folder.resolve("report.html"));
        assertTrue(report.indexOf("Yes, by 6.0.") < report.indexOf("Longer walks"), "the answer is not first");
        assertEquals(8, Files.readAllLines(folder.resolve("ledger.jsonl")).size());
    }

    /** More seeds and a further value, in the run's folder or by the experiment's other runs: the bytes of a run made whole. */
    @Test
    void aGrownRunHasTheBytesOfAWholeOne() throws IOException {
        String root = out.resolve("grown").toString();
        run(0, "--out", root, "--name", "a");
        String told = run(0, "--out", root, "--name", "a", "--seeds", "5", "steps=1,4,9");
        assertTrue(told.contains("6 of 15 trials reused, 9 to run."), told);
        assertTrue(told.contains("  steps: 1,4, now 1,4,9"), told);
        String copied = run(0, "--out", root, "--seeds", "5", "steps=1,4,9");
        assertTrue(copied.contains("15 of 15 trials reused (15 from a), none to run."), copied);
        run(0, "--out", out.resolve("whole").toString(), "--name", "a", "--seeds", "5", "steps=1,4,9");
        Path whole = out.resolve("whole/walk/a");
        Path automatic = out.resolve("grown/walk/default,steps=1+4+9,seeds=1-5");
        for (String file : List.of("summary.csv", "config.json")) {
            String bytes = Files.readString(whole.resolve(file));
            assertEquals(bytes, Files.readString(out.resolve("grown/walk/a").resolve(file)), file);
            assertEquals(bytes, Files.readString(automatic.resolve(file)), file);
        }
        String fewer = run(0, "--out", root, "--name", "a", "--seeds", "2");
        assertTrue(fewer.contains("11 finished trials of other settings stay in the ledger"), fewer);
    }

    @Test
    void helpAndMistakes() {
        String help = run(0, "--help");
        assertTrue(help.contains("  steps  steps; at least 1"), help);
        assertTrue(run(2, "steps=0").contains("walk: invalid value steps=0: must be at least 1"));
        assertTrue(run(2, "--seed", "3").contains("did you mean --seeds?"));
        assertTrue(run(2, "--jobs", "0").contains("invalid value --jobs=0: must be at least 1"));
        String dry = run(0, "--out", out.toString(), "--dry-run");
        assertTrue(dry.contains("trial: 6 of 6 trials left"), dry);
        assertTrue(dry.lines().toList().get(1).contains("26.7 %"), dry);
    }

    /** A sweep without its data is not run, is told of, and its results from elsewhere are still read. */
    @Test
    void whatIsUnavailableIsNotRunButRead() {
        Sweep<Start, End> sweep = Sweep.of(
                        "images", Start.class, End.class, List.of(new Start(1, 1)), ExperimentTest::walk)
                .unavailable("needs --data DIR with mnist/");
        Section section = Section.of(
                "Images",
                (results, page) -> {
                    for (int i = 0; i < 40; i++) {
                        page.verdict(Verdict.of("statement " + i).check("", true, ""));
                    }
                },
                sweep);
        assertFalse(section.needsNoTrial());
        assertTrue(Section.of("No trial", (results, page) -> {}).needsNoTrial());
        Prepared<Walk> prepared = Experiment.of("x", "?", Walk.class, (settings, context) -> List.of(section))
                .prepare(new Walk(List.of(1), List.of(1L)), Context.reading(out));
        assertEquals(List.of(), prepared.sweeps());
        assertEquals(List.of("images is not run: needs --data DIR with mnist/"), prepared.unavailable());
        assertEquals(
                40,
                prepared.verdicts(Results.empty().with(sweep, ExperimentTest::walk))
                        .size());
        assertEquals(0, prepared.verdicts(Results.empty()).size());
        try (Ledger ledger = Ledger.open(out.resolve("ledger.jsonl"), Code.here(), sentence -> {})) {
            assertEquals(prepared.unavailable(), prepared.unavailable(ledger));
        }
    }

    @Test
    void gridsCrossListsInOrder() {
        List<Start> plan = Grid.of(Start.class)
                .each("steps", List.of(1, 2))
                .each("seed", at -> at.whole("steps") == 1 ? List.of(1) : List.of(1, 2))
                .plan();
        assertEquals(List.of(new Start(1, 1), new Start(2, 1), new Start(2, 2)), plan);
    }
}
