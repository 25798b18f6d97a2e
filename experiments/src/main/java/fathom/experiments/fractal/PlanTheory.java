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

    /** A coarse curve, a fine one, and the finest. */
    static final ImmutableList<Integer> CURVES = ImmutableList.of(1, 4, 6);

    /** Levels and width of the networks on the line, whose decisions are drawn. */
    private static final int LINE_LEVELS = 4;

    private static final int LINE_WIDTH = 20;

    /** Levels of the line's fractal for networks too narrow for it, and how many are drawn. */
    private static final int PIECES_LEVELS = 6;

    private static final int PIECES_DRAWS = 300;

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

    /** Networks of every depth on the line, for the first seed: a picture and not a measurement. None without the theory. */
    static ImmutableList<LineCell> lines(Configuration c) {
        ImmutableList.Builder<LineCell> cells = ImmutableList.builder();
        for (int curve : c.theoryLevels().isEmpty() ? ImmutableList.<Integer>of() : CURVES) {
            for (int depth : c.depths()) {
                for (double rate : c.rates()) {
                    cells.add(new LineCell(
                            curve,
                            LINE_LEVELS,
                            depth,
                            LINE_WIDTH,
                            rate,
                            c.training(),
                            c.validation(),
                            c.adam(),
                            c.seeds().getFirst()));
                }
            }
        }
        return cells.build();
    }

    /** Theorem 4's networks: all depths and widths below 2^s that leave a level j above s t. */
    static ImmutableList<PiecesCell> pieces(Configuration c) {
        ImmutableList.Builder<PiecesCell> cells = ImmutableList.builder();
        for (int curve : c.theoryLevels().isEmpty() ? ImmutableList.<Integer>of() : CURVES) {
            for (int depth = 1; depth < PIECES_LEVELS - 1; depth++) {
                for (int s = 1; s * depth < PIECES_LEVELS - 1; s++) {
                    cells.add(new PiecesCell(
                            curve,
                            PIECES_LEVELS,
                            depth,
                            s,
                            PIECES_DRAWS,
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
