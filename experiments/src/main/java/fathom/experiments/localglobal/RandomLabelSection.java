package fathom.experiments.localglobal;

import fathom.experiments.localglobal.RandomLabelTrial.RandomFlips;
import fathom.experiments.localglobal.RandomLabelTrial.RandomLabelCase;
import fathom.experiments.localglobal.RandomLabelTrial.RandomLabelResult;
import java.util.List;
import module fathom.experiments;

/**
 * The contrast of claim 6: networks trained on random labels, whose answers owe nothing to a target.
 *
 * @param d input dimension
 * @param samples with random labels; 0 leaves the section out, as no perturbation does
 * @param points fresh points that are moved
 * @param depths numbers of hidden layers
 * @param seeds one sample and initialisation each
 * @param perturbations lengths
 */
public record RandomLabelSection(
        int d,
        int samples,
        int points,
        List<Integer> depths,
        List<Long> seeds,
        Search training,
        List<Double> perturbations,
        Context context)
        implements Section {

    /** What is compared between depths, here and for trained targets. */
    public static final String MEASURE = "flip rate under one-entry noise − flip rate under spread noise";

    private static final String TEXT =
            "Labels are coin flips: nothing in them is local or global, so any locality of the answers at fresh points is the network's own."
                    + " No held-out sample can choose the learning rate; it is the one that learns the samples, fastest. Flip rates are shares of"
                    + " points whose answer changes when one entry (one-entry noise) or all entries (spread noise) move by a vector of the given"
                    + " length.";

    @Override
    public String title() {
        return "Stability without a target: random labels";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return samples == 0 || perturbations.isEmpty() ? List.of() : List.of(sweep());
    }

    Sweep<RandomLabelCase, RandomLabelResult> sweep() {
        List<RandomLabelCase> plan = Grid.of(RandomLabelCase.class)
                .with("d", d)
                .with("samples", samples)
                .with("points", points)
                .each("depth", depths)
                .each("seed", seeds)
                .with("training", training)
                .with("perturbations", perturbations)
                .plan();
        return Sweep.of(
                        "random labels",
                        RandomLabelCase.class,
                        RandomLabelResult.class,
                        plan,
                        new RandomLabelTrial(context.threads()))
                .withCost(RandomLabelCase::cost)
                .withBytes(RandomLabelCase::bytes)
                .withLabel(RandomLabelCase::label);
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<RandomLabelCase, RandomLabelResult> rows = results.of(sweep());
        Rows<RandomLabelCase, RandomFlips> flips = rows.each("length", RandomLabelResult::answers, RandomFlips::length);
        Metric one = flips.metric("flip rate, one entry", RandomFlips::oneEntry);
        Metric all = flips.metric("flip rate, all entries", RandomFlips::allEntries);
        Metric error = rows.metric("training error", RandomLabelResult::trainingError);
        List<Integer> hidden =
                depths.stream().filter(depth -> depth > 0).sorted().toList();
        if (hidden.size() >= 2) {
            int shallow = hidden.getFirst();
            int deep = hidden.getLast();
            page.verdict(Verdict.of(
                            "Claim 6, random labels: deeper networks are more stable against one-entry noise than against spread noise")
                    .scope("d = " + d + "; " + samples + " samples; L = " + Effects.list(hidden))
                    .test(
                            "change from L=" + shallow + " to L=" + deep + " in (" + MEASURE + ")",
                            Effects.change(one.minus(all).meanOver("length"), shallow, deep)
                                    .overSeeds(),
                            Region.below(0)));
        }
        page.text(TEXT);
        page.table(samples + " samples with random labels", Metric.beside("depth, length", one, all));
        page.table("Share of the labels not learned", error, "depth", "");
        page.summary(one, all, error);
    }
}
