package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.ConstructionTrial.ConstructionCell;
import fathom.experiments.fractal.ConstructionTrial.ConstructionResult;
import fathom.experiments.fractal.ConstructionTrial.ConstructionResult.Cut;
import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.PiecesTrial.PiecesCell;
import fathom.experiments.fractal.PiecesTrial.PiecesResult;
import module fathom.experiments;
import module java.base;

/** Theorems 1 to 4 as numbers: the explicit networks, and networks too narrow for a fractal. */
record TheorySection(FractalSettings settings) {

    private static final int POINTS = 4_000;

    /** Levels of the line's fractal for networks too narrow for it, and how many are drawn. */
    private static final int PIECES_LEVELS = 6;

    private static final int PIECES_DRAWS = 300;

    /** A truncated network in the plane may fall short of P(j) by sampling, and by negatives within the margin of K_j. */
    private static final double MARGIN_LOSS = 0.01;

    private static final double EXACT = 1e-9;
    private static final double Z = 3;
    private static final double E = 2.718281828459045;

    /** The theory's Cantor set, the paper's four fractals and the user's own. */
    private Sweep<ConstructionCell, ConstructionResult> constructions() {
        List<String> systems = Stream.of(List.of(ConstructionCell.LINE), Systems.NAMES, settings.systems())
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<ConstructionCell> plan = Grid.of(ConstructionCell.class)
                .each("system", systems)
                .with("d", settings.d())
                .each("n", settings.theory().levels())
                .with("curve", "1")
                .with("points", POINTS)
                .with("seed", settings.seed())
                .plan();
        return Sweep.of("construction", ConstructionCell.class, ConstructionResult.class, plan, new ConstructionTrial())
                .withCost(cell -> 1e9)
                .withLabel(ConstructionCell::label);
    }

    /** Theorem 4's networks: all depths and widths below 2^s that leave a level j above s t. */
    private Sweep<PiecesCell, PiecesResult> pieces() {
        List<PiecesCell> plan = Grid.of(PiecesCell.class)
                .each("curve", settings.theory().levels().isEmpty() ? List.of() : LineSection.CURVES)
                .with("n", PIECES_LEVELS)
                .each("depth", IntStream.range(1, PIECES_LEVELS - 1).boxed().toList())
                .each("s", IntStream.range(1, PIECES_LEVELS - 1).boxed().toList())
                .with("draws", PIECES_DRAWS)
                .with("seed", settings.seed())
                .plan(cell -> cell.s() * cell.depth() < PIECES_LEVELS - 1);
        return Sweep.of("pieces", PiecesCell.class, PiecesResult.class, plan, new PiecesTrial())
                .withCost(cell -> 1e8)
                .withLabel(PiecesCell::label);
    }

    Section section() {
        return Section.of("Theorems 1 to 4, computed", this::report, constructions(), pieces());
    }

    private void report(Results results, SectionWriter page) {
        Rows<ConstructionCell, ConstructionResult> networks = results.of(constructions())
                .key("system", row -> title(row.configuration().system()));
        Rows<PiecesCell, PiecesResult> narrow = results.of(pieces());
        Rows<ConstructionCell, Cut> cuts = networks.each("j", ConstructionResult::cuts, Cut::j);
        Rows<ConstructionCell, Cut> online = cuts.where(row -> row.result().regions() > 0);
        Metric accuracy = cuts.metric("accuracy of the explicit network", Cut::accuracy);
        Metric curve = cuts.metric("P(j)", Cut::curve);
        Metric exact = online.metric("exact accuracy", Cut::exact);
        Metric[] shapes = {
            narrow.metric("most affine pieces", PiecesResult::pieces),
            narrow.metricOf("2^(st)", row -> row.configuration().allowed()),
            narrow.metric("j", PiecesResult::level),
            narrow.metric("bound of theorem 4", PiecesResult::bound),
            narrow.metric("least error possible", PiecesResult::least),
            narrow.metric("least error found", PiecesResult::error)
        };
        if (!networks.isEmpty()) {
            page.verdicts(List.of(expressive(networks), regions(online), truncated(cuts)));
            page.heading("Explicit networks");
            page.text(
                    "Theorem 1: a network of at most 2n + 1 hidden layers of width 5dr classifies a fractal distribution with a margin without"
                            + " error. Theorem 3: with only j levels it reaches P(j). The networks are ours, built by the paper's induction: every two"
                            + " layers fold all cells of a level onto the whole cube and record which points fell between them. They are evaluated in"
                            + " double precision.");
            page.details(
                    "Networks of the j coarsest levels",
                    Metric.beside(
                            "system, n, j",
                            cuts.metric("hidden layers", Cut::hiddenLayers),
                            cuts.metric("width", Cut::width),
                            cuts.metricOf("5dr", row -> allowed(row.configuration())),
                            accuracy,
                            curve,
                            exact,
                            online.metric("pieces", Cut::regions),
                            online.metric("pieces needed", cut -> 1 << cut.j())));
        }
        if (!narrow.isEmpty()) {
            page.verdict(tooNarrow(narrow));
            page.heading("Networks too narrow for a fractal");
            page.text(
                    "Theorem 4, on a line: a network of depth t and width k < 2^s has at most 2^(st) affine pieces, and a function with so few"
                            + " sign changes errs on at least (1 - 2^(st - j))(1 - P(j)) for every j > st. Pieces are counted exactly, errors are"
                            + " integrated, and the least error of any function with so many sign changes is found by dynamic programming.");
            page.details(
                    PIECES_DRAWS + " random networks of each shape, Cantor set on a line with " + PIECES_LEVELS
                            + " levels",
                    Metric.beside("curve, depth, s", shapes));
        }
        page.summary(accuracy, curve, exact);
        page.summary(shapes);
    }

