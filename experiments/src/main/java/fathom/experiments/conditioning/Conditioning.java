package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.data.image.ImageFolder;
import fathom.experiments.conditioning.bounds.BoundsChapter;
import fathom.experiments.conditioning.hardness.HardnessChapter;
import fathom.experiments.conditioning.hardness.LearnCell;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.conditioning.norms.NormChapter;
import fathom.experiments.conditioning.overfitting.OverfittingChapter;
import fathom.experiments.conditioning.uncentred.UncentredChapter;
import fathom.experiments.conditioning.width.WidthChapter;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Does depth make a network's kernels well conditioned? N. Agarwal, P. Awasthi, S. Kale, A deep conditioning treatment of neural networks (ALT
 * 2021): its bounds beside exact values, what it says of hardness and of overfitting, and condition numbers at finite width, which the
 * paper does not measure. Each part is a {@link Chapter}.
 */
public final class Conditioning implements Experiment<Configuration> {

    public Conditioning() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "conditioning",
                "does depth make a network's kernels well conditioned? (Agarwal, Awasthi and Kale)",
                Configuration.class,
                ImmutableMap.of(
                        "quick",
                                "every theorem to depth 512, widths 64 to 1,024, ten targets to learn: under three minutes on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "paper", "the same with 256 inputs, widths to 4,096, ten seeds and 16,384 samples: a day"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return study(configuration, threads, Optional.empty());
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data) {
        return new Trials(chapters(configuration, threads, images(configuration, data)), configuration);
    }

    /** The folder, if the run asks for images and finds them: reading them once here makes a wrong file the user's error. */
    private static Optional<String> images(Configuration c, Optional<Path> data) {
        if (data.isEmpty() || !c.inputs().contains(Inputs.MNIST)) {
            return Optional.empty();
        }
        try {
            new ImageFolder(data.get()).read(Inputs.MNIST, ImageFolder.Part.TRAINING);
            return data.map(Path::toString);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static ImmutableList<Chapter> chapters(Configuration c, int threads, Optional<String> images) {
        return ImmutableList.of(
                new BoundsChapter(
                        c.activations(), c.deltas(), c.depths(), c.inputs(), c.n(), c.d(), c.seeds(), images, threads),
                new UncentredChapter(c.uncentred(), c.deltas(), c.depths()),
                new NormChapter(c.normActivations(), c.lengths(), c.deltas(), c.depths()),
                new WidthChapter(
                        c.networks(),
                        c.widths(),
                        c.widthInputs(),
                        c.deltas().getFirst(),
                        c.widthDepths(),
                        c.seeds(),
                        threads),
                new HardnessChapter(
                        c.cube(),
                        c.pairActivations(),
                        c.pairWidths(),
                        c.pairDepths(),
                        c.pairDraws(),
                        c.seeds(),
                        c.target(),
                        c.targetWidth(),
                        c.targetDepths(),
                        c.targets(),
                        c.samples(),
                        c.testPoints(),
                        new LearnCell.Learner(c.learnerWidth(), c.rates(), c.epochs(), c.batch()),
                        threads),
                new OverfittingChapter(
                        c.riskActivation(),
                        c.riskD(),
                        c.riskSizes(),
                        c.riskDepths(),
                        c.noise(),
                        c.gamma(),
                        c.riskPoints(),
                        c.seeds(),
                        threads));
    }

    private record Trials(ImmutableList<Chapter> chapters, Configuration configuration) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return chapters.stream()
                    .flatMap(chapter -> chapter.sweeps().stream())
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public String report(RunFolder folder) {
            return new Story(folder, configuration, chapters).write();
        }
    }
}
