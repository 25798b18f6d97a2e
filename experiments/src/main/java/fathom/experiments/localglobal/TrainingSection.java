package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.problem.Effects;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import fathom.runs.results.Row;
import fathom.runs.results.Rows;
import fathom.runs.statistics.GridEdge;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the networks were trained, and what the reader should know of it before trusting a comparison of depths. */
record TrainingSection(DepthSweeps plan) implements Section {

    @Override
    public String title() {
        return "How the networks were trained";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(plan.networks());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<DepthCase, DepthResult> rows = results.of(plan.networks());
        if (rows.isEmpty()) {
            return;
        }
        edges(rows).forEach(page::note);
        long limited = rows.stream().filter(row -> ended(row, "epoch limit")).count();
        if (limited > 0) {
            double worst = rows.stream()
                    .filter(row -> ended(row, "epoch limit"))
                    .mapToDouble(row -> row.result().trainingError())
                    .max()
                    .orElse(0);
            page.note(String.format(
                    Locale.ROOT,
                    "%d of %d networks reached the limit of %d epochs before training error 0; the largest training error among them is %.4f.",
                    limited,
                    rows.list().size(),
                    plan.settings().epochs(),
                    worst));
        }
        fallbacks(rows).forEach(page::note);
        long diverged = rows.stream().filter(row -> ended(row, "diverged")).count();
        if (diverged > 0) {
            page.note(diverged + " of " + rows.list().size()
                    + " networks diverged in the final training; the constant answer's error counts for them.");
        }
        page.details("Rates, outcomes and epochs; in brackets the number of seeds", table(rows));
        page.bullets(setUp());
        page.summary(
                rows.metric("learning rate", DepthResult::rate),
                rows.metric("epochs trained", DepthResult::epochs),
                rows.metric("training error", DepthResult::trainingError));
    }

    /** How many trainings took a lower rate than they had chosen. */
    static List<String> fallbacks(Rows<DepthCase, DepthResult> rows) {
        long lower = rows.stream().filter(row -> row.result().fallbacks() > 0).count();
        return lower == 0
                ? List.of()
                : List.of(lower + " of " + rows.list().size()
                        + " networks failed in the final training at the rate they had chosen (divergence, or one answer to every"
                        + " input) and were trained at the next lower rate that did not.");
    }

    private static boolean ended(Row<DepthCase, DepthResult> row, String outcome) {
        return row.result().outcome().equals(outcome);
    }

    /** Where seeds chose a rate at the edge of the grid: a better one may lie beyond. */
    private List<String> edges(Rows<DepthCase, DepthResult> rows) {
        List<Double> rates = plan.settings().rates();
        if (rates.size() == 1) {
            return List.of(
                    "Only one learning rate was offered: depths may differ because it suits one better than another.");
        }
        List<String> notes = new ArrayList<>();
        for (GridEdge edge : List.of(GridEdge.LARGEST, GridEdge.SMALLEST)) {
            Map<String, Integer> places = new LinkedHashMap<>();
            rows.stream()
                    .filter(row -> GridEdge.of(row.result().rate(), rates) == edge)
                    .forEach(row -> places.merge(place(row.configuration()), 1, Integer::sum));
            if (!places.isEmpty()) {
                notes.add("The " + edge.words() + " learning rate was chosen at (number of seeds): "
                        + places.entrySet().stream()
                                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + ". A better one may lie outside the grid " + Effects.list(rates) + ".");
            }
        }
        return notes;
    }

    private static String place(DepthCase at) {
        return (at.problem().k() > 0 ? at.problem().k() + "-" : "") + at.target() + " L = " + at.depth();
    }

    static Table table(Rows<DepthCase, DepthResult> rows) {
        Table table =
                Table.of("k", "d", "N", "H", "loss", "target", "L", "rates", "outcomes", "epochs", "training error");
        Map<List<Object>, List<Row<DepthCase, DepthResult>>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(
                                row.configuration().problem().k(),
                                row.configuration().problem().d(),
                                row.configuration().problem().N(),
                                row.configuration().training().H(),
                                row.configuration().training().loss(),
                                row.configuration().target(),
                                row.configuration().depth()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.forEach((at, group) -> table.row(
                at.get(0),
                at.get(1),
                at.get(2),
                at.get(3),
                at.get(4),
                at.get(5),
                at.get(6),
                counted(group, DepthResult::rate),
                counted(group, DepthResult::outcome),
                counted(group, DepthResult::epochs),
                Interval.of(
                        group.stream().map(row -> row.result().trainingError()).toList())));
        return table;
    }

    /** Each value with the number of seeds that had it, ascending. */
    private static String counted(List<Row<DepthCase, DepthResult>> group, Function<DepthResult, Object> value) {
        return group.stream()
                .collect(Collectors.groupingBy(row -> value.apply(row.result()), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private List<String> setUp() {
        LocalGlobalSettings s = plan.settings();
        List<String> items = new ArrayList<>();
        items.add(
                "Local and global targets: inputs have d independent standard normal entries. k-local label: the sign of x_1 ... x_k."
                        + " k-global label: the sign of the sum over j = 1..d of x_{j+1} ... x_{j+k}, indices modulo d.");
        items.add(s.seeds().size() + " seeds, each with N = " + Effects.list(s.N()) + " fresh training samples, "
                + s.testPoints() + " test points and fresh weights; the intervals include the sampling scatter.");
        items.add("Networks: L hidden layers (the paper's depth too) of H = " + Effects.list(s.H()) + " ReLUs, "
                + switch (s.initialiser()) {
                    case "glorot" -> "Glorot normal weights (variance 2 / (fan-in + fan-out))";
                    case "he" -> "He normal weights (variance 2 / fan-in)";
                    default -> "weights of variance 1 in the first layer and 2 / fan-in in later ones";
                }
                + ", biases 0, " + s.loss() + " loss, plain stochastic gradient descent in batches of " + s.batch()
                + ", reshuffled each epoch, until the training error is 0, at most " + s.epochs() + " epochs.");
        items.add(String.format(
                Locale.ROOT,
                "Learning rate: each network tries %s on all but %s of the samples, on which it counts its errors; with the best"
                        + " rate it is trained again from other fresh weights on all N samples.",
                Effects.list(s.rates()),
                s.folds() == 1
                        ? String.format(Locale.ROOT, "the last %.3g %%", 100 * s.validation())
                        : "each in turn of " + s.folds() + " parts"));
        if (!s.kernels().isEmpty()) {
            items.add("Kernels: regression on labels ±1, read by sign, and on values, "
                    + (s.ridge() == 0 ? "without ridge" : "ridge " + s.ridge() + " (K + N r I)")
                    + "; w = 2, s = 1, inputs of length 1.");
        }
        return items;
    }
}