    /** 5dr. */
    private static int allowed(ConstructionCell cell) {
        IteratedSystem system = cell.system().equals(ConstructionCell.LINE)
                ? ConstructionTrial.line()
                : Systems.system(cell.system(), cell.d());
        return 5 * system.dimension() * system.maps().size();
    }

    private static String title(String system) {
        return system.equals(ConstructionCell.LINE) ? "Cantor on a line" : Systems.title(system);
    }

    private String scope() {
        return "line and plane, curve #1; n = "
                + settings.theory().levels().toString().replaceAll("[\\[\\]]", "");
    }

    private Verdict expressive(Rows<ConstructionCell, ConstructionResult> networks) {
        long errors = networks.stream()
                .filter(row -> row.result().cuts().getLast().accuracy() < 1)
                .count();
        long larger = networks.stream()
                .filter(row -> {
                    Cut whole = row.result().cuts().getLast();
                    return whole.hiddenLayers() > 2 * row.configuration().n() + 1
                            || whole.width() > allowed(row.configuration());
                })
                .count();
        return Verdict.of(
                        "Theorem 1: a network of at most 2n + 1 hidden layers and width 5dr classifies a fractal with margin without error")
                .scope(scope())
                .rule("Supported if no network misclassifies a point and none is larger.")
                .check(
                        "",
                        errors + larger == 0,
                        format(
                                "%d of %d networks misclassify one of their %,d points; %d are larger",
                                errors, networks.list().size(), POINTS, larger));
    }

    private Verdict truncated(Rows<ConstructionCell, Cut> cuts) {
        double exact = cuts.metric("", cut -> Math.abs(cut.exact() - cut.curve()))
                .finite()
                .max();
        double least = cuts.metric(
                        "",
                        cut -> cut.accuracy() - cut.curve() + Z * Math.sqrt(cut.curve() * (1 - cut.curve()) / POINTS))
                .min();
        return Verdict.of("Theorem 3: truncated after j levels, the network reaches P(j)")
                .scope(scope())
                .rule(format(
                        "Supported if the exact accuracy differs from P(j) by at most %.0e and the accuracy on sampled points falls short of it"
                                + " by at most three standard errors and %.2f, the share that the margin may take.",
                        EXACT, MARGIN_LOSS))
                .check("on a line, integrated exactly", exact <= EXACT, "largest difference " + Numbers.words(exact))
                .check(
                        "on sampled points",
                        least >= -MARGIN_LOSS,
                        format(
                                "least of accuracy − P(j) + 3 standard errors over %d networks: %.4f",
                                cuts.list().size(), least));
    }

    private static Verdict regions(Rows<ConstructionCell, Cut> online) {
        return Verdict.of(
                        "Theorem 2: on a line, depth t and width k make at most (ek)^t affine pieces, and a fractal of n levels needs 2^n")
                .scope("explicit networks on a line")
                .rule("Supported if every count lies between the two.")
                .check(
                        "",
                        !online.isEmpty(),
                        online.stream()
                                .map(Row::result)
                                .allMatch(cut -> cut.regions() >= 1 << cut.j()
                                        && cut.regions() <= Construction.power(E * cut.width(), cut.hiddenLayers())),
                        "pieces counted exactly on " + online.list().size() + " networks");
    }

    /** The count and the bound; a tie is broken by rounding alone. */
    private static Verdict tooNarrow(Rows<PiecesCell, PiecesResult> narrow) {
        long beyond = narrow.stream()
                .filter(row -> row.result().pieces() > row.configuration().allowed())
                .count();
        long below = narrow.stream()
                .map(Row::result)
                .filter(shape -> shape.least() < shape.bound() || shape.error() < shape.least() - 1e-12)
                .count();
        return Verdict.of(
                        "Theorem 4: on a line, depth t and width below 2^s make at most 2^(st) pieces and err at least"
                                + " (1 - 2^(st - j))(1 - P(j))")
                .scope("curves #1, #4, #6; n = " + PIECES_LEVELS)
                .rule("Supported if no shape has more pieces and none a smaller error.")
                .check(
                        "",
                        beyond + below == 0,
                        format(
                                "%d shapes, %d random networks each: more pieces in %d shapes, smaller errors in %d; the bound reaches %.0f %% of"
                                        + " the least error possible with so many sign changes",
                                narrow.list().size(),
                                PIECES_DRAWS,
                                beyond,
                                below,
                                100
                                        * narrow.metric("", shape -> shape.bound() / shape.least())
                                                .max()));
    }
}
