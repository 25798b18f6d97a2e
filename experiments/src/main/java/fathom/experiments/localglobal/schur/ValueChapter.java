package fathom.experiments.localglobal.schur;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Claim 4 in the form in which it is exact, measured until the interval is decisive.
 *
 * @param orders of the targets; none leaves the chapter out
 * @param d input dimension
 * @param sizes numbers of samples
 * @param kernels of {@code ntk}, {@code ntk-unbiased}, {@code nngp}
 * @param depths numbers of hidden layers, ascending
 * @param ridges r of K + N r I
 * @param seeds samples of points
 * @param threads for the kernels
 */
public record ValueChapter(
        List<Integer> orders,
        int d,
        List<Integer> sizes,
        List<String> kernels,
        List<Integer> depths,
        List<Double> ridges,
        int seeds,
        int threads)
        implements Chapter {

    /** Relative squared errors that differ by less than this count as equal. */
    public static final double MARGIN = 0.02;

    private static final int PAIRS = 8;
    private static final int TEST_POINTS = 1500;

    private static final String TEXT =
            "Products of different entries are harmonic polynomials of degree k, and rotations mix all of them. A kernel that no rotation changes"
                    + " therefore has the same expected squared error on the local and on the global target of equal norm, at every N, every"
                    + " depth and every ridge. Here the targets are values on the sphere, where the kernel sees all that they see; the error is"
                    + " relative to the targets' mean square, so that predicting 0 scores 1. Each sample of points serves "
                    + PAIRS
                    + " local and as many global targets, the same in other places of the input, whose mean is one value of the paired test.";

    private static final String LABELS =
            "Labels are the signs of these values and no harmonics: for them the lemma says nothing, and the table describes what there is.";

    @Override
    public String title() {
        return "Regression of the values: Schur's lemma";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return orders.isEmpty() || kernels.isEmpty() || depths.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.of(sweep());
    }

    private Sweep<ValueCell, ValueResult> sweep() {
        List<ValueCell> cells = new ArrayList<>();
        for (int size : sizes) {
            for (long seed = 1; seed <= seeds; seed++) {
                cells.add(new ValueCell(orders, d, size, TEST_POINTS, PAIRS, kernels, depths, ridges, seed));
            }
        }
        return Sweep.of("values", ValueCell.class, ValueResult.class, cells, new ValueTrial(threads))
                .withCost(ValueCell::cost)
                .withBytes(ValueCell::bytes)
                .withLabel(ValueCell::label);
    }

    @Override
    public void announce(Announcement announcement, Paces paces) {
        if (!sweeps().isEmpty()) {
            MatrixPaces matrices = new MatrixPaces(paces);
            announcement.add(sweep(), cell -> cell.seconds(matrices));
        }
    }

    /** None of its own: {@link #tests} are part of claim 4. */
    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return ImmutableList.of();
    }

    private ValueMeasured measured(Ledger ledger) {
        return new ValueMeasured(this, sweeps().isEmpty() ? List.of() : ledger.results(sweep()));
    }

    /** For each kernel and order, local less global squared error, mean over sizes, depths and ridges. */
    public ImmutableList<Claim> tests(Ledger ledger) {
        ValueMeasured measured = measured(ledger);
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        for (int order : orders) {
            for (String kernel : kernels) {
                double[] differences = measured.means(order, kernel);
                if (differences.length > 1) {
                    tests.add(new Claim(
                            "k = " + order + ", " + kernel
                                    + ", values: squared error of local targets less that of global ones, mean over N, depths"
                                    + " and ridges",
                            Claim.Region.EQUAL,
                            MARGIN,
                            Interval.of(differences)));
                }
            }
        }
        return tests.build();
    }

    /** How many of the cells' intervals exclude 0, the exact value, and how much of the targets was learned. */
    public ImmutableList<String> remarks(Ledger ledger) {
        ValueMeasured measured = measured(ledger);
        List<Interval> cells = measured.cells().stream()
                .map(cell -> measured.interval(cell, ValueMeasured.DIFFERENCE))
                .flatMap(java.util.Optional::stream)
                .toList();
        if (cells.isEmpty()) {
            return ImmutableList.of();
        }
        long away = cells.stream().filter(interval -> !interval.contains(0)).count();
        double least = measured.cells().stream()
                .flatMap(cell -> measured.interval(cell, ValueResult.Score::local).stream())
                .mapToDouble(Interval::mean)
                .min()
                .orElse(1);
        return ImmutableList.of(String.format(
                Locale.ROOT,
                "Of the %d combinations of k, N, kernel, depth and ridge, the 95 %% interval of %d excludes 0, the exact value; %.1f would on"
                        + " average (those of one sample go together). The largest difference of means is %.4f; the best combination has"
                        + " learned %.0f %% of the local target.",
                cells.size(),
                away,
                0.05 * cells.size(),
                cells.stream()
                        .mapToDouble(interval -> Math.abs(interval.mean()))
                        .max()
                        .orElse(0),
                100 * (1 - least)));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        if (sweeps().isEmpty()) {
            return;
        }
        ValueMeasured measured = measured(ledger);
        page.report().section(title()).paragraph(TEXT);
        if (measured.any()) {
            page.figure(ValuePictures.differences(measured));
            page.report().table("Squared error over mean square, " + seeds + " samples", ValueTables.values(measured));
            page.report().paragraph(LABELS).table("Share of wrong labels", ValueTables.labels(measured));
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        ValueMeasured measured = measured(ledger);
        for (ValueMeasured.Cell cell : measured.cells()) {
            String variant = "k=" + cell.k() + " N=" + cell.N() + " ridge=" + cell.ridge();
            measured.interval(cell, ValueMeasured.DIFFERENCE)
                    .ifPresent(value -> summary.row(
                            "values", cell.kernel(), variant, cell.depth(), "local less global squared error", value));
            measured.interval(cell, ValueResult.Score::local)
                    .ifPresent(value ->
                            summary.row("values", cell.kernel(), variant, cell.depth(), "local squared error", value));
            measured.interval(cell, score -> score.localLabels() - score.globalLabels())
                    .ifPresent(value -> summary.row(
                            "values", cell.kernel(), variant, cell.depth(), "local less global label error", value));
        }
    }
}
