package fathom.experiments.localglobal;

import fathom.experiments.localglobal.Measurements.Series;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;

/** The result in a few lines for the terminal: one table of errors for each order, and the verdicts. */
final class Screen {

    private Screen() {}

    static String text(Measurements measured, List<PaperClaim> claims) {
        StringBuilder text = new StringBuilder();
        Configuration c = measured.configuration();
        for (int k : c.k()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nTest error at k = %d, d = %d, N = %d, H = %d (mean and 95 %% interval over %d seeds)%n%-14s%-8s",
                    k,
                    c.dimension(k),
                    c.N(),
                    c.H(),
                    c.seeds().size(),
                    "",
                    ""));
            c.depths().forEach(depth -> text.append(String.format(Locale.ROOT, "%-16s", "depth " + depth)));
            text.append(System.lineSeparator());
            for (String model : measured.models()) {
                for (String target : c.targets()) {
                    text.append(String.format(Locale.ROOT, "%-14s%-8s", model, target));
                    for (int depth : c.depths()) {
                        text.append(String.format(
                                Locale.ROOT, "%-16s", words(measured.errors(new Series(model, k, target, depth)))));
                    }
                    text.append(System.lineSeparator());
                }
            }
        }
        for (PaperClaim claim : claims) {
            text.append(String.format(
                    Locale.ROOT, "%nClaim %d  %-13s %s%n", claim.number(), claim.verdict(), claim.title()));
            for (Claim test : claim.tests()) {
                text.append(String.format(Locale.ROOT, "         %s: %s%n", test.statement(), effect(test.effect())));
            }
            claim.remarks().forEach(remark -> text.append(String.format(Locale.ROOT, "         %s%n", remark)));
        }
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String effect(Interval effect) {
        return effect.n() == 1
                ? String.format(Locale.ROOT, "%.4f (one seed: no interval)", effect.mean())
                : String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", effect.mean(), effect.low(), effect.high());
    }

    private static String words(double[] values) {
        if (values.length == 0) {
            return "-";
        }
        Interval interval = Interval.of(values);
        return values.length == 1
                ? String.format(Locale.ROOT, "%.3f", interval.mean())
                : String.format(Locale.ROOT, "%.3f ± %.3f", interval.mean(), interval.halfWidth());
    }
}
