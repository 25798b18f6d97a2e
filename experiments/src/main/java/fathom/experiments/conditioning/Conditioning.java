package fathom.experiments.conditioning;

import fathom.experiments.conditioning.BoundsSection.BoundsSettings;
import fathom.experiments.conditioning.LearnTrial.Learner;
import fathom.experiments.conditioning.LengthSection.LengthSettings;
import fathom.experiments.conditioning.PairSection.PairSettings;
import fathom.experiments.conditioning.RiskSection.RiskSettings;
import fathom.experiments.conditioning.TargetSection.TargetSettings;
import fathom.experiments.conditioning.UncentredSection.UncentredSettings;
import fathom.experiments.conditioning.WidthSection.WidthSettings;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Section;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import java.util.List;

/**
 * Does depth make a network's kernels well conditioned? N. Agarwal, P. Awasthi, S. Kale, A deep conditioning treatment of neural networks (ALT
 * 2021): its bounds beside exact values, what it says of hardness and of overfitting, and condition numbers at finite width, which the
 * paper does not measure.
 */
public final class Conditioning {

    /** What users set; an empty list leaves its section out. */
    public record ConditioningSettings(
            @Key(value = "separations of inputs", symbol = "delta", min = 1e-6, max = 1, example = "0.1,0.01")
            List<Double> deltas,

            @Key(value = "hidden layers of the theorems' networks", symbol = "L", min = 1, max = 10_000)
            List<Integer> depths,

            @Key("one sample of everything random each") List<Long> seeds,

            WidthSettings width,
            BoundsSettings bounds,
            UncentredSettings uncentred,
            LengthSettings lengths,

            @Key(value = "dimension of the half cube of section 5", symbol = "d", min = 4, max = 24)
            int cube,

            PairSettings pairs,
            TargetSettings targets,
            Learner learner,
            RiskSettings risk) {

        public ConditioningSettings {
            depths = depths.stream().sorted().toList();
            int points = 1 << cube - 1;
            Require.that(
                    targets.samples() + targets.testPoints() <= points,
                    "targets.testPoints",
                    targets.testPoints(),
                    "at most " + Math.max(0, points - targets.samples()) + ", since the half cube with cube=" + cube
                            + " has " + points + " points and targets.samples=" + targets.samples()
                            + " of them are seen");
        }
    }

    /** The experiment. */
    public static final Experiment<ConditioningSettings> EXPERIMENT = Experiment.of(
                    "conditioning",
                    "Does depth make a network's kernels well conditioned?",
                    ConditioningSettings.class,
                    Conditioning::sections)
            .source("Agarwal, Awasthi and Kale (ALT 2021)")
            .resources(Conditioning.class::getResourceAsStream)
            .preset(
                    "quick",
                    "every theorem to depth 512, widths 64 to 1,024, ten targets to learn; under three minutes on two cores")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset("paper", "the same with 256 inputs, widths to 4,096, ten seeds and 16,384 samples; a day");

    private Conditioning() {}

    private static List<Section> sections(ConditioningSettings s, Context context) {
        return List.of(
                new WidthSection(s.width, s.deltas.getFirst(), s.seeds, context).section(),
                new BoundsSection(s.bounds, s.deltas, s.depths, s.seeds, context).section(),
                new UncentredSection(s.uncentred, s.deltas, s.depths).section(),
                new LengthSection(s.lengths, s.deltas, s.depths).section(),
                new PairSection(s.pairs, s.cube, s.seeds, context).section(),
                new TargetSection(s.targets, s.cube, s.learner, context).section(),
                new RiskSection(s.risk, s.seeds, context).section(),
                new PaperSection(s.deltas).section());
    }
}
