package fathom.experiments.conditioning.width;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.bounds.MatrixCell;
import fathom.experiments.conditioning.bounds.MatrixResult;
import fathom.experiments.conditioning.bounds.MatrixTrial;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The measurement that the paper does not have.
 *
 * @param networks activations as they are, {@code batch(...)} or {@code layer(...)} around one
 * @param widths of their hidden layers
 * @param n inputs, of as many dimensions
 * @param delta separation of the first two
 * @param depths numbers of hidden layers
 * @param seeds one set of inputs and one network of each width, each
 * @param threads for the kernels
 */
public record WidthChapter(
        List<String> networks,
        List<Integer> widths,
        int n,
        double delta,
        List<Integer> depths,
        List<Long> seeds,
        int threads)
        implements Chapter {

    private static final String TEXT =
            "The measurement that the paper does not have: condition numbers of the kernels of random networks at initialisation, the last"
                    + " layer's Gram matrix (NNGP) and the tangent kernel of all weights for one output (NTK), at finite width. batch(...)"
                    + " normalises each unit's argument over the inputs, layer(...) each input's representation over the units. Depth improves"
                    + " conditioning in the limit of infinite width; at finite width fluctuations of the order depth / width work"
                    + " against it. The limit is computed on the same inputs; a batch normalised network has another one, which depends on the"
                    + " whole batch, and its tangent kernel here holds the batch's statistics fixed.";

    /** The activation of a network's name. */
    public static String activation(String network) {
        return RandomNetwork.inner(network);
    }

    /**
     * Whose dual is the limit of a network: that of its activation as it is, or normalised inside layer(...), which does the same (lemma 1 of
     * the paper).
     */
    private static Optional<Boolean> centredLimit(String network) {
        if (network.startsWith("batch(")) {
            return Optional.empty();
        }
        boolean centred = network.startsWith("layer(")
                || network.startsWith("normalised(")
                || network.startsWith("normrelu")
                || network.startsWith("selu");
        return Optional.of(centred);
    }

    /** The limit of a network on the inputs of a seed. */
    Optional<MatrixCell> limit(String network, long seed) {
        return centredLimit(network)
                .map(centred -> new MatrixCell(activation(network), centred, Inputs.NEAR, n, n, delta, seed, depths));
    }

    private Sweep<WidthCell, WidthResult> finite() {
        List<WidthCell> cells = new ArrayList<>();
        for (String network : networks) {
            for (int width : widths) {
                for (long seed : seeds) {
                    cells.add(new WidthCell(network, width, n, n, delta, seed, depths));
                }
            }
        }
        return Sweep.of("width", WidthCell.class, WidthResult.class, cells, new WidthTrial(threads))
                .withCost(WidthCell::cost)
                .withBytes(WidthCell::bytes)
                .withLabel(WidthCell::label);
    }

    private Sweep<MatrixCell, MatrixResult> infinite() {
        List<MatrixCell> cells = networks.stream()
                .flatMap(network -> seeds.stream().flatMap(seed -> limit(network, seed).stream()))
                .distinct()
                .toList();
        return Sweep.of("limit", MatrixCell.class, MatrixResult.class, cells, new MatrixTrial(threads, ""))
                .withCost(MatrixCell::cost)
                .withLabel(cell -> "limit of " + cell.label());
    }

    @Override
    public String title() {
        return "Networks of finite width";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(finite(), infinite());
    }

    private WidthMeasured measured(Ledger ledger) {
        return new WidthMeasured(this, ledger.results(finite()), ledger.results(infinite()));
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return WidthFindings.of(measured(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        WidthMeasured measured = measured(ledger);
        if (measured.finite().isEmpty()) {
            return;
        }
        page.report().section("Networks of finite width").paragraph(TEXT);
        for (boolean tangent : new boolean[] {false, true}) {
            page.figure(WidthPictures.byDepth(measured, tangent));
            page.report()
                    .table(
                            "log10 of the condition number of the " + (tangent ? "NTK" : "NNGP kernel") + ", "
                                    + seeds.size() + " seeds",
                            WidthTables.conditions(measured, tangent));
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        WidthTables.summarise(summary, measured(ledger));
    }
}
