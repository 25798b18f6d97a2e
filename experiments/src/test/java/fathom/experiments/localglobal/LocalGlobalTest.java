package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every number of the smoke preset has the bits that it had before the experiment moved to the framework. */
class LocalGlobalTest {

    private static final List<String> KEYS =
            List.of("sweep", "metric", "k", "N", "H", "target", "depth", "kernel", "ridge", "width", "alpha", "length");

    /** The metrics as they were called. */
    private static final Map<String, String> NAMES = Map.of(
            "local less global squared error", "local − global squared error",
            "local less global label error", "local − global label error",
            "changed by one entry", "flip rate, one entry",
            "changed by all entries", "flip rate, all entries");

    @Test
    void theSmokePresetHasItsPinnedNumbers() throws IOException {
        LocalGlobalSettings settings = LocalGlobal.EXPERIMENT.preset("smoke").resolve();
        Prepared<LocalGlobalSettings> prepared =
                LocalGlobal.EXPERIMENT.prepare(settings, new Context(2, Optional.empty(), Path.of(".")));
        Results results = Results.empty();
        for (Sweep<?, ?> sweep : prepared.sweeps()) {
            results = run(results, sweep);
        }
        Map<String, List<String>> ours = values(prepared.summary(results));
        int compared = 0;
        for (CSVRecord row : pinned("local-global-smoke")) {
            boolean network = row.get("model").equals("network");
            Map<String, String> at = new TreeMap<>(Map.of(
                    "sweep", network ? "network" : "kernel",
                    "k", row.get("k"),
                    "N", row.get("N"),
                    "target", row.get("target"),
                    "depth", row.get("depth")));
            at.put(network ? "H" : "kernel", network ? row.get("H") : row.get("model"));
            for (String metric : List.of("test error", "squared error")) {
                String column = metric.replace(' ', '_');
                if (!row.get(column).isEmpty()) {
                    at.put("metric", metric);
                    compared += same(ours, at, row, column);
                }
            }
        }
        for (CSVRecord row : pinned("local-global-smoke-chapters")) {
            Map<String, String> at = new TreeMap<>();
            for (String pair : row.get("variant").split(" ")) {
                at.put(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1).replaceAll("\\.0$", ""));
            }
            boolean limit = "limit".equals(at.get("alpha"));
            if (limit) {
                at.keySet().removeAll(List.of("alpha", "width"));
            }
            at.put("sweep", limit ? "lazy limit" : row.get("part"));
            at.put("metric", NAMES.getOrDefault(row.get("quantity"), row.get("quantity")));
            at.put("depth", row.get("depth"));
            at.put(
                    row.get("part").equals("values") ? "kernel" : "target",
                    row.get("quantity").equals("dissociation") ? "global − local" : row.get("model"));
            if (row.get("part").equals("random labels")) {
                at.remove("target");
                at.put("H", "" + settings.H().getFirst());
            }
            if (row.get("part").equals("lazy")) {
                at.put("k", "" + settings.lazy().k());
                at.put("N", "" + settings.lazy().N());
                if (limit) {
                    at.put("kernel", "ntk");
                    at.put("ridge", "0");
                }
            }
            compared += same(ours, at, row, "value");
        }
        assertEquals(104, compared);
    }

    private static <C extends Record, R extends Record> Results run(Results results, Sweep<C, R> sweep) {
        return results.with(sweep, sweep.trial());
    }

    private static int same(Map<String, List<String>> ours, Map<String, String> at, CSVRecord row, String column) {
        List<String> pinned = List.of("", "_low", "_high", "_sd", "_n").stream()
                .map(end -> row.get(column + end))
                .toList();
        Map<String, String> named = new TreeMap<>(at);
        if (at.get("sweep").equals("kernel")) {
            named.put("ridge", "0");
        }
        assertEquals(pinned, ours.get(named.toString()), named.toString());
        return 1;
    }

    private static Map<String, List<String>> values(Table summary) {
        Map<String, List<String>> values = new HashMap<>();
        for (List<Object> row : summary.rows()) {
            Map<String, String> at = new TreeMap<>();
            for (String key : KEYS) {
                Object value = row.get(summary.columns().indexOf(key));
                if (value != null) {
                    at.put(key, value.toString().replaceAll("\\.0$", ""));
                }
            }
            values.put(
                    at.toString(),
                    List.of("mean", "low", "high", "sd", "n").stream()
                            .map(column ->
                                    String.valueOf(row.get(summary.columns().indexOf(column))))
                            .toList());
        }
        return values;
    }

    private static List<CSVRecord> pinned(String name) throws IOException {
        try (InputStream stream = LocalGlobalTest.class.getResourceAsStream("/pinned/" + name + ".csv")) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .getRecords();
        }
    }
}
