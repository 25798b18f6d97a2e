package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.data.image.ImageFolder;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Do deep kernels learn better than shallow ones? Figure 1 and table 1 of A. Bietti and F. Bach, Deep equals shallow for ReLU networks in
 * kernel regimes (ICLR 2021), on the authors' own draws and on fresh ones.
 */
public final class KernelRegressions implements Experiment<Configuration> {

    public KernelRegressions() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "kernel-regression",
                "do deep kernels learn better than shallow ones? (Bietti and Bach, figure 1 and table 1)",
                Configuration.class,
                ImmutableMap.of(
                        "quick",
                                "all of figure 1; table 1 at n = 1,000 and 5,000 with --data: under three minutes on two cores without",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "paper",
                                "figure 1 with twenty fresh draws up to n = 5,000; table 1 at n = 50,000, five splits: a day or two",
                        "table1",
                                "table 1 alone, with the grid of the final code; dataSets, dataKernels and splits choose its cells"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return study(configuration, threads, Optional.empty());
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data) {
        return study(configuration, threads, data, Path.of("scratch"));
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data, Path scratch) {
        Optional<ImageFolder> folder = data.map(ImageFolder::new);
        folder.ifPresent(images -> check(configuration, images));
        return new Trials(configuration, threads, folder, new DataSets(folder), scratch.toString());
    }

    /** Reads each data set once before any work, so that a wrong file is the user's error and not a failed trial. */
    private static void check(Configuration configuration, ImageFolder folder) {
        for (String name : configuration.dataSets()) {
            try {
                for (ImageFolder.Part part : ImageFolder.Part.values()) {
                    folder.read(name, part);
                }
            } catch (NoSuchFileException e) {
                // Left out, and the report says so.
            } catch (IOException e) {
                throw new UserError(e.getMessage(), e);
            }
        }
    }

    private record Trials(
            Configuration configuration, int threads, Optional<ImageFolder> data, DataSets files, String scratch)
            implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return ImmutableList.of(curves(), features(), images(availableImages()));
        }

        private Sweep<CurveCell, CurveResult> curves() {
            return Sweep.of(
                            "curve",
                            CurveCell.class,
                            CurveResult.class,
                            Plan.curves(configuration),
                            new CurveTrial(threads))
                    .withCost(CurveCell::cost)
                    .withBytes(CurveCell::bytes)
                    .withLabel(CurveCell::label);
        }

        private Sweep<FeatureCell, FeatureResult> features() {
            return Sweep.of(
                            "features",
                            FeatureCell.class,
                            FeatureResult.class,
                            Plan.features(configuration),
                            new FeatureTrial(threads))
                    .withCost(FeatureCell::cost)
                    .withBytes(FeatureCell::bytes)
                    .withLabel(FeatureCell::label);
        }

        private Sweep<ImageCell, ImageResult> images(ImmutableList<ImageCell> plan) {
            String path = data.map(folder -> folder.path().toString()).orElse("");
            return Sweep.of("image", ImageCell.class, ImageResult.class, plan, new ImageTrial(threads, path, scratch))
                    .withCost(ImageCell::cost)
                    .withBytes(ImageCell::bytes)
                    .withLabel(ImageCell::label)
                    .withData(cell -> files.files(cell.dataSet()));
        }

        private ImmutableList<ImageCell> availableImages() {
            return Plan.images(configuration).stream()
                    .filter(cell -> data.isPresent() && data.get().has(cell.dataSet()))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public String notice(RunFolder folder, int jobs) {
            List<ImageCell> tiled =
                    availableImages().stream().filter(ImageCell::tiled).toList();
            return tiled.isEmpty()
                    ? ""
                    : "each of " + tiled.size() + " cells of table 1 with "
                            + tiled.getLast().n() + " images takes "
                            + tiled.getLast().resources().sentence() + "; their steps are written to " + scratch;
        }

        @Override
        public String report(RunFolder folder) {
            Sweep<ImageCell, ImageResult> images = images(Plan.images(configuration));
            Measurements measured = new Measurements(
                    configuration,
                    folder.ledger().results(curves()),
                    folder.ledger().results(features()),
                    folder.ledger().results(images));
            folder.write("summary.csv", Tables.summary(measured).csv());
            // Of the images, those of data sets that the run was given.
            ImmutableList<ImageCell> given = images.plan().stream()
                    .filter(cell -> folder.dataFolders().contains(cell.dataSet()))
                    .collect(ImmutableList.toImmutableList());
            int missing = folder.ledger().left(ImmutableList.of(curves(), features(), images(given)));
            return new Story(folder, measured, missing).write();
        }
    }
}
