import module fathom.experiments;
import fathom.runs.settings.Key;

/*
 * Does a wider network classify the rows of your table better?
 *
 *     ./fathom run experiments/examples/TableWidth.java table=data.csv width=8,64,512 --seeds 10
 *
 * The table is a CSV file with one sample a row, the class in the last column. Inputs are standardised by the training part.
 */

record Settings(
        @Key(value = "CSV file, one sample a row, the class in the last column", example = "data.csv") String table,
        @Key(value = "units of the hidden layers", symbol = "H", min = 1) List<Integer> width,
        @Key(value = "hidden layers", symbol = "L", min = 0, max = 20) List<Integer> depth,
        @Key(value = "passes over the training samples", min = 1) int epochs,
        @Key("one split and one initialisation each") List<Long> seeds) {}

/** One trial's configuration: a point of the grid. */
record Point(String table, int width, int depth, int epochs, long seed) {}

/** One trial's result. */
record Fit(double testError, double trainingError, int epochs) {}

static Fit train(Point p) {
    var split = Split.of(TableSource.of(Path.of(p.table())).samples(p.seed(), Integer.MAX_VALUE), 0.2, 0.2);
    var training = split.training();
    var test = split.test();
    int outputs = training.targets().columns();
    Loss loss = outputs == 1 ? Loss.LOGISTIC : Loss.SOFTMAX_CROSS_ENTROPY;
    Trained network = Trained.of(
            Architecture.fullyConnected(training.inputs().columns(), p.depth(), p.width(), outputs),
            Initialiser.GLOROT,
            training.floatInputs(),
            training.floatTargets(true),
            Training.of(loss, 0.003, 32, p.epochs()).with(Optimiser.Adam.standard()),
            p.seed());
    double error = network.on(test.floatInputs(), test.floatTargets(true)).error();
    return new Fit(error, network.result().trainingError(), network.result().epochs());
}

void main(String... args) {
    Experiment.of("table-width", "Does a wider network classify the rows of the table better?")
            .settings(new Settings("data.csv", List.of(8, 32, 128), List.of(1, 2), 100, List.of(1L, 2L, 3L, 4L, 5L)))
            .sweep(Point.class, Fit.class, p -> train(p))
            .cost(p -> (double) p.depth() * p.width() * p.width() + 30.0 * p.width())
            .reads(p -> Path.of(p.table()))
            .report((results, page) -> {
                Metric error = results.metric("test error", Fit::testError);
                List<Object> widths = error.values("width");
                Metric gain = error.minus("width", widths.getFirst()).where("width", widths.getLast());
                gain.by("depth").forEach(one -> page.answer(
                        "From width " + widths.getFirst() + " to " + widths.getLast() + " at depth " + one.at("depth")
                                + " the test error changes by " + Numbers.words(one.overSeeds()) + "."));
                page.lines(error, "width", "depth");
                page.verdict(Verdict.of("Wider networks err less").tests(gain, Region.below(0)));
                page.table("Test error", error, "depth", "width");
                page.summary(error, results.metric("epochs", Fit::epochs));
            })
            .run(args);
}
