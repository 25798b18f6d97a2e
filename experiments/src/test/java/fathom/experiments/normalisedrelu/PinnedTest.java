package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.protocol.Threaded;
import fathom.runs.experiment.Context;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number of the smoke preset has the bits that it had before the experiment moved to the framework. */
class PinnedTest {

    @TempDir
    private Path scratch;

    @Test
    void theSmokePresetHasItsPinnedNumbers() throws IOException {
        NormReluSettings settings = NormReluSection.EXPERIMENT.preset("smoke").resolve();
        Context context = new Context(1, Optional.empty(), scratch);
        Results results = Results.empty()
                .with(
                        NormReluSection.sweep(settings, context, ""),
                        new Threaded<>(1, new NetworkTrial("", scratch.toString())))
                .with(new BeginningSection(settings, context, "").fresh(), new Threaded<>(1, new BeginningTrial("")))
                .with(BeginningSection.limits(settings, context, ""), new Threaded<>(1, new LimitTrial("")));
        Table summary = NormReluSection.EXPERIMENT.prepare(settings, context).summary(results);
        Map<String, Double> means = new HashMap<>();
        for (List<Object> row : summary.rows()) {
            means.put(key(summary.columns(), row), (Double)
                    row.get(summary.columns().indexOf("mean")));
        }
        List<String> pinned;
        try (InputStream stream = PinnedTest.class.getResourceAsStream("/pinned/normalised-relu-smoke.csv")) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
        assertEquals(640, pinned.size());
        for (String line : pinned) {
            String[] cells =
                    line.replaceAll("\"untrained, (width \\d+)\"", "$1").split(",");
            String body = cells[1];
            boolean limit = cells[6].equals("overlap at infinite width");
            String epoch = limit || body.startsWith("width") ? "" : cells[4];
            String metric = switch (cells[6]) {
                case "overlap" -> "mean cosine";
                case "overlap at infinite width" -> "mean cosine at infinite width";
                default -> cells[6];
            };
            String key = String.join(",", cells[0], limit ? "" : body, cells[2], epoch, cells[5], metric);
            assertEquals(Double.parseDouble(cells[7]), means.get(key), line);
        }
    }

    /** data, body, network, epoch, layer, metric. */
    private static String key(List<String> columns, List<Object> row) {
        String kind = cell(columns, row, "kind");
        String depth = cell(columns, row, "depth");
        boolean limit = cell(columns, row, "sweep").equals("limit");
        boolean fresh = cell(columns, row, "sweep").equals("beginning");
        String body = limit
                ? ""
                : fresh ? "width " + cell(columns, row, "width") : new Body(kind, Integer.parseInt(depth), 1).name();
        return String.join(
                ",",
                cell(columns, row, "data"),
                body,
                cell(columns, row, "network"),
                cell(columns, row, "epoch"),
                cell(columns, row, "layer"),
                cell(columns, row, "metric"));
    }

    private static String cell(List<String> columns, List<Object> row, String column) {
        int at = columns.indexOf(column);
        Object value = at < 0 ? null : row.get(at);
        return value == null ? "" : String.valueOf(value);
    }
}
