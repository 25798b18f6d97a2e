package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An experiment in a user's own file has what the built-in ones have. */
class UserFileTest {

    private static final String WALK = """
            import module fathom.experiments;
            import fathom.runs.settings.Key;

            record Walk(@Key(value = "steps of a walk", min = 1) List<Integer> steps, @Key("seeds") List<Long> seeds) {}

            record Start(int steps, long seed) {}

            record End(double distance) {}

            static End walk(Start start) {
                return new End(2 * start.steps() + start.seed() % 3);
            }

            void main(String... args) {
                Experiment.of("walk", "Do longer walks end further away?")
                        .settings(new Walk(List.of(1, 4), List.of(1L, 2L, 3L)))
                        .sweep(Start.class, End.class, start -> walk(start))
                        .report((results, page) -> {
                            Metric distance = results.metric("distance", End::distance);
                            page.answer("Mean distance at 4 steps: " + distance.where("steps", 4).overSeeds().mean());
                            page.summary(distance);
                        })
                        .run(args);
            }
            """;

    @TempDir
    private Path folder;

    private Path file;
    private Path out;

    private record Ended(int code, String out, String err) {}

    private static Ended fathom(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended run(String... more) {
        return fathom(Stream.concat(Stream.of("run", file.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("mine.java");
        out = folder.resolve("results");
        Files.writeString(file, WALK);
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(out.resolve("walk/default/ledger.jsonl"));
    }

    @Test
    void itRunsResumesAndIsReported() throws IOException {
        Ended ended = run("steps=1,4", "--seeds", "4", "--jobs", "1", "--name", "default");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("Mean distance at 4 steps: 9.0"), ended.out());
        Path run = out.resolve("walk/default");
        String report = Files.readString(run.resolve("report.html"));
        List<String> lines = ledger();
        assertEquals(8, lines.size());
        assertEquals(0, run("--seeds", "4", "--name", "default").code());
        assertEquals(lines, ledger(), "finished trials ran again");

        // The folder holds its experiment: the report does not need the user's file.
        assertEquals(WALK, Files.readString(run.resolve("mine.java")));
        Files.delete(file);
        Files.delete(run.resolve("report.html"));
        Ended again = fathom("report", run.toString());
        assertEquals(0, again.code(), again.err());
        assertEquals(report, Files.readString(run.resolve("report.html")));
    }

    /** A trial of other text is another trial, although the settings are the same. */
    @Test
    void anEditedFileRunsAgain() throws IOException {
        assertEquals(0, run().code());
        Files.writeString(file, WALK.replace("2 * start.steps()", "3 * start.steps()"));
        Ended edited = run();
        assertEquals(0, edited.code(), edited.err());
        assertTrue(edited.err().contains("6 of 6 trials were made by other code"), edited.err());
        assertTrue(edited.out().contains("Mean distance at 4 steps: 13.0"), edited.out());
        assertEquals(12, ledger().size());

        Files.writeString(file, Files.readString(file).replace("Mean distance", "The mean distance"));
        Ended reused = run("--reuse-older");
        assertEquals(0, reused.code(), reused.err());
        assertTrue(reused.out().contains("The mean distance at 4 steps: 13.0"), reused.out());
        assertEquals(12, ledger().size());
        assertTrue(
                Files.readString(out.resolve("walk/default/mine.java")).contains("The mean"), "the copy is an old one");
    }

    @Test
    void itIsExplained() {
        assertTrue(fathom("explain", file.toString()).out().contains("steps of a walk; at least 1"));
        Ended dry = run("--dry-run");
        assertTrue(dry.out().contains("6 of 6 trials left"), dry.out());
        assertTrue(run("stepz=1").err().contains("unknown key \"stepz\"; did you mean steps?"));
        assertTrue(run("steps=0").err().contains("invalid value steps=0: must be at least 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return new End(     | return new Ent(      | mine.java does not compile: line 11, column 16: cannot find symbol
            void main           | void other           | compact source file does not have main method
            .run(args)          | .name()              | mine.java runs no experiment
            List.of(1, 4)       | List.of(1 / 0)       | mine.java failed at line 15 before its experiment ran: java.lang.ArithmeticException
            "walk"              | "spectra"            | names its experiment "spectra", as one of Fathom's own
            "walk"              | "../walk"            | invalid value experiment=../walk: must be a folder's name
            record Start(int steps | record Start(int stops | does not compile
            List<Integer> steps | List<Integer> steqs  | the settings have no steps or stepss for the configuration's steps
            """)
    void aMistakeInItGetsOneSentence(String there, String instead, String sentence) throws IOException {
        assertTrue(WALK.contains(there));
        Files.writeString(file, WALK.replace(there, instead));
        Ended ended = run();
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains(sentence), ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
        assertFalse(Files.exists(out), "something was written");
    }

    @Test
    void aFileThatIsNotThere() {
        Ended ended = fathom("run", folder.resolve("other.java").toString());
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("there is no file "), ended.err());
    }
}
