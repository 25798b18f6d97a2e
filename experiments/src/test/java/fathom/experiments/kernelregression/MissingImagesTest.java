package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.kernelregression.KernelRegressions.KernelRegressionSettings;
import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report made without the images, as {@code ./fathom report} makes it, counts their trials if the run had them. */
class MissingImagesTest {

    @TempDir
    private Path root;

    @Test
    void imageTrialsAreMissingWhereTheRunWasGivenImages() throws IOException {
        KernelRegressionSettings settings = KernelRegressions.EXPERIMENT
                .preset("smoke")
                .override("table.dataSets=mnist,fashion-mnist")
                .resolve();
        Prepared<KernelRegressionSettings> prepared =
                KernelRegressions.EXPERIMENT.prepare(settings, Context.reading(root));
        try (RunFolder folder =
                RunFolder.open(root, "kernel-regression", "a", settings, Environment.here(), notice -> {})) {
            Sweep<?, ?>[] sweeps = prepared.sweeps().toArray(Sweep<?, ?>[]::new);
            assertEquals(
                    0,
                    Runner.of(2)
                            .withProgress(Progress.silent())
                            .run(folder, sweeps)
                            .exitCode());
            assertEquals(0, missing(prepared, folder));
            Path environment = folder.path().resolve("environment.json");
            Files.writeString(environment, "{\"data\": {\"/data/mnist/train-images-idx3-ubyte\": \"00\"}}");
            // Two kernels on one split of mnist; fashion-mnist was not at hand.
            assertEquals(2, missing(prepared, folder));
        }
    }

    private static int missing(Prepared<?> prepared, RunFolder folder) throws IOException {
        prepared.report(folder);
        String page = Files.readString(folder.path().resolve("report.html"));
        return !page.contains("Incomplete: ")
                ? 0
                : Integer.parseInt(page.replaceAll("(?s).*Incomplete: (\\d+) of.*", "$1"));
    }
}
