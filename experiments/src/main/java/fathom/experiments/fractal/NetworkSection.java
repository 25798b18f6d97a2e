package fathom.experiments.fractal;

import fathom.data.fractal.Curve;
import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures 4 and 5: networks of each depth and width, trained on the fractals. */
record NetworkSection(FractalSettings c, Context context) implements Section {

    private static final int PAPER_STEPS = 1_000_000;

    /** Points on which the published accuracies were measured. */
    private static final int PUBLISHED_POINTS = 5_000;

    /** What the best of an unknown number of runs may exceed ours by. */
    private static final double RUNS = 0.02;

    static Sweep<FractalCell, FractalFit> sweep(FractalSettings settings, Context context) {
        NetworkSection section = new NetworkSection(settings, context);
        FractalTrial trial =
                new FractalTrial(context.threads(), context.scratch().toString());
        return Sweep.of("network", FractalCell.class, FractalFit.class, section.plan(), trial)
                .withCost(FractalCell::cost)
                .withBytes(FractalTrial::bytes)
                .withLabel(FractalCell::label);
    }

    private List<FractalCell> plan() {
        List<FractalCell> cells = new ArrayList<>();
        for (String system : c.systems()) {
            for (String curve : c.curves()) {
                for (int depth : curve.equals(c.curve()) ? c.depths() : List.of(c.deepest())) {
                    c.widths().forEach(width -> add(cells, system, curve, FractalCell.JOINT, depth, width));
                }
            }
            for (int depth : c.depths()) {
                c.layerwise().forEach(width -> add(cells, system, c.curve(), FractalCell.LAYERWISE, depth, width));
            }
        }
        return cells;
    }

    private void add(List<FractalCell> cells, String system, String curve, String procedure, int depth, int width) {
        for (long seed : c.seeds()) {
            FractalProblem problem = c.problem(system, curve, seed);
            boolean drawn = seed == c.seed()
                    && curve.equals(c.curve())
                    && width == c.widths().getLast()
                    && procedure.equals(FractalCell.JOINT)
                    && problem.iterated().dimension() == 2;
            for (double rate : c.rates()) {
                cells.add(new FractalCell(problem, procedure, depth, width, rate, c.adam(), drawn ? c.picture() : 0));
            }
        }
    }

    @Override
    public String title() {
        return "Trained networks";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(sweep(c, context));
    }

    @Override
    public void report(Results results, SectionWriter page) {
        TrainedNetworks networks = TrainedNetworks.of(c, results.of(sweep(c, context)));
        NetworkClaims claims = new NetworkClaims(c, networks);
        NetworkFigures figures = new NetworkFigures(c, networks);
        page.answer(claims.answer());
        page.verdicts(claims.verdicts());
        c.systems().forEach(system -> page.lead(figures.accuracies(system)));
        page.text(
                "The approximation curve P(j) is the accuracy of knowing the j coarsest levels of the fractal. Where negatives lie in coarse"
                        + " gaps, P rises at once; where they lie in the finest gaps only, P stays at 1/2. Learning rate and step are chosen on the"
                        + " validation points, test accuracies are measured on fresh points, and differences are paired by seed.");
        page.note(networks.rate());
        page.note(c.rates().size() == 1 ? "There is one learning rate, so none is chosen." : "");
        published(networks, page);
        tables(networks, page);
        page.heading("Decision regions");
        page.text(
                "The first layer cuts the square by lines. Each further layer folds its input and cuts again, so that one cut appears in many"
                        + " places. Depth pays on a fractal in this way, but only if the coarse cuts are worth making by themselves.");
        c.systems().forEach(system -> figures.regions(system).ifPresent(page::figure));
        page.heading("Approximation curves");
        page.figure(figures.approximations());
        page.heading("Training");
        page.bullets(setting());
        Metric rate = networks.rate()
                .of(networks.rows()
                        .metricOf("chosen rate", row -> row.configuration().rate()));
        page.details("Chosen learning rates, and best validation accuracy minus test accuracy", rates(networks, rate));
        page.summary(
                networks.test(),
                networks.validation(),
                networks.rate().of(networks.rows().metric("last validation accuracy", FractalFit::last)),
                networks.rate().of(networks.rows().metric("best step", FractalFit::bestStep)),
                networks.rate()
                        .of(networks.rows()
                                .share("diverged", fit -> fit.outcome().equals("diverged"))),
                networks.rate().of(networks.rows().metricOf("parameters", row -> parameters(row.configuration()))),
                rate,
                networks.rows().metric("best validation accuracy at each rate", FractalFit::validation));
    }

