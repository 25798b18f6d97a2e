package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.protocol.Study;
import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.progress.Progress;
import fathom.runs.settings.Settings;
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
        KernelRegressions experiment = new KernelRegressions();
        Configuration configuration = Settings.of(Configuration.class)
                .preset("smoke", experiment.preset("smoke"))
                .resolve();
        Study study = experiment.study(configuration, 1);
        try (RunFolder folder =
                RunFolder.open(root, "kernel-regression", "a", configuration, Environment.here(), notice -> {})) {
            Sweep<?, ?>[] sweeps = study.sweeps().toArray(Sweep<?, ?>[]::new);
            assertEquals(
                    0,
                    Runner.of(2)
                            .withProgress(Progress.silent())
                            .run(folder, sweeps)
                            .exitCode());
            assertEquals(0, missing(study, folder));
            Path environment = folder.path().resolve("environment.json");
            Files.writeString(environment, "{\"data\": {\"/data/mnist/train-images-idx3-ubyte\": \"00\"}}");
            int images = Plan.images(configuration).size();
            assertEquals(2, images);
            assertEquals(images, missing(study, folder));
        }
    }

    private static int missing(Study study, RunFolder folder) throws IOException {
        study.report(folder);
        String page = Files.readString(folder.path().resolve("report.html"));
        return !page.contains("The run is not complete")
                ? 0
                : Integer.parseInt(page.replaceAll("(?s).*The run is not complete: (\\d+) of.*", "$1"));
    }
}
