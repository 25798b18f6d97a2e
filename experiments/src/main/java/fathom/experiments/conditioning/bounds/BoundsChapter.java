package fathom.experiments.conditioning.bounds;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The theorems on centred activations beside exact values, for two inputs and for matrices.
 *
 * @param activations normalised before use
 * @param deltas separations
 * @param depths numbers of hidden layers
 * @param inputs kinds of inputs of the matrices
 * @param n inputs of a matrix
 * @param d dimensions of the inputs
 * @param data the folder of published data sets; none leaves them out of the plan, but not out of the report
 * @param threads for the kernels
 */
public record BoundsChapter(
        List<String> activations,
        List<Double> deltas,
        List<Integer> depths,
        List<String> inputs,
        int n,
        List<Integer> d,
        List<Long> seeds,
        Optional<String> data,
        int threads)
        implements Chapter {

    private static final int MNIST_DIMENSION = 784;

    private static final String MATRICES =
            "Inputs are uniform on the sphere (sphere), the same with the second at a chosen separation of the first (near), or rows of MNIST"
                    + " divided by their length (mnist). Theorems 3 and 5 and corollaries 4 and 6 need only that inputs are separated"
                    + " (assumption A); theorems 7 and 9 and corollaries 8 and 10 need that their Gram matrix is regular (assumption B),"
                    + " which needs d >= n.";

    private Sweep<DepthCell, DepthResult> pairs() {
        List<DepthCell> cells = activations.stream()
                .flatMap(activation -> deltas.stream().map(delta -> new DepthCell(activation, delta, depths)))
                .toList();
        return Sweep.of("depth", DepthCell.class, DepthResult.class, cells, new DepthTrial())
                .withCost(cell -> 1e7)
                .withLabel(DepthCell::label);
    }

    private Sweep<MatrixCell, MatrixResult> matrices(boolean all) {
        List<MatrixCell> cells = new ArrayList<>();
        for (String activation : activations) {
            for (Group group : groups()) {
                for (long seed : seeds) {
                    if (all || data.isPresent() || !group.inputs.equals(Inputs.MNIST)) {
                        cells.add(
                                new MatrixCell(activation, true, group.inputs, n, group.d, group.delta, seed, depths));
                    }
                }
            }
        }
        return Sweep.of(
                        "matrix",
                        MatrixCell.class,
                        MatrixResult.class,
                        cells,
                        new MatrixTrial(threads, data.orElse("")))
                .withCost(MatrixCell::cost)
                .withLabel(MatrixCell::label);
    }

    /** One set of inputs for each seed. */
    record Group(String inputs, int d, double delta) {

        String words() {
            return inputs + (delta > 0 ? ", delta = " + delta : "") + ", d = " + d;
        }

        String file() {
            return inputs + (delta > 0 ? "-" + delta : "") + "-d" + d;
        }
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (String kind : inputs) {
            switch (kind) {
                case Inputs.MNIST -> groups.add(new Group(kind, MNIST_DIMENSION, 0));
                case Inputs.NEAR ->
                    d.forEach(dimension -> deltas.forEach(delta -> groups.add(new Group(kind, dimension, delta))));
                default -> d.forEach(dimension -> groups.add(new Group(kind, dimension, 0)));
            }
        }
        return groups;
    }

    @Override
    public String title() {
        return "Bounds of centred activations";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(pairs(), matrices(false));
    }

    private Measured measured(Ledger ledger) {
        return new Measured(ledger.results(pairs()), ledger.results(matrices(true)));
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return Findings.of(measured(ledger));
    }

    @Override
    public ImmutableList<Comparison> comparisons() {
        return PublishedBounds.all();
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        Measured measured = measured(ledger);
        Report report = page.report();
        double delta = deltas.getFirst();
        report.section("Bounds and exact values");
        if (!measured.pairs().isEmpty()) {
            page.figure(Pictures.bounds(measured, delta));
            page.figure(Pictures.slack(measured, delta));
            measured.pairs().stream()
                    .filter(trial -> trial.configuration().delta() == delta)
                    .forEach(trial -> report.table(
                            trial.configuration().activation() + ", delta = " + delta + " (empty: nothing is said)",
                            Tables.bounds(trial.result())));
        }
        report.section("Kernel matrices").paragraph(MATRICES);
        for (Group group : groups()) {
            if (measured.has(group)) {
                page.figure(Pictures.conditions(measured, group, n));
                report.table(
                        "Condition number of the NNGP kernel: " + group.words(),
                        Tables.conditions(measured, group, activations, depths, MatrixResult.Point::condition));
                report.table(
                        "Condition number of the NTK: " + group.words(),
                        Tables.conditions(measured, group, activations, depths, MatrixResult.Point::tangentCondition));
            } else if (group.inputs.equals(Inputs.MNIST)) {
                report.note("Rows of MNIST are left out: the run had no data. Give the folder that holds mnist/"
                        + " with the four IDX files by --data.");
            }
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        Tables.summarise(summary, measured(ledger), groups(), activations, depths);
    }
}
