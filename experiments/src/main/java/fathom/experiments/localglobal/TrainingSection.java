package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import module fathom.experiments;
import module java.base;

/** How the networks were trained, and what the reader should know of it before trusting a comparison of depths. */
record TrainingSection(DepthSweeps plan) {

    Section section() {
        return Section.of("How the networks were trained", this::report, plan.networks());
    }

    private void report(Results results, SectionWriter page) {
        Rows<DepthCase, DepthResult> rows = results.of(plan.networks());
        if (rows.isEmpty()) {
            return;
        }
        edges(rows).forEach(page::note);
        Rows<DepthCase, DepthResult> limited = ended(rows, "epoch limit");
        if (!limited.isEmpty()) {
            page.note(Numbers.format(
                    "%d of %d networks reached the limit of %d epochs before training error 0; the largest training error among them is %.4f.",
                    limited.list().size(),
                    rows.list().size(),
                    plan.settings().epochs(),
                    limited.metric("training error", DepthResult::trainingError).max()));
        }
        page.note(fallbacks(rows));
        int diverged = ended(rows, "diverged").list().size();
        page.note(
                diverged == 0
                        ? ""
                        : diverged + " of " + rows.list().size()
                                + " networks diverged in the final training; the constant answer's error counts for them.");
        page.details("Rates, outcomes and epochs; in brackets the number of seeds", table(rows));
        page.bullets(setUp());
        page.summary(
                rows.metric("learning rate", DepthResult::rate),
                rows.metric("epochs trained", DepthResult::epochs),
                rows.metric("training error", DepthResult::trainingError));
    }

    /** How many trainings took a lower rate than they had chosen; nothing where none did. */
    static String fallbacks(Rows<DepthCase, DepthResult> rows) {
        long lower = rows.stream().filter(row -> row.result().fallbacks() > 0).count();
        return lower == 0
                ? ""
                : lower + " of " + rows.list().size()
                        + " networks failed in the final training at the rate they had chosen (divergence, or one answer to every"
                        + " input) and were trained at the next lower rate that did not.";
    }

    private static Rows<DepthCase, DepthResult> ended(Rows<DepthCase, DepthResult> rows, String outcome) {
        return rows.where(row -> row.result().outcome().equals(outcome));
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
            String places = rows
                    .where(row -> GridEdge.of(row.result().rate(), rates) == edge)
                    .by("k", "target", "depth")
                    .entrySet()
                    .stream()
                    .map(at -> ((long) at.getKey().get(0) > 0 ? at.getKey().get(0) + "-" : "")
                            + at.getKey().get(1) + " L = " + at.getKey().get(2) + " ("
                            + at.getValue().list().size() + ")")
                    .collect(Collectors.joining(", "));
            if (!places.isEmpty()) {
                notes.add("The " + edge.words() + " learning rate was chosen at (number of seeds): " + places
                        + ". A better one may lie outside the grid " + Numbers.list(rates) + ".");
            }
        }
        return notes;
    }

    static Table table(Rows<DepthCase, DepthResult> rows) {
        Table table =
                Table.of("k", "d", "N", "H", "loss", "target", "L", "rates", "outcomes", "epochs", "training error");
        rows.by("k", "d", "N", "H", "loss", "target", "depth").forEach((at, group) -> {
            List<Object> cells = new ArrayList<>(at);
            cells.add(counted(new TreeMap<>(group.counts(DepthResult::rate))));
            cells.add(counted(new TreeMap<>(group.counts(DepthResult::outcome))));
            cells.add(counted(new TreeMap<>(group.counts(DepthResult::epochs))));
            cells.add(Interval.of(
                    group.metric("training error", DepthResult::trainingError).values()));
            table.row(cells.toArray());
        });
        return table;
    }

    /** Each value with the number of seeds that had it. */
    private static String counted(Map<?, Long> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private List<String> setUp() {
        LocalGlobalSettings s = plan.settings();
        List<String> items = new ArrayList<>(
                List.of(
                        "Inputs have d independent standard normal entries. k-local label: the sign of x_1 ... x_k. k-global label: the sign of the"
                                + " sum over j = 1..d of x_{j+1} ... x_{j+k}, indices modulo d.",
                        s.seeds().size() + " seeds, each with N = " + Numbers.list(s.N()) + " fresh training samples, "
                                + s.testPoints()
                                + " test points and fresh weights; the intervals include the sampling scatter.",
                        "Networks: L hidden layers (the paper's depth too) of H = " + Numbers.list(s.H()) + " ReLUs, "
                                + switch (s.initialiser()) {
                                    case "glorot" -> "Glorot normal weights (variance 2 / (fan-in + fan-out))";
                                    case "he" -> "He normal weights (variance 2 / fan-in)";
                                    default -> "weights of variance 1 in the first layer and 2 / fan-in in later ones";
                                }
                                + ", biases 0, " + s.loss() + " loss, plain stochastic gradient descent in batches of "
                                + s.batch() + ", reshuffled each epoch, until the training error is 0, at most "
                                + s.epochs()
                                + " epochs.",
                        "Learning rate: the one of " + Numbers.list(s.rates()) + " with the least error on "
                                + (s.folds() == 1
                                        ? Numbers.format("the last %.3g %% of the samples", 100 * s.validation())
                                        : s.folds() + " parts of the samples in turn")
                                + ", each trained on the others. The final training starts from fresh weights, on all N samples."));
        if (!s.kernels().isEmpty()) {
            items.add("Kernels: regression on labels ±1, read by sign, and on values, "
                    + (s.ridge() == 0 ? "without ridge" : "ridge " + s.ridge() + " (K + N r I)")
                    + "; w = 2, s = 1, inputs of length 1.");
        }
        return items;
    }
}
