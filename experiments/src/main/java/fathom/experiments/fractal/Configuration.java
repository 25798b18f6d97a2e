package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import fathom.data.fractal.IteratedSystem;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import java.util.List;

/**
 * What a user can set. Figure 4: every depth and width on the first curve. Figure 5: the greatest depth, at every width, on every curve.
 *
 * @param systems of {@code cantor}, {@code sierpinsky}, {@code vicsek}, {@code pentaflake}, or files; empty leaves the networks out
 * @param d dimension of Cantor's system
 * @param n levels of the fractals
 * @param curves 1 to 6, or weights of the levels in brackets, the coarsest first
 * @param depths numbers of hidden layers
 * @param widths of every hidden layer
 * @param layerwise widths at which networks are trained layer by layer too; may be empty
 * @param rates learning rates to choose from
 * @param seeds one set of points and one initialisation each
 * @param steps of Adam
 * @param look steps between two looks at the validation points
 * @param training points
 * @param validation points
 * @param test points, fresh
 * @param batch points in a step
 * @param bias where all biases begin
 * @param picture decision regions on a grid of so many points along either axis, for the first seed; 0 for none
 * @param theoryLevels levels of the fractals on which the constructions are built; may be empty
 * @param gradientLevels levels of the Cantor distributions whose gradient is integrated; may be empty
 * @param gradientDepth hidden layers of the networks whose gradient it is
 * @param gradientWidth their width
 * @param gradientDraws how many of them
 * @param images numbers of hidden layers of the convolutional networks of figure 6; may be empty
 * @param channels of theirs
 * @param imageSteps of Adam for these
 * @param imageRates learning rates for these
 */
public record Configuration(
        List<String> systems,
        int d,
        int n,
        List<String> curves,
        List<Integer> depths,
        List<Integer> widths,
        List<Integer> layerwise,
        List<Double> rates,
        List<Long> seeds,
        int steps,
        int look,
        int training,
        int validation,
        int test,
        int batch,
        double bias,
        int picture,
        List<Integer> theoryLevels,
        List<Integer> gradientLevels,
        int gradientDepth,
        int gradientWidth,
        int gradientDraws,
        List<Integer> images,
        List<Integer> channels,
        int imageSteps,
        List<Double> imageRates) {

    private static final int MOST_LEVELS = 12;

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        systems = systems.stream().map(Systems::kept).collect(ImmutableList.toImmutableList());
        systems = optional("systems", systems);
        Require.between("d", d, 1, 8);
        Require.between("n", n, 1, MOST_LEVELS);
        curves = ImmutableList.copyOf(Require.distinct("curves", curves));
        for (String curve : curves) {
            Systems.curve(curve, n);
        }
        for (String system : systems) {
            IteratedSystem checked = Systems.system(system, d);
            Require.that(checked.dimension() <= 8, "systems", checked.name(), "at most 8 dimensions");
        }
        depths = ImmutableList.sortedCopyOf(Require.distinct("depths", depths));
        widths = ImmutableList.sortedCopyOf(Require.distinct("widths", widths));
        layerwise = optional("layerwise", layerwise);
        rates = ImmutableList.copyOf(Require.distinct("rates", rates));
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        depths.forEach(depth -> Require.between("depths", depth, 1, 100));
        widths.forEach(width -> Require.between("widths", width, 1, 10_000));
        layerwise.forEach(width -> Require.between("layerwise", width, 1, 10_000));
        rates.forEach(rate -> Require.positive("rates", rate));
        Require.atLeast("training", training, 1);
        Require.atLeast("validation", validation, 1);
        Require.atLeast("test", test, 1);
        Require.between("batch", batch, 1, training);
        Require.atLeast("steps", steps, depths.getLast());
        Require.between("look", look, 1, steps);
        Require.between("picture", picture, 0, 512);
        Require.that(Double.isFinite(bias), "bias", bias, "a finite number");
        theoryLevels = optional("theoryLevels", theoryLevels);
        theoryLevels.forEach(level -> Require.between("theoryLevels", level, 1, 8));
        gradientLevels = ImmutableList.sortedCopyOf(optional("gradientLevels", gradientLevels));
        gradientLevels.forEach(level -> Require.between("gradientLevels", level, 1, 40));
        Require.between("gradientDepth", gradientDepth, 1, 8);
        Require.between("gradientWidth", gradientWidth, 1, 64);
        Require.between("gradientDraws", gradientDraws, 2, 10_000);
        images = ImmutableList.sortedCopyOf(optional("images", images));
        images.forEach(depth -> Require.between("images", depth, 1, 10));
        channels = ImmutableList.sortedCopyOf(Require.distinct("channels", channels));
        channels.forEach(count -> Require.between("channels", count, 1, 1024));
        Require.atLeast("imageSteps", imageSteps, 1);
        imageRates = ImmutableList.copyOf(Require.distinct("imageRates", imageRates));
        imageRates.forEach(rate -> Require.positive("imageRates", rate));
    }

    private static <T> ImmutableList<T> optional(String key, List<T> values) {
        return values.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct(key, values));
    }

    int deepest() {
        return depths.getLast();
    }

    int shallowest() {
        return depths.getFirst();
    }

    NetworkCell.Training adam() {
        return new NetworkCell.Training(steps, look, batch, bias);
    }

    Problem problem(String system, String curve, long seed) {
        return new Problem(system, d, n, curve, training, validation, test, seed);
    }
}
