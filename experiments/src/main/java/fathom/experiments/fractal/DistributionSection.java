package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.LineTrial.LineCell;
import module fathom.experiments;
import module java.base;

/** Every distribution as a cloud of its points; nothing is trained. */
record DistributionSection(FractalSettings settings) {

    private static final int POINTS = 1_500;

    /** Levels, and the margin as a share of half a cell, of the figure of the theory's distribution: a finer margin could not be seen. */
    private static final int LINE_LEVELS = 3;

    private static final double LINE_SHARE = 0.4;

    /** What the height of a point within its row leaves free above and below. */
    private static final double MARGIN = 0.12;

    private static final String POSITIVE = "positive";
    private static final String NEGATIVE = "negative";

    Section section() {
        return Section.of("The distributions", this::report);
    }

    private void report(Results results, SectionWriter page) {
        page.text(
                "Positives are uniform on the n-th level of the fractal. A negative of level j lies in a gap that level j opens; the weights"
                        + " of the levels define the approximation curve. Half the points are positive. All are drawn as the authors' generators draw"
                        + " them.");
        Stream.concat(settings.systems().stream(), Systems.NAMES.stream())
                .distinct()
                .forEach(system -> page.figure(data(system)));
        page.figure(line());
    }

    /** One system on each curve. */
    private Figure data(String system) {
        List<Panel> panels = settings.curves().stream()
                .map(curve -> cloud(
                        settings.problem(system, curve, settings.seed()),
                        "Curve " + Systems.curve(curve, settings.n()).name()))
                .toList();
        int dimension = Systems.system(system, settings.d()).dimension();
        return Figure.of(
                "data-" + Systems.name(system),
                "1,500 points of " + Systems.title(system) + " with " + settings.n() + " levels on each curve"
                        + (dimension > 2 ? ", the first two of " + dimension + " coordinates." : ".")
                        + " On a coarse curve negatives fill the large gaps too; on a fine one they fill only the smallest.",
                panels);
    }

    /** The points of a problem: in the plane as they lie there, on a line in two rows. */
    static Panel cloud(FractalProblem problem, String title) {
        Dataset points = problem.points("picture", POINTS);
        if (points.dimension() == 1) {
            Panel panel = Panel.of(title, "x", "").xRange(-1, 1).rows(List.of(NEGATIVE, POSITIVE));
            return dots(panel, points, i -> (points.targets().get(i, 0) > 0 ? 1 : 0) + height(i));
        }
        Panel panel = Panel.of(title, "x1", "x2").xRange(-1, 1).yRange(-1, 1).square();
        return dots(panel, points, i -> points.inputs().get(i, 1));
    }

    /** The theory's distribution on the unit interval, its margin enlarged: a row for the positives and for the negatives of each level. */
    private Figure line() {
        List<String> rows = IntStream.rangeClosed(0, LINE_LEVELS)
                .mapToObj(row -> row < LINE_LEVELS ? "gap " + (LINE_LEVELS - row) : "C" + LINE_LEVELS)
                .toList();
        List<Panel> panels = new ArrayList<>();
        for (int curve : LineSection.CURVES) {
            Dataset points = LineCell.distribution(curve, LINE_LEVELS, LINE_SHARE)
                    .sample(POINTS / 2, RandomStream.of(settings.seed(), "fractal line picture"));
            panels.add(dots(
                    Panel.of("Curve #" + curve, "x", "").xRange(0, 1).rows(rows),
                    points,
                    i -> row(points.targets().get(i, 0), points.inputs().get(i, 0)) + height(i)));
        }
        return Figure.of(
                "data-line",
                "The theory's Cantor distribution on the unit interval with " + LINE_LEVELS + " levels: positives on C"
                        + LINE_LEVELS
                        + " minus a margin, negatives in the gaps that each level opens. The margin takes "
                        + Math.round(100 * LINE_SHARE) + " % of each interval here, so that it can be seen.",
                panels);
    }

    /** The row of a point of the theory's distribution: the topmost for positives, the lowest for the finest gaps. */
    private static int row(double label, double x) {
        return label > 0
                ? LINE_LEVELS
                : LINE_LEVELS - 1 - ConstructionTrial.line().level(new double[] {2 * x - 1}, LINE_LEVELS);
    }

    /** The height of a point within its row, at random. */
    private static double height(int point) {
        return MARGIN + (1 - 2 * MARGIN) * RandomStream.of(0, "fractal heights").uniform(point);
    }

    private static Panel dots(Panel panel, Dataset points, IntToDoubleFunction ordinate) {
        for (int label : new int[] {-1, 1}) {
            int[] own = IntStream.range(0, points.size())
                    .filter(i -> points.targets().get(i, 0) == label)
                    .toArray();
            panel.dots(
                    label > 0 ? POSITIVE : NEGATIVE,
                    Arrays.stream(own)
                            .mapToDouble(i -> points.inputs().get(i, 0))
                            .toArray(),
                    Arrays.stream(own).mapToDouble(ordinate).toArray());
        }
        return panel;
    }
}
