package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets one sentence and exit code 2, and nothing is written; the smoke preset runs from end to end. */
class CommandLineTest {

    @TempDir
    private Path results;

    /** What a command printed and how it ended. */
    private record Ended(int code, String out, String err) {}

    private static Ended fathom(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended smoke(String... more) {
        return fathom(Stream.concat(
                        Stream.of("run", "local-global", "--preset", "smoke", "--out", results.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void helpVersionAndListAreThere() {
        assertTrue(fathom().out().contains("run"));
        assertTrue(fathom("--version").out().startsWith("fathom "));
        assertTrue(fathom("list").out().contains("local-global"));
        assertTrue(fathom("doctor").out().contains("kernels     vector"));
        assertTrue(fathom().out().lines().count() <= 36, "the help does not fit a screen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run local-glbal                        | unknown experiment "local-glbal"; did you mean local-global?
            run local-global --preset quik         | unknown preset "quik"; did you mean quick?
            run local-global dephts=1              | unknown key "dephts"; did you mean depths
            run local-global depths=-1             | invalid value depths=-1: must be between 0 and 1000
            run local-global depths=               | depths=
            run local-global k=50                  | invalid value k=50 at d=25: a local target
            run local-global k=25                  | invalid value k=25 at d=25: a global target
            run local-global k=0                   | invalid value k=0: must be at least 1
            run local-global d=25,50               | d has 2 values and k has 1
            run local-global rates=                | rates=
            run local-global rates=0               | invalid value rates=0.0: must be a positive number
            run local-global rates=-0.1            | invalid value rates=-0.1: must be a positive number
            run local-global seeds=1,2,1           | invalid value seeds: 1 is given twice
            run local-global --seeds 3,3           | invalid value seeds: 3 is given twice
            run local-global targets=lokal         | unknown target "lokal"; did you mean local
            run local-global kernels=ntl           | invalid value kernels=ntl: did you mean ntk
            run local-global initialiser=globot    | invalid value initialiser=globot: did you mean glorot
            run local-global loss=logistik         | invalid value loss=logistik: did you mean logistic
            run local-global N=0                   | invalid value N=0: must be at least 2
            run local-global N=many                | invalid value N=many
            run local-global N                     | expected key=value
            run local-global epochs=0              | invalid value epochs=0: must be at least 1
            run local-global batch=7000            | invalid value batch=7000: must be between 1 and 3000
            run local-global validation=1          | invalid value validation=1.0
            run local-global ridge=-1              | invalid value ridge=-1.0
            run local-global N=40000 testPoints=1  | needs about
            run local-global N=1000000             | with kernels needs about 8.0 TB
            run local-global N=2000000000          | with kernels needs about
            run local-global N=2000000000 kernels= | points of d=25 entries need about 200 GB
            run local-global H=100000              | cannot be run: a network of
            run local-global depths=1000000        | depths=1000000
            run local-global schurSeeds=2147483647 | schur.seeds=2147483647: must be between 1 and 10000
            run local-global --seeds 100000        | the range 1..100000 holds more than 10000 values
            run local-global --seeds 9000 depths=1..50 | has more than 100000 trials: give fewer values
            run local-global --jobs 0              | invalid value --jobs=0: must be at least 1
            run local-global --threads 0           | invalid value --threads=0: must be at least 1
            run local-global --seeds 0             | invalid value --seeds=0: must be at least 1
            run local-global --jobs two            | invalid value --jobs=two: must be a whole number
            run local-global --jobs 1 --jobs 2     | --jobs is given twice, expected once
            run local-global --name                | --name has no value, expected --name=
            run                                    | EXPERIMENT is missing: see 'fathom list'
            report                                 | FOLDER is missing: such as results/local-global/quick
            list spectra                           | "spectra" is one word too many, expected none or an option
            run fractal systems=nowhere.json       | there is no file nowhere.json, expected one of a system
            rnu                                    | unknown command "rnu"; did you mean run
            run local-global --prest smoke         | unknown option "--prest"; did you mean --preset
            report nowhere                         | the folder nowhere holds no run
            """)
    void badInputGetsOneSentenceAndExitCode2(String command, String sentence) throws IOException {
        String[] words = (command + (command.startsWith("run l") ? " --out " + results : "")).split(" ");
        Ended ended = fathom(words);
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains(sentence), ended.err());
        assertTrue(ended.err().startsWith("fathom: "), ended.err());
        assertFalse(ended.err().contains("\tat "), "a stack trace: " + ended.err());
        try (Stream<Path> left = Files.list(results)) {
            assertEquals(List.of(), left.toList(), "something was written");
        }
    }

    @Test
    void debugShowsTheStack() {
        assertTrue(fathom("run", "local-glbal", "--debug").err().contains("\tat "));
    }

    @Test
    void smokeRunsFromEndToEndAndItsSummaryNeverChanges() throws IOException {
        Ended first = smoke("--jobs", "2");
        assertEquals(0, first.code(), first.err());
        String last = first.out().lines().toList().getLast();
        assertTrue(last.endsWith("report.html") && Files.isRegularFile(Path.of(last)), last);
        Path folder = results.resolve("local-global/smoke");
        String summary = Files.readString(folder.resolve("summary.csv"));
        assertTrue(summary.startsWith("section,sweep,k,"), summary);
        // Two targets at two depths, of networks and of three kernels.
        assertEquals(
                2 * 2 * 4,
                summary.lines()
                        .filter(line -> line.startsWith("Test error by depth,") && line.contains(",test error,"))
                        .count(),
                summary);
        String report = Files.readString(Path.of(last));
        for (String word : List.of("Claim 1", "Claim 2", "Claim 3", "Claim 4", "not tested", "<svg", "parity")) {
            assertTrue(report.contains(word), "the report lacks " + word);
        }
        assertFalse(ReportText.of(report).contains("NaN"), "the report shows NaN");

        // Killed in mid-run: some trials are missing and the last line is half written.
        Path ledger = folder.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(
                ledger,
                String.join("\n", lines.subList(0, 7)) + "\n" + lines.get(7).substring(0, 50));
        Ended resumed = smoke("--jobs", "1", "--threads", "2");
        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.err().contains("unfinished"), resumed.err());
        assertEquals(lines.size(), Files.readAllLines(ledger).size());
        assertEquals(summary, Files.readString(folder.resolve("summary.csv")));

        // Other settings are another run, named after them, that reuses what is there: here the eight networks.
        Ended without = smoke("kernels=", "lazy.alphas=");
        assertEquals(0, without.code(), without.err());
        assertTrue(without.err().contains(" from smoke), none to run."), without.err());
        assertTrue(without.out().contains("smoke,kernels=none,lazy.alphas=none"), without.out());

        // Under the old name they go on with the run, and back: the same bytes, nothing runs again.
        byte[] before = Files.readAllBytes(ledger);
        Ended fewer = smoke("kernels=", "--name", "smoke");
        assertTrue(fewer.err().contains("goes on with other settings:\n  kernels: "), fewer.err());
        assertTrue(fewer.err().contains("of other settings stay in the ledger"), fewer.err());
        assertNotEquals(summary, Files.readString(folder.resolve("summary.csv")));
        assertEquals(0, smoke().code());
        assertEquals(summary, Files.readString(folder.resolve("summary.csv")));
        assertEquals(report, Files.readString(folder.resolve("report.html")));
        assertArrayEquals(before, Files.readAllBytes(ledger));

        // The report comes from the ledger alone.
        Files.delete(folder.resolve("report.html"));
        assertEquals(0, fathom("report", folder.toString()).code());
        assertEquals(report, Files.readString(folder.resolve("report.html")));
    }
}
