package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.kernelregression.KernelRegressions.KernelRegressionSettings;
import fathom.experiments.protocol.Threaded;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import fathom.runs.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinnedCurvesTest {

    /** Every error of the smoke preset has the bits that it had before the experiment moved to the framework. */
    @Test
    void theSmokePresetHasItsPinnedNumbers() throws IOException {
        KernelRegressionSettings settings =
                KernelRegressions.EXPERIMENT.preset("smoke").resolve();
        Context context = Context.reading(Path.of("."));
        Results results = Results.empty()
                .with(
                        new CurveSection(settings.curves(), settings.seeds(), settings.testPoints(), context).sweep(),
                        new Threaded<>(1, new CurveTrial()))
                .with(
                        new FeatureSection(settings.features(), settings.seeds(), settings.testPoints(), context)
                                .sweep(),
                        new Threaded<>(1, new FeatureTrial()));
        Prepared<KernelRegressionSettings> prepared = KernelRegressions.EXPERIMENT.prepare(settings, context);
        Map<String, Double> means = means(prepared.summary(results));
        List<String> pinned;
        try (InputStream stream = PinnedCurvesTest.class.getResourceAsStream("/pinned/kernel-regression-smoke.csv")) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
        assertEquals(108, pinned.size());
        assertEquals(pinned.size(), means.size());
        for (String line : pinned) {
            String plain = line.replace("\"3-layer (sqrt n, sqrt n)\"", "3-layer (sqrt n; sqrt n)")
                    .replace("\"3-layer (10, sqrt n)\"", "3-layer (10; sqrt n)")
                    .replace("\"3-layer (sqrt n, 10)\"", "3-layer (sqrt n; 10)");
            String[] cells = plain.split(",");
            String key = String.join(",", cells[0], cells[1], cells[2], cells[3]);
            assertEquals(Double.valueOf(cells[4]), means.get(key), line);
        }
    }

    /** Means by the keys of the old summary: part, model, variant, n. */
    private static Map<String, Double> means(Table summary) {
        Map<String, Double> means = new HashMap<>();
        for (List<Object> row : summary.rows()) {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                cells.put(summary.columns().get(i), String.valueOf(row.get(i)));
            }
            String key = cells.get("sweep").equals("curve")
                    ? (cells.get("draw").equals("fresh") ? "fresh draws" : "published draw") + "," + cells.get("kernel")
                            + ",1e" + cells.get("smallestRidge")
                    : "random features," + cells.get("model").replace(',', ';') + ","
                            + cells.get("metric").replace("squared error ", "");
            means.put(key + "," + cells.get("key.n"), (Double)
                    row.get(summary.columns().indexOf("mean")));
        }
        return means;
    }

    /** The flat names of version 0.1 still set the nested keys. */
    @Test
    void oldNamesWork() {
        Settings<KernelRegressionSettings> old = KernelRegressions.EXPERIMENT
                .preset("smoke")
                .overrides(List.of(
                        "kernels=laplace",
                        "publishedN=20",
                        "freshN=30",
                        "smallestRidges=-5",
                        "featureN=50",
                        "repetitions=4",
                        "dataSets=fashion-mnist",
                        "dataN=400",
                        "dataKernels=ntk(depth=2)",
                        "largeN=500",
                        "largeKernels=laplace",
                        "splits=1",
                        "smallestDataRidge=-3"));
        Settings<KernelRegressionSettings> nested = KernelRegressions.EXPERIMENT
                .preset("smoke")
                .overrides(List.of(
                        "curves.kernels=laplace",
                        "curves.publishedN=20",
                        "curves.freshN=30",
                        "curves.smallestRidges=-5",
                        "features.n=50",
                        "features.repetitions=4",
                        "table.dataSets=fashion-mnist",
                        "table.n=400",
                        "table.kernels=ntk(depth=2)",
                        "table.largeN=500",
                        "table.largeKernels=laplace",
                        "table.splits=1",
                        "table.smallestRidge=-3"));
        assertEquals(nested.resolve(), old.resolve());
    }
}
