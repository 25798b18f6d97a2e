package fathom.experiments.localglobal.stability;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.localglobal.training.Search;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The contrast of claim 6: networks trained on random labels, whose answers owe nothing to a target.
 *
 * @param d input dimension
 * @param samples with random labels; 0 leaves the chapter out, as no perturbation does
 * @param points fresh points that are moved
 * @param depths numbers of hidden layers, ascending
 * @param seeds one sample and initialisation each
 * @param perturbations lengths
 */
public record RandomLabelChapter(
        int d,
        int samples,
        int points,
        List<Integer> depths,
        List<Long> seeds,
        Search training,
        List<Double> perturbations,
        int threads)
        implements Chapter {

    private static final String TEXT =
            "Networks trained on labels that are coins: nothing in them is local or global, so what locality their answers have at fresh points is"
                    + " the network's own. Learning rates are those that learn the samples, fastest. Shares of points whose answer changes when"
                    + " one entry, or all entries, move by a vector of the given length.";

    @Override
    public String title() {
        return "Stability without a target: random labels";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return leftOut() ? ImmutableList.of() : ImmutableList.of(sweep());
    }

    private boolean leftOut() {
        return samples == 0 || perturbations.isEmpty();
    }

    private Sweep<RandomLabelCell, RandomLabelResult> sweep() {
        List<RandomLabelCell> cells = depths.stream()
                .flatMap(depth -> seeds.stream()
                        .map(seed -> new RandomLabelCell(d, samples, points, depth, seed, training, perturbations)))
                .toList();
        return Sweep.of(
                        "random labels",
                        RandomLabelCell.class,
                        RandomLabelResult.class,
                        cells,
                        new RandomLabelTrial(threads))
                .withCost(RandomLabelCell::cost)
                .withBytes(RandomLabelTrial::bytes)
                .withLabel(RandomLabelCell::label);
    }

    @Override
    public void announce(Announcement announcement, Paces paces) {
        if (leftOut()) {
            return;
        }
        Forecast forecast = new Forecast(paces);
        announcement.add(
                sweep(),
                RandomLabelCell::kind,
                trial -> (double) trial.result().epochs() / training.epochs(),
                (cell, share) -> cell.seconds(share, forecast));
    }

    private List<Finished<RandomLabelCell, RandomLabelResult>> trials(Ledger ledger) {
        return leftOut() ? List.of() : ledger.results(sweep());
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return ImmutableList.of();
    }

    /** What depth does to the answers changed by one entry less those changed by all, mean over the lengths. */
    public Optional<Claim> test(Ledger ledger) {
        List<Finished<RandomLabelCell, RandomLabelResult>> trials = trials(ledger);
        List<Integer> hidden =
                depths.stream().filter(depth -> depth > 0).sorted().toList();
        if (hidden.size() < 2) {
            return Optional.empty();
        }
        double[] deep = values(trials, hidden.getLast(), RandomLabelChapter::locality);
        double[] shallow = values(trials, hidden.getFirst(), RandomLabelChapter::locality);
        return deep.length == 0 || deep.length != shallow.length
                ? Optional.empty()
                : Optional.of(Claim.of(
                        "random labels: what depth " + hidden.getLast() + " instead of " + hidden.getFirst()
                                + " adds to answers changed by one entry less those changed by all",
                        Claim.Region.LOWER,
                        Interval.ofDifferences(deep, shallow)));
    }

    private static double locality(RandomLabelResult result) {
        return result.answers().stream()
                .mapToDouble(answers -> answers.oneEntry() - answers.allEntries())
                .average()
                .orElse(Double.NaN);
    }

    private static double[] values(
            List<Finished<RandomLabelCell, RandomLabelResult>> trials,
            int depth,
            ToDoubleFunction<RandomLabelResult> value) {
        return trials.stream()
                .filter(trial -> trial.configuration().depth() == depth)
                .mapToDouble(trial -> value.applyAsDouble(trial.result()))
                .toArray();
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        List<Finished<RandomLabelCell, RandomLabelResult>> trials = trials(ledger);
        if (trials.isEmpty()) {
            return;
        }
        Table table = Table.of("depth", "length", "one entry", "all entries", "training error");
        for (int depth : depths) {
            for (double length : perturbations) {
                table.row(
                        depth,
                        length,
                        interval(values(
                                trials, depth, result -> at(result, length).oneEntry())),
                        interval(values(
                                trials, depth, result -> at(result, length).allEntries())),
                        interval(values(trials, depth, RandomLabelResult::trainingError)));
            }
        }
        page.report().section(title()).paragraph(TEXT).table(samples + " samples with random labels", table);
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        List<Finished<RandomLabelCell, RandomLabelResult>> trials = trials(ledger);
        for (int depth : depths) {
            for (double length : perturbations) {
                double[] one =
                        values(trials, depth, result -> at(result, length).oneEntry());
                double[] all =
                        values(trials, depth, result -> at(result, length).allEntries());
                if (one.length > 0) {
                    String variant = "length=" + length;
                    summary.row("random labels", "network", variant, depth, "changed by one entry", interval(one));
                    summary.row("random labels", "network", variant, depth, "changed by all entries", interval(all));
                }
            }
        }
    }

    private static RandomLabelResult.Answers at(RandomLabelResult result, double length) {
        return result.answers().stream()
                .filter(answers -> answers.length() == length)
                .findFirst()
                .orElse(new RandomLabelResult.Answers(length, Double.NaN, Double.NaN));
    }

    private static Interval interval(double[] values) {
        return values.length == 0 ? null : Interval.of(values);
    }
}
