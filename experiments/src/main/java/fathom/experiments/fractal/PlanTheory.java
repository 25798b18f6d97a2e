package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The trials that train nothing on a fractal: constructions, gradients; and those on images. */
final class PlanTheory {

    /** Biases that give networks kinks: where those of the experiments begin. */
    static final double KINKED = 0.1;

    /** Biases of theorem 5, as far as is known. */
    private static final double HALF = 0.5;

    private static final int POINTS = 4_000;
    private static final int IMAGE_BATCH = 128;
    private static final ImmutableList<Integer> CURVES = ImmutableList.of(1, 4, 6);

    private PlanTheory() {}

    /** The theory's Cantor set, the paper's four fractals and the user's own. */
    static ImmutableList<ConstructionCell> constructions(Configuration c) {
        ImmutableList.Builder<String> systems =
                ImmutableList.<String>builder().add(ConstructionCell.LINE).addAll(Systems.NAMES);
        c.systems().stream().filter(system -> !Systems.NAMES.contains(system)).forEach(systems::add);
        ImmutableList.Builder<ConstructionCell> cells = ImmutableList.builder();
        for (String system : systems.build()) {
            for (int n : c.theoryLevels()) {
                cells.add(new ConstructionCell(
                        system, c.d(), n, "1", POINTS, c.seeds().getFirst()));
            }
        }
        return cells.build();
    }

    static ImmutableList<GradientCell> gradients(Configuration c) {
        ImmutableList.Builder<GradientCell> cells = ImmutableList.builder();
        if (!c.gradientLevels().isEmpty()) {
            for (double bias : List.of(KINKED, HALF)) {
                for (int curve : CURVES) {
                    cells.add(new GradientCell(
                            curve,
                            bias,
                            c.gradientLevels(),
                            c.gradientDepth(),
                            c.gradientWidth(),
                            c.gradientDraws(),
                            c.seeds().getFirst()));
                }
            }
        }
        return cells.build();
    }

    static ImmutableList<ImageCell> images(Configuration c) {
        ImmutableList.Builder<ImageCell> cells = ImmutableList.builder();
        for (int depth : c.images()) {
            for (int channels : c.channels()) {
                for (double rate : c.imageRates()) {
                    cells.add(new ImageCell(
                            depth,
                            channels,
                            rate,
                            c.imageSteps(),
                            IMAGE_BATCH,
                            c.bias(),
                            c.seeds().getFirst()));
                }
            }
        }
        return cells.build();
    }
}
