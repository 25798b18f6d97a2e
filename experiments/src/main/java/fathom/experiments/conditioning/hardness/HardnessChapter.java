package fathom.experiments.conditioning.hardness;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 5 of the paper.
 *
 * @param d dimension of the half cube
 * @param pairActivations whose random networks are seen through pairs
 * @param pairWidths of their layers
 * @param pairDepths numbers of hidden layers
 * @param pairDraws random networks behind each value of an interval
 * @param pairSeeds values of an interval
 * @param target activation of the networks to be learned
 * @param targetWidth of their layers
 * @param targetDepths numbers of their hidden layers
 * @param targets seeds, one target each
 * @param samples labelled points
 * @param testPoints other points
 * @param learner how networks are trained on them
 * @param threads for the kernels
 */
public record HardnessChapter(
        int d,
        List<String> pairActivations,
        List<Integer> pairWidths,
        List<Integer> pairDepths,
        int pairDraws,
        List<Long> pairSeeds,
        String target,
        int targetWidth,
        List<Integer> targetDepths,
        List<Long> targets,
        int samples,
        int testPoints,
        LearnCell.Learner learner,
        int threads)
        implements Chapter {

    private static final String TEXT =
            "Section 5 of the paper: to an algorithm that learns by statistical queries, such as gradient descent, random deep networks look"
                    + " alike. Inputs are uniform on half of {-1, 1}^d, each layer is brought to length 1, and the target is the sign of the"
                    + " output. Theorem 53 says that the expected correlation of a pair of inputs falls off exponentially with depth, whence"
                    + " theorem 54: with constant probability over the weights the sign cannot be learned with fewer than e^(Omega(L)) queries."
                    + " Arguments of a layer's units are drawn from their exact distribution given the layer below, which needs no weights.";

    private static final String LEARNING =
            "Networks are then asked to learn such targets, by plain mini-batch gradient descent on the logistic loss: two hidden layers of ReLU,"
                    + " and as many layers as the target has, with layer normalisation; the best of all rates and both kinds is picked on"
                    + " a fifth of the samples. Beside them the least squares fit of a linear function, and kernel regression with the"
                    + " target's own kernel of infinite width, which knows the distribution of targets: what the samples hold at best, nearly."
                    + " Correlations are means of y sgn g(x) on points outside the sample.";

    private Sweep<PairCell, PairResult> pairs() {
        List<PairCell> cells = new ArrayList<>();
        for (String activation : pairActivations) {
            for (int width : pairWidths) {
                for (long seed : pairSeeds) {
                    cells.add(new PairCell(activation, width, d, pairDraws, seed, pairDepths));
                }
            }
        }
        return Sweep.of("pairs", PairCell.class, PairResult.class, cells, new PairTrial(threads))
                .withCost(PairCell::cost)
                .withLabel(PairCell::label);
    }

    private Sweep<LearnCell, LearnResult> learning() {
        List<LearnCell> cells = new ArrayList<>();
        for (int depth : targetDepths) {
            for (long seed : targets) {
                cells.add(new LearnCell(target, depth, targetWidth, d, samples, testPoints, seed, learner));
            }
        }
        return Sweep.of("learn", LearnCell.class, LearnResult.class, cells, new LearnTrial(threads))
                .withCost(LearnCell::cost)
                .withBytes(LearnCell::bytes)
                .withLabel(LearnCell::label);
    }

    @Override
    public String title() {
        return "Learning random deep networks";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(pairs(), learning());
    }

    private HardnessMeasured measured(Ledger ledger) {
        return new HardnessMeasured(this, ledger.results(pairs()), ledger.results(learning()));
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return HardnessFindings.of(measured(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        HardnessMeasured measured = measured(ledger);
        if (!measured.pairs().isEmpty()) {
            page.report().section("Random deep networks: pairs of inputs").paragraph(TEXT);
            page.figure(HardnessPictures.pairs(measured));
            page.report()
                    .table(
                            "Expected correlation of the nearest pair, cosine 1 - 2/d = "
                                    + new HalfCube(d).correlation(1) + ", over " + pairSeeds.size() + " x " + pairDraws
                                    + " networks",
                            HardnessTables.pairs(measured));
        }
        if (!measured.learning().isEmpty()) {
            page.report().section("Random deep networks: learning them").paragraph(LEARNING);
            page.figure(HardnessPictures.learning(measured));
            page.report()
                    .table(
                            "Correlation with the target on " + testPoints + " points outside the " + samples
                                    + " samples; d = " + d + ", " + targets.size() + " targets of width " + targetWidth
                                    + " at each depth",
                            HardnessTables.learning(measured));
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        HardnessTables.summarise(summary, measured(ledger));
    }
}
