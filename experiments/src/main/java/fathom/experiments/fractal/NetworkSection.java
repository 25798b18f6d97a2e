package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/** Figures 4 and 5: networks of each depth and width, trained on the fractals. */
record NetworkSection(FractalSettings c, Context context) {

    static Sweep<FractalCell, FractalFit> sweep(FractalSettings settings, Context context) {
        List<FractalCell> plan = new NetworkSection(settings, context).plan();
        Trial<FractalCell, FractalFit> trial = new Threaded<>(
                context.threads(), new FractalTrial(context.scratch().toString()));
        return Sweep.of("network", FractalCell.class, FractalFit.class, plan, trial)
                .withCost(FractalCell::cost)
                .withBytes(FractalTrial::bytes)
                .withLabel(FractalCell::label);
    }

    private List<FractalCell> plan() {
        List<FractalCell> cells = new Plan<>("network");
        for (String system : c.systems()) {
            for (String curve : c.curves()) {
                List<Integer> depths = curve.equals(c.curve()) ? c.depths() : List.of(c.deepest());
                add(cells, system, curve, FractalCell.JOINT, depths, c.widths());
            }
            add(cells, system, c.curve(), FractalCell.LAYERWISE, c.depths(), c.layerwise());
        }
        return cells;
    }

    private void add(
            List<FractalCell> cells,
            String system,
            String curve,
            String procedure,
            List<Integer> depths,
            List<Integer> widths) {
        boolean plane = procedure.equals(FractalCell.JOINT)
                && curve.equals(c.curve())
                && Systems.system(system, c.d()).dimension() == 2;
        for (int depth : depths) {
            for (int width : widths) {
                for (long seed : c.seeds()) {
                    boolean drawn =
                            plane && seed == c.seed() && width == c.widths().getLast();
                    FractalProblem problem = c.problem(system, curve, seed);
                    c.rates()
                            .forEach(rate -> cells.add(new FractalCell(
                                    problem, procedure, depth, width, rate, c.adam(), drawn ? c.picture() : 0)));
                }
            }
        }
    }

    Section section() {
        return Section.of("Trained networks", this::report, sweep(c, context));
    }

    private void report(Results results, SectionWriter page) {
        TrainedNetworks networks = TrainedNetworks.of(c, results.of(sweep(c, context)));
        NetworkClaims claims = new NetworkClaims(c, networks);
        NetworkFigures figures = new NetworkFigures(c, networks);
        Choice chosen = networks.rate();
        Metric rate = chosen.of(networks.rows()
                .metricOf("chosen rate", row -> row.configuration().rate()));
        page.answer(claims.answer());
        page.verdicts(claims.verdicts());
        c.systems().forEach(system -> page.lead(figures.accuracies(system)));
        page.text(
                "The approximation curve P(j) is the accuracy of knowing the j coarsest levels of the fractal. If negatives lie in coarse"
                        + " gaps, P rises at once; if they lie in the finest gaps only, P stays at 1/2. Learning rate and step are chosen on the"
                        + " validation points. Test accuracies are measured on fresh points, and differences are paired by seed.");
        page.note(chosen);
        page.note(c.rates().size() == 1 ? "There is one learning rate, so none is chosen." : "");
        new PublishedAccuracies(c, networks).report(page);
        c.systems().forEach(system -> tables(networks, system, page));
        page.heading("Decision regions");
        page.text(
                "The first layer cuts the square with lines. Each further layer folds its input and cuts again, so one cut appears in many"
                        + " places. This is how depth pays on a fractal, but only if the coarse cuts are worth making by themselves.");
        c.systems().forEach(system -> figures.regions(system, page));
        page.heading("Approximation curves");
        page.figure(figures.approximations());
        page.heading("Training");
        page.bullets(setting());
        String keys = "system, curve, procedure, depth, width";
        page.details("Chosen learning rates", rate.table(keys, "seed"));
        page.details(
                "What choosing rate and step gains",
                Metric.beside(
                        keys, networks.validation().minus(networks.test()).named("best validation − test accuracy")));
        page.summary(
                networks.test(),
                networks.validation(),
                chosen.of(networks.rows().metric("last validation accuracy", FractalFit::last)),
                chosen.of(networks.rows().metric("best step", FractalFit::bestStep)),
                chosen.of(networks.rows().share("diverged", fit -> fit.outcome().equals("diverged"))),
                chosen.of(networks.rows()
                        .metricOf("parameters", row -> row.configuration().parameters())),
                rate,
                networks.rows().metric("best validation accuracy at each rate", FractalFit::validation));
    }

    private void tables(TrainedNetworks networks, String system, SectionWriter page) {
        String title = Systems.title(system);
        Metric joint = networks.first(system);
        page.details("Test accuracy on " + title + ", curve #" + c.curve(), joint.table("depth", "width"));
        page.details(
                "L = " + c.deepest() + " on " + title + " by curve, at the width of the best validation accuracy",
                curves(networks, system));
        Metric layers =
                networks.test().where("procedure", FractalCell.LAYERWISE).where("system", title);
        if (!layers.isEmpty()) {
            Metric same = joint.where("width", c.layerwise().toArray());
            page.heading("Training layer by layer: " + title);
            page.text(
                    "One hidden layer after the other, each with a readout of its own that is then discarded, in as many steps as joint training."
                            + " The authors' code has this option; the paper shows no result of it. Deeper layers can only refine what shallow"
                            + " networks find.");
            page.table(
                    "Test accuracy",
                    Metric.beside(
                            "depth, width",
                            layers.named("layer by layer"),
                            same.named("jointly"),
                            layers.minus(same).named("difference")));
        }
    }

    private Table curves(TrainedNetworks networks, String system) {
        Table table = Table.of("curve", "P(1) to P(n)", "best width", "test accuracy", "best validation accuracy");
        for (String name : c.curves()) {
            ApproximationCurve curve = Systems.curve(name, c.n());
            String values = IntStream.rangeClosed(1, c.n())
                    .mapToObj(j -> format("%.4f", curve.value(j)))
                    .collect(Collectors.joining(" "));
            networks.bestWidth(system, name).ifPresent(width -> {
                boolean widest =
                        c.widths().size() > 1 && width.equals(c.widths().getLast());
                table.row(
                        curve.name(),
                        values,
                        width + (widest ? ", the widest" : ""),
                        networks.deepest(networks.test(), system, name)
                                .where("width", width)
                                .overSeeds(),
                        networks.deepest(networks.validation(), system, name)
                                .where("width", width)
                                .overSeeds());
            });
        }
        return table;
    }

    private List<String> setting() {
        return List.of(
                "Fully connected ReLU networks. Weights: normal with standard deviation 1/√(fan-in), truncated at two standard deviations."
                        + " Biases start at " + c.bias() + ".",
                format(
                        "Adam (0.9, 0.999, 1e-8) on the hinge loss: batches of %d, %,d steps, %,d training points reshuffled each epoch, no"
                                + " decay.",
                        c.batch(), c.steps(), c.training()),
                "Learning rates: " + c.rates()
                        + ". The paper says that different rates were tried, not which; the default of its code is 0.005.",
                format(
                        "Every %,d steps the network is evaluated on %,d validation points. The best evaluation at the best rate counts; its"
                                + " network is then measured on %,d test points.",
                        c.evaluateEvery(), c.validation(), c.test()),
                "Seeds: " + c.seeds()
                        + ", each with its own points and initial weights. All networks of a seed see the same points.");
    }
}
