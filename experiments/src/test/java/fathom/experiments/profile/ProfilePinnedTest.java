package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.data.Task;
import fathom.experiments.profile.sample.NamedSource;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Means and standard deviations of version 0.1 to the bit: the smoke preset of two small targets, three seeds. */
class ProfilePinnedTest {

    private static final Map<String, String> NAMES = Map.of(
            "held_out_energy_leading_tenth", "held-out energy in the leading tenth",
            "effective_rank", "effective rank",
            "depth_effect", "depth effect");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classes | local(k=3,d=6) | 200 | 6 | classification
            numbers | local(k=2,d=5) | 150 | 5 | regression
            """)
    void numbersAreThoseOfTheFirstVersion(String file, String target, int n, int inputs, String task)
            throws IOException {
        ProfileSettings settings = Profile.EXPERIMENT
                .preset("smoke")
                .overrides(List.of(
                        "target=" + target,
                        "digest=",
                        "label=",
                        "task=" + task,
                        "n=" + n,
                        "inputs=" + inputs,
                        "outputs=1",
                        "seeds=1..3"))
                .resolve();
        NamedSource source = new NamedSource(Task.named(target), settings.classification());
        ProfileSweeps sweeps = new ProfileSweeps(settings, source, 1);
        Results results = Results.empty()
                .with(sweeps.networks(), new ProfileNetworkTrial(source, 1))
                .with(sweeps.kernels(), new ProfileKernelTrial(source, 1))
                .with(sweeps.spectra(), new ProfileSpectrumTrial(source, 1))
                .with(sweeps.conditioning(), new ProfileConditioningTrial(source, 1));
        Map<String, List<Object>> rows = rows(Profile.EXPERIMENT
                .prepare(settings, Context.reading(Path.of(".")))
                .summary(results));
        List<String> pinned;
        try (InputStream stream = getClass().getResourceAsStream("/pinned/profile-" + file + ".csv")) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
        assertEquals(45, pinned.size());
        for (String line : pinned) {
            String[] cells = line.split(",");
            List<Object> row = rows.get(key(cells[0], cells[1], cells[2]));
            for (int column : new int[] {3, 6, 7}) {
                assertEquals(cells[column], String.valueOf(row.get(column - 3)), line);
            }
            // Ends: the first version took half the difference of Student's ends for the half-width, one rounding more;
            // and its summary did
            // not apply the floor of 3 / (test samples) to depth effects, which its tables did.
            for (int column = 4; column < 6 && !cells[2].equals("depth_effect"); column++) {
                double end = Double.parseDouble(cells[column]);
                assertEquals(end, (double) row.get(column - 3), 1e-15 * Math.max(1, Math.abs(end)), line);
            }
        }
    }

    /** Where a row of the first version stands now: model, depth, metric and size. */
    private static String key(String model, String depth, String quantity) {
        int at = quantity.indexOf("_at_");
        return switch (model) {
            case "trivial" -> "network,1,trivial error,";
            case "imitation" ->
                "network," + depth + "," + (quantity.equals("test_error") ? "test error of" : "unexplained by")
                        + " the imitation,";
            default ->
                model + "," + depth + ","
                        + (at > 0
                                ? quantity.substring(0, at) + "," + quantity.substring(at + 4)
                                : NAMES.getOrDefault(quantity, "test error") + ",");
        };
    }

    private static Map<String, List<Object>> rows(Table table) {
        Map<String, List<Object>> rows = new HashMap<>();
        for (List<Object> row : table.rows()) {
            Map<String, Object> cells = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                cells.put(table.columns().get(i), row.get(i) == null ? "" : row.get(i));
            }
            Object model = cells.get("kernel").equals("") ? cells.get("sweep") : cells.get("kernel");
            Object depth = cells.get("student").equals("") ? cells.get("depth") : cells.get("student");
            rows.put(
                    model + "," + depth + "," + cells.get("metric") + "," + cells.get("size"),
                    List.of(cells.get("mean"), cells.get("low"), cells.get("high"), cells.get("sd"), cells.get("n")));
        }
        return rows;
    }
}
