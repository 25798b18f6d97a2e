package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiment of section 7 from end to end: a run, what is left of it after a kill, and what cannot be. */
class NormalisedReluRunTest {

    @TempDir
    private Path results;

    private record Ended(int code, String out, String err) {}

    private Ended fathom(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "normalised-relu", "--out", results.toString()));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    @Test
    void smokeRunsFromEndToEndAndResumes() throws IOException {
        String[] small = {
            "--preset",
            "smoke",
            "--name",
            "smoke",
            "networks=normrelu(c=-1.5975),batch(relu)",
            "residualNetworks=relu",
            "rates=0.01",
            "depths=3"
        };
        Ended first = fathom(small);
        assertEquals(0, first.code(), first.err());
        String report = Files.readString(Path.of(first.out().lines().toList().getLast()));
        for (String word : List.of(
                "Before training, normalised activations",
                "plain ReLU",
                "leads",
                "curves-mixture-FC-3",
                "beginnings-mixture",
                "profiles-mixture-ResNet-8",
                "<svg")) {
            assertTrue(report.contains(word), "the report lacks " + word);
        }
        assertFalse(ReportText.of(report).contains("NaN"), "the report shows NaN");
        Path folder = results.resolve("normalised-relu/smoke");
        String summary = Files.readString(folder.resolve("summary.csv"));
        assertTrue(Files.isRegularFile(folder.resolve("figures/curves-mixture-FC-3.svg")));

        // Killed in mid-run: some trials are missing and the last line is half written.
        Path ledger = folder.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        int left = lines.size() - 4;
        Files.writeString(
                ledger,
                String.join("\n", lines.subList(0, left)) + "\n"
                        + lines.get(left).substring(0, 60));
        Ended again = fathom(small);
        assertEquals(0, again.code(), again.err());
        assertEquals(lines.size(), Files.readAllLines(ledger).size());
        assertEquals(summary, Files.readString(folder.resolve("summary.csv")));
        assertEquals(report, Files.readString(folder.resolve("report.html")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data=cifar10                    | data=cifar10 needs the published files: give the folder that holds cifar10/ by --data DIR or FATHOM_DATA
            data=cifar10 --data NOTHING     | data=cifar10 needs the published files, which are not in
            data=imagenet                   | unknown data set "imagenet"
            data=mixture,mixture            | invalid value data: mixture is given twice
            networks=norm(relu)             | invalid value connected.networks=norm(relu):
            networks=normrelu(c=x)          | invalid value connected.networks=normrelu(c=x):
            networks= residualNetworks=     | must be at least one network here or in residual.networks
            residualNetworks=batch(rely)    | invalid value residual.networks=batch(rely):
            depths=0                        | invalid value connected.depths=0: must be between 1 and 1000
            blocks=0                        | invalid value residual.blocks=0
            rates=                          | connected.rates is empty
            batchRates=0                    | invalid value connected.batchRates=0.0: must be a positive number
            widths=0                        | invalid value fresh.widths=0
            draws=1                         | invalid value fresh.draws=1: must be between 2 and
            rates=-1                        | invalid value connected.rates=-1.0: must be a positive number
            batch=1                         | invalid value descent.batch=1: must be at least 2
            batch=100000                    | invalid value descent.batch=100000
            probe=1                         | invalid value examples.probe=1
            momentum=1                      | invalid value descent.momentum=1.0: must be at least 0 and less than 1
            phases=1000                     | invalid value descent.phases=1000
            decay=0                         | invalid value descent.decay=0.0: must be greater than 0 and at most 1
            initialiser=hee                 | unknown initialiser "hee"; did you mean he
            initialiser=uniform             | unknown initialiser "uniform"
            width=10000 depths=1000         | parameters does not fit one array
            seeds=1,1                       | invalid value seeds: 1 is given twice
            --preset papre                  | unknown preset "papre"; did you mean paper
            """)
    void whatCannotBeIsRefusedInOneSentence(String arguments, String sentence) throws IOException {
        Path nothing = Files.createDirectories(results.resolve("nothing"));
        Ended ended = fathom(arguments.replace("NOTHING", nothing.toString()).split(" "));
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains(sentence), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertFalse(ended.err().contains("\tat "), "a stack trace: " + ended.err());
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(List.of(nothing), files.toList(), "something was written");
        }
    }
}