    private static long parameters(FractalCell cell) {
        return FractalCell.parameters(cell.problem().iterated().dimension(), cell.depth(), cell.width());
    }

    private void tables(TrainedNetworks networks, SectionWriter page) {
        Metric layerwise = networks.test().where("procedure", FractalCell.LAYERWISE);
        for (String system : c.systems()) {
            String title = Systems.title(system);
            page.details(
                    "Test accuracy on " + title + ", curve #" + c.curve(),
                    networks.first().where("system", title).table("depth", "width"));
            page.details(
                    "L = " + c.deepest() + " on " + title + " by curve, at the width of the best validation accuracy",
                    curves(networks, system));
            Metric layers = layerwise.where("system", title);
            if (!layers.isEmpty()) {
                Metric joint = networks.first()
                        .where("system", title)
                        .where("width", c.layerwise().toArray());
                page.heading("Training layer by layer: " + title);
                page.text(
                        "One hidden layer after the other, each with a readout of its own that is discarded; as many steps in all as joint"
                                + " training. The authors' code has this option; the paper shows no result of it. Deeper layers can only refine what"
                                + " shallow networks find.");
                page.table(
                        "Test accuracy",
                        Metric.beside(
                                "depth, width",
                                layers.named("layer by layer"),
                                joint.named("jointly"),
                                layers.minus(joint).named("difference")));
            }
        }
    }

    private Table curves(TrainedNetworks networks, String system) {
        Table table = Table.of("curve", "P(1) to P(n)", "best width", "test accuracy", "best validation accuracy");
        for (String name : c.curves()) {
            Curve curve = Systems.curve(name, c.n());
            String values = java.util.stream.IntStream.rangeClosed(1, c.n())
                    .mapToObj(j -> String.format(Locale.ROOT, "%.4f", curve.value(j)))
                    .collect(Collectors.joining(" "));
            networks.bestWidth(system, name)
                    .ifPresent(width -> table.row(
                            curve.name(),
                            values,
                            width
                                    + (c.widths().size() > 1
                                                    && width.equals(c.widths().getLast())
                                            ? ", the widest"
                                            : ""),
                            deepest(networks.test(), system, name, width),
                            deepest(networks.validation(), system, name, width)));
        }
        return table;
    }

    private Interval deepest(Metric metric, String system, String curve, int width) {
        return TrainedNetworks.joint(metric)
                .where("system", Systems.title(system))
                .where("curve", curve)
                .where("depth", c.deepest())
                .where("width", width)
                .overSeeds();
    }

