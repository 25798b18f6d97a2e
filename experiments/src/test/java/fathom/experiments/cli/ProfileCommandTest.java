package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile from end to end: files, refusals, resumption, links, and the three answers. */
class ProfileCommandTest {

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {

        Path report() {
            return Path.of(out.lines().toList().getLast());
        }
    }

    private Ended profile(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.concat(
                                Stream.of(
                                        "profile",
                                        "--preset",
                                        "smoke",
                                        "--out",
                                        folder.resolve("results").toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    /** Two classes by the sign of the first of three columns, whose last is constant. */
    private Path table(int rows) throws IOException {
        RandomStream random = RandomStream.of(7, "table");
        StringBuilder text = new StringBuilder("a,b,c,kind\n");
        for (int i = 0; i < rows; i++) {
            double a = random.normal(2L * i);
            text.append(a).append(',').append(random.normal(2L * i + 1)).append(",1,");
            text.append(a > 0 ? "yes" : "no").append('\n');
        }
        Path path = folder.resolve("data.csv");
        Files.writeString(path, text);
        return path;
    }

    @Test
    void aTableIsProfiledResumedAndReportedAgain() throws IOException {
        Path table = table(120);
        String[] command = {"--target", table.toString(), "--label", "kind", "--name", "mine"};
        Ended first = profile(command);
        assertEquals(0, first.code(), first.err());
        for (String notice : List.of("is its header", "2 classes (no, yes)", "1 of 3 input columns are constant")) {
            assertTrue(first.err().contains(notice), notice + " is missing: " + first.err());
        }
        String report = Files.readString(first.report());
        checkLinks(report);
        assertFalse(
                Files.exists(first.report().resolveSibling("figures/target.svg")),
                "a table has no picture of a target");
        for (int section = 1; section <= 5; section++) {
            assertTrue(report.contains(">" + section + ". "), "section " + section);
        }
        String shown = ReportText.of(report);
        assertFalse(shown.contains("NaN") || shown.contains("not a number"), "the report shows NaN");
        assertFalse(report.contains(folder.toString()), "the report shows a path of this machine");
        assertTrue(first.out().contains(" On data.csv, networks with 2 hidden layers"), first.out());

        // Killed in mid-run, resumed with other threads: the same bytes.
        Path run = first.report().getParent();
        String summary = Files.readString(run.resolve("summary.csv"));
        Path ledger = run.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(
                ledger,
                String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(5).substring(0, 40));
        Ended resumed = profile(Stream.concat(Stream.of(command), Stream.of("--jobs", "1", "--threads", "2"))
                .toArray(String[]::new));
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(summary, Files.readString(run.resolve("summary.csv")));
        assertEquals(report, Files.readString(resumed.report()));

        // The report comes from the ledger alone, without the table.
        Files.delete(table);
        Files.delete(first.report());
        StringWriter nowhere = new StringWriter();
        assertEquals(
                0,
                Main.run(new PrintWriter(nowhere), new PrintWriter(nowhere), "report", run.toString()),
                nowhere::toString);
        assertEquals(report, Files.readString(first.report()));

        // The same name with other rows: every trial runs again, and the user learns why.
        table(130);
        Ended other = profile(command);
        assertEquals(0, other.code(), other.err());
        assertTrue(other.err().contains("The run profile/mine goes on with other settings:"), other.err());
        assertTrue(other.err().contains(lines.size() + " finished trials of other settings stay"), other.err());
    }

    /** Every clause's row is there, once. */
    private static void checkLinks(String report) {
        int clauses = report.indexOf("class=\"clauses\"");
        Matcher links = Pattern.compile("href=\"#([^\"]+)\"")
                .matcher(report.substring(clauses, report.indexOf("</p>", clauses)));
        int count = 0;
        while (links.find()) {
            count++;
            assertEquals(2, report.split("id=\"" + links.group(1) + "\"", -1).length, "rows named " + links.group(1));
        }
        assertEquals(11, count);
    }

    @Test
    void arraysOfSeveralClassesAndOfNumbers() throws IOException {
        int n = 90;
        DoubleMatrix x = DoubleMatrix.zeros(n, 3);
        RandomStream.of(7, "arrays").fillNormal(x, 0);
        int[] kinds = new int[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            kinds[i] = x.get(i, 0) > 0.4 ? 2 : x.get(i, 0) > -0.4 ? 1 : 0;
            values[i] = x.get(i, 0) * x.get(i, 1);
        }
        Path inputs = folder.resolve("x.npy");
        Npy.write(inputs, Tensor.of(x));
        Npy.write(folder.resolve("kinds.npy"), new Tensor(List.of(n), new Tensor.Ints(kinds)));
        Npy.write(folder.resolve("values.npy"), new Tensor(List.of(n), new Tensor.Doubles(values)));
        String kindsPath = folder.resolve("kinds.npy").toString();
        Ended classes = profile("--target", inputs.toString(), "--labels", kindsPath, "--seeds", "2");
        assertEquals(0, classes.code(), classes.err());
        assertTrue(classes.err().contains("3 classes (0, 1, 2)"), classes.err());
        assertTrue(classes.out().contains("Not tested. On x.npy"), classes.out());
        assertTrue(classes.out().contains("Only 2 seeds: nothing is tested"), classes.out());
        assertTrue(Files.readString(classes.report()).contains("Only 2 seeds: nothing is tested"));
        assertTrue(Files.readString(classes.report()).contains(" offered)"), "no choice at the edge of its grid");
        Ended numbers = profile(
                "--target",
                inputs.toString(),
                "--labels",
                folder.resolve("values.npy").toString(),
                "--name",
                "numbers");
        assertEquals(0, numbers.code(), numbers.err());
        assertTrue(numbers.out().contains("Squared error / variance"), numbers.out());
        checkLinks(Files.readString(numbers.report()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --target lokal                                   | there is no target lokal, expected one of local
            --target local(q=3)                              | local has no key q
            --target local --n 20                            | has 20 samples, expected at least 30
            --target local --n 0                             | invalid value --n=0
            --target local --task regresion                  | did you mean regression
            --target local --label y                         | --label y goes with a CSV file
            --target local --labels y.npy                    | --labels y.npy goes with inputs in an .npy file
            --target local depths=2                          | must hold at least two depths with a hidden layer
            --target local depths=0,1                        | must hold at least two depths with a hidden layer
            --target local depths=1,65                       | invalid value depths=65
            --target local test=0.6 validation=0.4           | leave 0 of
            --target local n=7                               | is no key of a profile
            --target local dephts=1                          | unknown key "dephts"; did you mean depths
            --target local foo=1                             | unknown key "foo"; expected one of data.validation, data.test, depths
            --target local --jobs 0                          | invalid value --jobs=0
            --target nowhere.csv                             | nowhere.csv is no file
            --target nowhere.npy                             | --labels Y.npy
            --target nowhere.npy --labels nowhere.npy        | nowhere.npy is no file
            --n 100                                          | --target is missing: a named target, a .csv
            """)
    void badInputGetsOneSentenceAndExitCode2(String arguments, String sentence) {
        Ended ended = profile(arguments.strip().split(" +"));
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains(sentence), ended.err());
        assertFalse(ended.err().contains("\tat "), "a stack trace: " + ended.err());
        assertFalse(Files.exists(folder.resolve("results")), "something was written");
    }

    @Test
    void aBadTableLeavesNothingBehind() throws IOException {
        Path table = table(60);
        Files.writeString(table, Files.readString(table) + "1,,1,yes\n");
        Ended ended = profile("--target", table.toString());
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("line 62, column 2 (b) is missing"), ended.err());
        assertFalse(Files.exists(folder.resolve("results")), "something was written");
    }

    /** One yes among sixty rows, in one part of each split: nothing can be judged in the others. */
    @ParameterizedTest
    @CsvSource({"classification, no, yes, one class only", "regression, 0.0, 5.5, targets that do not differ"})
    void splitsWithoutAnyDifferenceAreRefused(String task, String common, String rare, String sentence)
            throws IOException {
        RandomStream random = RandomStream.of(11, "rare");
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 60; i++) {
            text.append(random.normal(2L * i))
                    .append(',')
                    .append(random.normal(2L * i + 1))
                    .append(',');
            text.append(i == 17 ? rare : common).append('\n');
        }
        Path table = folder.resolve("rare.csv");
        Files.writeString(table, text);
        Ended ended = profile("--target", table.toString(), "--task", task);
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains(sentence) && ended.err().contains("the split of seed 1"), ended.err());
        assertFalse(Files.exists(folder.resolve("results")), "something was written");
    }

    @Test
    void titlesOfFilesAreFoldersNames() {
        String digest = "0123456789abcdef";
        assertEquals("wine-data_2", ProfileInput.title("wine data_2", digest));
        String chinese = ProfileInput.title("\u6570\u636e", digest);
        String cyrillic = ProfileInput.title("\u0434\u0430\u043d\u043d\u044b\u04352", digest);
        assertTrue(chinese.matches("[0-9a-f]{8}"), chinese);
        assertTrue(cyrillic.matches("2-[0-9a-f]{8}"), cyrillic);
        assertTrue(ProfileInput.title("---", digest).matches("[0-9a-f]{8}"));
        // Files of the same contents under two names are two runs.
        assertNotEquals(chinese, ProfileInput.title("\u6570", digest));
        assertNotEquals(chinese, ProfileInput.title("\u6570\u636e", "f" + digest.substring(1)));
    }

    /** A product of three entries of six is learned by three hidden layers and hardly by one; a sum needs none; sixty samples tell nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Yes         | --target local(k=3,d=6) --n 1200 --seeds 3 test=0.4 validation=0.1 width=24 steps=400 depths=1,3
            No          | --target global(k=1,d=5) --n 1000 --seeds 3 test=0.4 validation=0.2 width=32 steps=200 depths=0,1,2
            Cannot tell | --target local(k=3,d=25) --n 60 --seeds 3
            """)
    void theThreeAnswers(String answer, String arguments) {
        Ended ended =
                profile((arguments.strip() + " unlabelled=50 spectrumSamples=32 conditioningSamples=20").split(" +"));
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains(answer + ". On "), ended.out());
        Path picture = ended.report().resolveSibling("figures/target.svg");
        assertTrue(Files.exists(picture), "a named target has a picture");
    }
}
