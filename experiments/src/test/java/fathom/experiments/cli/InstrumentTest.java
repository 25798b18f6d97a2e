package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.Npz;
import fathom.simd.file.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands around runs, on small runs of spectra. */
@TestInstance(Lifecycle.PER_CLASS)
class InstrumentTest {

    @TempDir
    private static Path root;

    private String out = "";
    private String err = "";

    private int fathom(String command) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        String[] words = command.replace("@", root + "/").split(" ");
        int code = Main.run(new PrintWriter(output, true), new PrintWriter(errors, true), words);
        out = output.toString();
        err = errors.toString();
        return code;
    }

    @BeforeAll
    void runs() {
        assertEquals(0, fathom("run spectra --preset smoke --tag first --out @r"), () -> err);
        assertEquals(0, fathom("run spectra --preset smoke depths=1 --name one --out @r"), () -> err);
    }

    @Test
    void aRunCanBeWatched() {
        assertEquals(0, fathom("run spectra --preset smoke --watch --out @w"), err);
        assertTrue(err.startsWith("This run in a browser, while it is at work: http://localhost:"), err);
    }

    @Test
    void comparesReplaysAndExports() throws IOException {
        assertEquals(0, fathom("compare smoke one --out @r"), err);
        assertTrue(out.contains("depths: 1,2 | 1"), out);
        assertTrue(
                Files.readString(root.resolve("r/spectra/one/comparison.html")).contains("spectra/smoke"));
        assertEquals(0, fathom("replay spectra/smoke --sample 1 --out @r"), err);
        assertTrue(out.contains("All 1 trials are equal to the bit."), out);
        assertTrue(Files.readString(root.resolve("r/spectra/smoke/environment.json"))
                .contains("\"tag\" : \"first\""));

        for (String format : List.of("csv", "jsonl", "npz")) {
            assertEquals(0, fathom("export smoke --format " + format + " --out @r --output @t." + format), err);
        }
        Map<String, Tensor> arrays = Npz.read(root.resolve("t.npz"));
        List<String> csv = Files.readAllLines(root.resolve("t.csv"));
        assertEquals(csv.size() - 1, Files.readAllLines(root.resolve("t.jsonl")).size());
        arrays.forEach((name, array) -> {
            String metric = name.substring(name.indexOf('.') + 1);
            double[] expected = csv.stream()
                    .skip(1)
                    .filter(line -> line.contains("," + metric + ","))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                    .toArray();
            if (expected.length > 0
                    && arrays.keySet().stream()
                                    .filter(other -> other.endsWith("." + metric))
                                    .count()
                            == 1) {
                assertArrayEquals(
                        expected, array.elements() instanceof Tensor.Doubles doubles ? doubles.array() : null);
            }
        });
    }

    /** The smoke run compares the constants at the depths that it has, and leaves the others. */
    @Test
    void theTableOfPublishedNumbersIsWritten() throws IOException {
        assertEquals(0, fathom("reproduce --report --out @r"), err);
        assertTrue(out.contains("| spectra | Constants agree with an independent derivation |"), out);
        String table = Files.readString(root.resolve("r/reproduction.md"));
        assertTrue(
                table.startsWith("# Published numbers beside ours")
                        && table.contains(out.lines().toList().get(2)),
                table);
        assertTrue(Files.readString(root.resolve("r/reproduction.html")).contains("<h2"));
    }

    @Test
    void settingsOfAnotherRunComeBack() throws IOException {
        assertEquals(0, fathom("run spectra --set-from one --name again --out @r"), err);
        assertEquals(
                Files.readString(root.resolve("r/spectra/one/summary.csv")),
                Files.readString(root.resolve("r/spectra/again/summary.csv")));
        assertEquals(0, fathom("run spectra --config @r/spectra/one/config.json --out @r"), err);
        assertTrue(out.contains("spectra/one/report.html"), out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run spectra --set-from smok                    | did you mean smoke
            run spectra --config @r/none.json              | none.json cannot be read
            run local-global --config @r/spectra/one/config.json | holds settings of experiment spectra, not of local-global
            run spectra --preset smoke --set-from one      | give one of --preset, --config and --set-from
            run spectra depths=1 depths=2                  | a key is given twice, as depths=1 and as depths=2
            run spectra --time-limit soon                  | invalid value --time-limit=soon: must be a whole number with s, m, h or d
            run spectra --shard 3/2                        | invalid value --shard=3/2: must be K/N
            compare smoke nothing                          | there is no run nothing in
            serve --port 0                                 | invalid value --port=0: must be between 1 and 65535
            replay smoke --sample 0                        | invalid value --sample=0: must be at least 1
            reproduce --preset quik                        | unknown preset "quik"; did you mean quick
            export smoke --format parquet                  | unknown format "parquet"
            merge @r/spectra/one                           | one does not end in -shard-K-of-N""")
    void refusals(String command, String sentence) {
        String place = command.startsWith("merge") ? "" : " --out " + root.resolve("r");
        assertEquals(2, fathom(command + place), err);
        assertTrue(err.contains(sentence), err);
    }
}
