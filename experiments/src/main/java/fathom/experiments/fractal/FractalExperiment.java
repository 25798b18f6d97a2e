package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalTrial.FractalCell.AdamSteps;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Is deeper better only when shallow is good? E. Malach and S. Shalev-Shwartz, NeurIPS 2019: networks trained on fractal distributions whose
 * negatives lie in coarse or in fine gaps, the paper's explicit networks, and its gradient at initialisation.
 */
public final class FractalExperiment {

    private FractalExperiment() {}

    /** What users set. Figure 4: every depth and width on the first curve. Figure 5: the greatest depth, at every width, on every curve. */
    public record FractalSettings(
            @Key(
                    value = "fractals: cantor, sierpinsky, vicsek, pentaflake, or FILE.json",
                    empty = "trains no fully connected network",
                    example = "cantor,vicsek")
            List<String> systems,

            @Key(value = "dimension of Cantor's fractal", symbol = "d", min = 1, max = 8)
            int d,

            @Key(value = "levels of the fractals", symbol = "n", min = 1, max = 12)
            int n,

            @Key(
                    value = "approximation curves: 1 to 6, or a weight for each level, the coarsest first",
                    symbol = "P",
                    example = "1,6,\"(0,0,1,2,3)\"")
            List<String> curves,

            @Key(value = "hidden layers", symbol = "t", min = 1, max = 100)
            List<Integer> depths,

            @Key(value = "units per hidden layer", symbol = "k", min = 1, max = 10_000)
            List<Integer> widths,

            @Key(value = "widths trained layer by layer too", min = 1, max = 10_000, empty = "trains none so")
            List<Integer> layerwise,

            @Key(value = "learning rates of Adam to choose from", min = 1e-12, max = 1000)
            List<Double> rates,

            @Key("seeds: one set of points and one initialisation each")
            List<Long> seeds,

            @Key(value = "steps of Adam", min = 1) int steps,

            @Key(value = "steps between two evaluations on the validation points", min = 1, was = "look")
            int evaluateEvery,

            @Key(value = "training points", min = 1) int training,

            @Key(value = "validation points, which choose rate and step", min = 1)
            int validation,

            @Key(value = "test points, which choose nothing", min = 1)
            int test,

            @Key(value = "points in a step", min = 1) int batch,

            @Key(value = "initial value of all biases", min = -1000, max = 1000)
            double bias,

            @Key(value = "grid points per axis of the decision regions that are drawn; 0 for none", min = 0, max = 512)
            int picture,

            TheorySettings theory,
            GradientSettings gradient,
            ImageSettings image) {

        public FractalSettings {
            systems = systems.stream().map(Systems::kept).toList();
            for (String curve : curves) {
                Systems.curve(curve, n);
            }
            for (String system : systems) {
                IteratedSystem checked = Systems.system(system, d);
                Require.that(checked.dimension() <= 8, "systems", checked.name(), "at most 8 dimensions");
            }
            if (!systems.isEmpty()) {
                Require.distinct("systems", systems.stream().map(Systems::title).toList());
            }
            depths = depths.stream().sorted().toList();
            widths = widths.stream().sorted().toList();
            rates = rates.stream().sorted().toList();
            Require.between("batch", batch, 1, training);
            Require.atLeast("steps", steps, depths.getLast());
            Require.between("evaluateEvery", evaluateEvery, 1, steps);
        }

        int deepest() {
            return depths.getLast();
        }

        int shallowest() {
            return depths.getFirst();
        }

        String curve() {
            return curves.getFirst();
        }

        long seed() {
            return seeds.getFirst();
        }

        AdamSteps adam() {
            return new AdamSteps(steps, evaluateEvery, batch, bias);
        }

        FractalProblem problem(String system, String itsCurve, long itsSeed) {
            return new FractalProblem(system, d, n, itsCurve, training, validation, test, itsSeed);
        }
    }

    /** Theorems 1 to 4. */
    public record TheorySettings(
            @Key(
                    value = "levels of the fractals of the explicit networks",
                    symbol = "n",
                    min = 1,
                    max = 8,
                    empty = "leaves theorems 1 to 4 and the networks on a line out")
            List<Integer> levels) {}

    /** Theorem 5. */
    public record GradientSettings(
            @Key(value = "levels of the fractals", symbol = "n", min = 1, max = 40, empty = "leaves theorem 5 out")
            List<Integer> levels,

            @Key(value = "hidden layers", symbol = "t", min = 1, max = 8)
            int depth,

            @Key(value = "units per hidden layer", symbol = "k", min = 1, max = 64)
            int width,

            @Key(value = "random networks", min = 2, max = 10_000)
            int draws) {

        public GradientSettings {
            levels = levels.stream().sorted().toList();
        }
    }

    /** Figure 6. */
    public record ImageSettings(
            @Key(
                    value = "convolutions of the networks on CIFAR-10",
                    min = 1,
                    max = 10,
                    empty = "leaves figure 6 out",
                    was = "images")
            List<Integer> depths,

            @Key(value = "channels of each convolution", min = 1, max = 1024, was = "channels")
            List<Integer> channels,

            @Key(value = "steps of Adam", min = 1) int steps,

            @Key(value = "learning rates of Adam to choose from", min = 1e-12, max = 1000)
            List<Double> rates,

            @Key("seeds: initial weights, batches and augmentations")
            List<Long> seeds) {

        public ImageSettings {
            depths = depths.stream().sorted().toList();
            channels = channels.stream().sorted().toList();
            rates = rates.stream().sorted().toList();
        }
    }

    /** The experiment. */
    public static final Experiment<FractalSettings> EXPERIMENT = Experiment.of(
                    "fractal",
                    "Is deeper better only when shallow is good?",
                    FractalSettings.class,
                    FractalExperiment::sections)
            .source("Malach and Shalev-Shwartz (NeurIPS 2019)")
            .resources(FractalExperiment.class::getResourceAsStream)
            .preset(
                    "quick",
                    "Cantor in the plane, depths 1 to 5, three curves, and the theorems; under five minutes on two cores")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset(
                    "row",
                    "figure 4 at widths 10, 20, 50 and the paper's 10^6 steps, three seeds; about an hour on one core")
            .preset("paper", "all four fractals at the paper's size, 10^6 steps; weeks, stop and resume at will");

    private static List<Section> sections(FractalSettings settings, Context context) {
        List<Section> networks = settings.systems().isEmpty()
                ? List.of()
                : List.of(new NetworkSection(settings, context).section(), new DistributionSection(settings).section());
        List<Section> others = List.of(
                new LineSection(settings, context).section(),
                new TheorySection(settings).section(),
                new GradientSection(settings.gradient(), settings).section(),
                new ImageSection(settings.image(), settings.bias(), context).section());
        return Stream.of(networks, others).flatMap(List::stream).toList();
    }
}
