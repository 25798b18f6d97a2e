package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users copy: the examples, the file that {@code new} writes, and the one in docs/extending.md run at small settings. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended fathom(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private String run(Path file, String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", file.toString(), "--out", folder.toString(), "--name", "a"));
        words.addAll(List.of(more));
        Ended ended = fathom(words);
        assertEquals(0, ended.code(), ended.err());
        return ended.out();
    }

    /** Two clouds on a line, a column of noise, and the class. */
    private Path table(int rows) throws IOException {
        StringBuilder text = new StringBuilder("height,noise,kind\n");
        for (int i = 0; i < rows; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s%n",
                    (i % 2) * 2 - 1 + 0.01 * (i % 17),
                    0.01 * (i * 7 % 11),
                    i % 2 == 0 ? "a" : "b"));
        }
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    @Test
    void aWidthSweepOnATable() throws IOException {
        String[] keys = {"table=" + table(200), "width=4,16", "depth=1", "epochs=60", "--seeds", "3"};
        Path file = EXAMPLES.resolve("TableWidth.java");
        String console = run(file, keys);
        // The clouds are far apart: whoever reads the right columns makes no mistake on 40 test rows.
        assertTrue(console.contains("From width 4 to 16 at depth 1 the test error changes by 0"), console);
        Path ledger = folder.resolve("table-width/a/ledger.jsonl");
        assertEquals(6, Files.readAllLines(ledger).size());

        // Another table under the same name is other data.
        table(220);
        Ended again = fathom(List.of(
                "run",
                file.toString(),
                "--out",
                folder.toString(),
                "--name",
                "a",
                keys[0],
                keys[1],
                keys[2],
                keys[3],
                keys[4],
                keys[5]));
        assertTrue(again.err().contains("made from data files that have changed since"), again.err());
        assertEquals(12, Files.readAllLines(ledger).size());
    }

    @Test
    void aTableThatIsNotThere() {
        Ended ended = fathom(List.of(
                "run",
                EXAMPLES.resolve("TableWidth.java").toString(),
                "--out",
                folder.toString(),
                "table=nowhere.csv"));
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains("there is no file nowhere.csv"), ended.err());
    }

    @Test
    void theProfileOfATarget() throws IOException {
        run(EXAMPLES.resolve("OwnTarget.java"), "--preset", "smoke", "n=200", "seeds=1");
        String report = Files.readString(folder.resolve("own-target/a/report.html"));
        assertTrue(report.contains("Does depth help to learn a wave, and why?"), "it lacks the question");
    }

    @Test
    void kernelsOnTheSphere() {
        String console = run(EXAMPLES.resolve("SphereKernels.java"), "n=20,40", "kernel=ntk1,laplace", "--seeds", "2");
        assertTrue(console.contains("At n = 40 "), console);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "My_First"})
    void whatNewWrites(String name) throws IOException {
        String text = NewCommand.text(name);
        assertTrue(text.lines().count() <= 60, "longer than 60 lines");
        Path file = Files.writeString(folder.resolve(name + ".java"), text);
        String console = run(file, "depth=1,2", "width=4", "samples=40", "--seeds", "2");
        assertTrue(console.contains("Test error at depth 2 less that at depth 1: "), console);
    }

    @Test
    void theOneOfTheDocumentation() throws IOException {
        Matcher block = Pattern.compile("```java\n(import module.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "extending.md")));
        assertTrue(block.find(), "docs/extending.md has no file to run");
        Path file = Files.writeString(folder.resolve("walk.java"), block.group(1));
        assertTrue(run(file, "steps=16,64", "--seeds", "4").contains("It grows by "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-own", "1st", "class", "a/b", ""})
    void newRefusesWhatIsNoName(String name) {
        Ended ended = fathom(List.of("new", name));
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("must be a Java name"), ended.err());
    }

    @Test
    void newNeverOverwrites() throws IOException {
        Path there = Path.of("Occupied" + ProcessHandle.current().pid() + ".java");
        Files.writeString(there, "mine");
        try {
            Ended ended = fathom(List.of("new", there.toString()));
            assertEquals(2, ended.code());
            assertTrue(ended.err().contains("is there already"), ended.err());
            assertEquals("mine", Files.readString(there));
        } finally {
            Files.delete(there);
        }
    }
}
