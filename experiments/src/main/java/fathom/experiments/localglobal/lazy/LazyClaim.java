package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.lazy.LazyChapter.Regime;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.protocol.Evidence;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Claim 5 as tests on the dissociation: it is there where features are learned, it falls, and at the lazy end it is gone. */
final class LazyClaim {

    /** A dissociation of less than this counts as gone. */
    static final double MARGIN = 0.02;

    private final LazyMeasured measured;
    private final Evidence evidence = new Evidence();

    private LazyClaim(LazyMeasured measured) {
        this.measured = measured;
    }

    static PaperClaim of(LazyMeasured measured) {
        return new LazyClaim(measured).claim();
    }

    private PaperClaim claim() {
        LazyChapter chapter = measured.chapter();
        boolean possible = chapter.depths().size() >= 2;
        if (possible && chapter.alphas().size() >= 2) {
            alphas(chapter);
        }
        if (possible && chapter.widths().size() >= 2) {
            widths(chapter);
        }
        if (possible && measured.any()) {
            add(
                    "Regression with the limit's kernel on the same samples has a dissociation of %s.",
                    measured.dissociations(LazyMeasured.LIMIT));
        }
        if (evidence.isEmpty()) {
            evidence.remark("It needs two depths, and two output scales (alphas) or widths; preset quick has both.");
        }
        return evidence.claim(
                5,
                "the difference comes from feature learning and fades in lazy training",
                "That depth helps on local and hurts on global targets is a matter of feature learning: it fades as training becomes lazy, by a"
                        + " growing output scale or by growing width in the NTK parameterisation.");
    }

    private void alphas(LazyChapter chapter) {
        Regime rich = chapter.scales().getFirst();
        Regime lazy = chapter.scales().getLast();
        String what = "what depth " + measured.deep() + " instead of " + measured.shallow()
                + " adds to the global error less what it adds to the local one";
        evidence.test("alpha = " + rich.alpha() + ": " + what, Region.HIGHER, 0, measured.dissociations(rich));
        evidence.test(
                "the same at alpha = " + rich.alpha() + " less that at alpha = " + lazy.alpha(),
                Region.HIGHER,
                0,
                measured.dissociationDifferences(rich, lazy));
        evidence.test("the same at alpha = " + lazy.alpha(), Region.NOT_HIGHER, MARGIN, measured.dissociations(lazy));
        slope("alpha", chapter.scales(), Regime::alpha, "-1 where the model is smooth");
    }

    private void widths(LazyChapter chapter) {
        Regime narrow = chapter.sizes().getFirst();
        Regime wide = chapter.sizes().getLast();
        String what = "what depth adds to the global error less what it adds to the local one";
        evidence.test(
                what + ", at width " + narrow.width() + " less that at width " + wide.width() + ", alpha = "
                        + chapter.widthAlpha(),
                Region.HIGHER,
                0,
                measured.dissociationDifferences(narrow, wide));
        slope("width", chapter.sizes(), Regime::width, "at most -1/2 by the bounds, -1 where the model is smooth");
    }

    /** The mean over targets and depths of the slopes of the lazier half of the regimes. */
    private void slope(String what, List<Regime> all, ToDoubleFunction<Regime> swept, String expected) {
        List<Regime> half = all.subList((all.size() - 1) / 2, all.size());
        if (half.size() < 2) {
            return;
        }
        for (int depth : measured.chapter().depths()) {
            double[] local = measured.slopes(half, swept, Words.LOCAL, depth);
            double[] global = measured.slopes(half, swept, Words.GLOBAL, depth);
            if (local.length > 1 && local.length == global.length) {
                double[] both = new double[local.length];
                for (int i = 0; i < both.length; i++) {
                    both[i] = (local[i] + global[i]) / 2;
                }
                add(
                        "Depth " + depth + ": the kernel's drift falls with " + what + " by the power %s from "
                                + number(swept.applyAsDouble(half.getFirst())) + " to "
                                + number(swept.applyAsDouble(half.getLast())) + "; expected is " + expected + ".",
                        both);
            }
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private void add(String sentence, double[] values) {
        if (values.length > 1) {
            Interval interval = Interval.of(values);
            evidence.remark(String.format(
                    Locale.ROOT,
                    sentence,
                    String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.mean(), interval.low(), interval.high())));
        }
    }
}
