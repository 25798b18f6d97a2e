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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiment on fractals from end to end, with a system of the user's own. */
class FractalRunTest {

    @TempDir
    private Path results;

    @Test
    void smokeRunsFromEndToEndAndResumes() throws IOException {
        Path own = results.resolve("own.json");
        Files.writeString(
                own,
                "{\"name\": \"own\", \"maps\": [{\"scale\": [0.5, 0.4], \"shift\": [-0.5, 0]}, {\"scale\": [0.4, -0.5], \"shift\": [0.6, 0]}]}");
        String report = run(own);
        for (String word : List.of(
                "Deeper networks achieve",
                "Theorem 1",
                "Theorem 4",
                "Theorem 5",
                "Training layer by layer",
                "figure 6 needs")) {
            assertTrue(report.contains(word), "the report lacks " + word);
        }
        for (String system : List.of("cantor", "own", "sierpinsky", "vicsek", "pentaflake", "line")) {
            assertTrue(Files.exists(results.resolve("fractal/smoke/figures/data-" + system + ".svg")), system);
        }
        assertTrue(Files.exists(results.resolve("fractal/smoke/figures/line.svg")));
        assertFalse(ReportText.of(report).contains("NaN"), "the report shows NaN");

        Path folder = results.resolve("fractal/smoke");
        String summary = Files.readString(folder.resolve("summary.csv"));
        // Two systems of two depths on the first curve, one on the second, two layer by layer.
        assertEquals(
                2 * (2 + 1 + 2),
                summary.lines().filter(line -> line.contains(",test accuracy,")).count(),
                summary);
        Path ledger = folder.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, String.join("\n", lines.subList(0, lines.size() - 3)) + "\n");
        assertEquals(report, run(own));
        assertEquals(lines.size(), Files.readAllLines(ledger).size());
        assertEquals(summary, Files.readString(folder.resolve("summary.csv")));
    }

    private String run(Path own) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                "fractal",
                "--preset",
                "smoke",
                "--name",
                "smoke",
                "--out",
                results.toString(),
                "systems=cantor," + own,
                "seeds=1",
                "theoryLevels=1",
                "gradientLevels=2",
                "images=1");
        assertEquals(0, code, err.toString());
        assertTrue(err.toString().contains("figure 6 needs --data DIR"), err.toString());
        return Files.readString(Path.of(out.toString().lines().toList().getLast()));
    }
}