    /** The chosen rates of each network, seed by seed, and how much the choice of rate and step flatters. */
    private static Table rates(TrainedNetworks networks, Metric rate) {
        String[] keys = {"system", "curve", "procedure", "depth", "width"};
        Table table = Table.of("system", "curve", "procedure", "L", "k", "rates", "validation − test");
        for (Metric one : networks.validation().minus(networks.test()).by(keys)) {
            Metric chosen = rate;
            for (String key : keys) {
                chosen = chosen.where(key, one.at(key));
            }
            table.row(
                    one.at("system"),
                    one.at("curve"),
                    one.at("procedure"),
                    one.at("depth"),
                    one.at("width"),
                    java.util.Arrays.stream(chosen.values())
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(", ")),
                    one.overSeeds());
        }
        return table;
    }

    private void published(TrainedNetworks networks, SectionWriter page) {
        if (!c.systems().contains(Systems.CANTOR) || c.d() != 2 || c.n() != 5) {
            return;
        }
        page.text(
                "The paper prints the best validation accuracy over all runs, learning rates and steps. Its numbers of rates and repeats are not"
                        + " known. Ours is the mean over seeds of the best validation accuracy, at each rate for figure 4, at the best rate for figure 5."
                        + " Rows of fewer than 1,000,000 steps, the paper's number, are shown and not judged.");
        if (c.curve().equals("1")) {
            PublishedNumbers four = page.published("malach-fig4-cantor");
            page.reproductions("Figure 4 is reproduced", four.origin(), figure4(networks, four));
        }
        if (c.deepest() == 5) {
            PublishedNumbers five = page.published("malach-fig5-curves");
            page.reproductions("Figure 5 is reproduced", five.origin(), figure5(networks, five));
        }
    }

    List<Reproduction> figure4(TrainedNetworks networks, PublishedNumbers published) {
        Metric validation = TrainedNetworks.joint(networks.rows().metric("validation", FractalFit::validation))
                .where("system", Systems.title(Systems.CANTOR))
                .where("curve", c.curve());
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            int depth = row.whole("hidden_layers");
            int width = row.whole("width");
            double value = row.number("validation_accuracy");
            List<Metric> rates =
                    validation.where("depth", depth).where("width", width).by("rate");
            rates.forEach(rate -> rows.add(compared(
                    "L = " + depth + ", width " + width + ", rate " + rate.at("rate"), value, rate.overSeeds())));
            if (rates.isEmpty()) {
                rows.add(notRun("L = " + depth + ", width " + width, value));
            }
        }
        return rows;
    }

    List<Reproduction> figure5(TrainedNetworks networks, PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            String curve = row.text("curve");
            double value = row.number("best_depth5_accuracy");
            rows.add(networks.bestWidth(Systems.CANTOR, curve)
                    .map(width -> compared(
                            "curve #" + curve + ", L = 5, best width (here " + width + ")",
                            value,
                            deepest(networks.validation(), Systems.CANTOR, curve, width)))
                    .orElseGet(() -> notRun("curve #" + curve + ", L = 5, best width", value)));
        }
        return rows;
    }

    private static Reproduction notRun(String what, double published) {
        return Reproduction.notRun(what, published, "not among these settings; preset paper has it");
    }

    private Reproduction compared(String what, double published, Interval measured) {
        Interval ours = measured.n() == 1 ? Interval.exactly(measured.mean()) : measured;
        if (c.steps() < PAPER_STEPS) {
            return Reproduction.notComparable(
                    what, published, ours, String.format(Locale.ROOT, "%,d steps, the paper 1,000,000", c.steps()));
        }
        double error = Math.sqrt(2 * published * (1 - published) / PUBLISHED_POINTS);
        return Reproduction.of(
                        what,
                        published,
                        ours,
                        2 * error + RUNS,
                        "two standard errors of a difference on 5,000 points, and " + RUNS
                                + " for the best of an unknown number of runs")
                .ifMissed(
                        "the published value is the best of an unknown number of runs; more seeds and rates settle it");
    }

    private List<String> setting() {
        return List.of(
                "Fully connected ReLU networks. Weights: normal with standard deviation 1/√(fan-in), truncated at two standard deviations."
                        + " Biases start at " + c.bias() + ".",
                String.format(
                        Locale.ROOT,
                        "Adam (0.9, 0.999, 1e-8) on the hinge loss, batches of %d, %,d steps, %,d training points reshuffled each epoch, no"
                                + " decay.",
                        c.batch(),
                        c.steps(),
                        c.training()),
                "Learning rates: " + c.rates()
                        + ". The paper says that different rates were tried, not which; the default of its code is 0.005.",
                String.format(
                        Locale.ROOT,
                        "Every %,d steps the network is evaluated on %,d validation points; the best evaluation at the best rate counts, measured"
                                + " on %,d test points.",
                        c.evaluateEvery(),
                        c.validation(),
                        c.test()),
                "Seeds: " + c.seeds()
                        + ", each with its own points and initial weights; all networks of a seed see the same points.");
    }
}
