package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.runs.report.Clause;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;

/**
 * The verdict: an answer, and a paragraph whose clauses each rest on a row of a table.
 *
 * @param answer does depth help?
 * @param clauses the paragraph
 */
record Judgement(Thresholds.Answer answer, ImmutableList<Clause> clauses) {

    /** Of one number, or of nothing: fits no row that asks for an interval. */
    private static final Interval UNKNOWN = Interval.of(Double.NaN);

    static Judgement of(Measured measured) {
        return new Composer(measured).judgement();
    }

    /** The paragraph without its links. */
    String text() {
        StringBuilder text = new StringBuilder();
        clauses.forEach(clause -> text.append(clause.words()));
        return text.toString();
    }

    private static final class Composer {

        private final Measured measured;
        private final Configuration c;
        private final double margin;
        private final ImmutableList.Builder<Clause> clauses = ImmutableList.builder();

        Composer(Measured measured) {
            this.measured = measured;
            this.c = measured.configuration();
            this.margin = Thresholds.margin(c.classification());
        }

        Judgement judgement() {
            Interval difference = difference(measured.depthEffect(Measured.NETWORK));
            Interval learned = difference(measured.overTrivial());
            Thresholds.Answer answer = Thresholds.Answer.of(difference, learned, margin);
            say("", "Does depth help here? " + capital(answer.words) + ". ");
            say(
                    Rows.DEPTH,
                    "Networks of " + list(c.deeper()) + " hidden layers, the depth chosen by validation, err by "
                            + words(difference) + " against " + layers(c.shallow()));
            say(
                    Rows.TRIVIAL,
                    "; the chosen network errs by " + words(learned) + " against "
                            + (c.classification() ? "the most frequent class" : "the mean") + ". ");
            linear();
            kernels();
            curve();
            alignment();
            conditioning();
            imitation(answer);
            return new Judgement(answer, clauses.build());
        }

        private void linear() {
            if (c.depths().contains(0)) {
                Interval linear = difference(measured.overLinear());
                say(
                        Rows.LINEAR,
                        "Networks " + Thresholds.Contest.of(linear, margin).words + " the linear model ("
                                + words(linear) + "). ");
            }
        }

        private void kernels() {
            Interval ntk = difference(measured.depthEffect(Limits.NTK));
            Interval nngp = difference(measured.depthEffect(Limits.NNGP));
            Interval contest = difference(measured.overKernels());
            say(
                    Rows.NTK,
                    "At infinite width the NTK " + Thresholds.Limit.of(ntk, margin).words + " (" + words(ntk) + ")");
            say(Rows.NNGP, ", the NNGP kernel " + Thresholds.Limit.of(nngp, margin).words + " (" + words(nngp) + "); ");
            say(
                    Rows.KERNELS,
                    "networks " + Thresholds.Contest.of(contest, margin).words + " the better kernel (" + words(contest)
                            + "). ");
        }

        private void curve() {
            double deviation = Tables.deviation(measured, Limits.NTK);
            say(
                    Rows.DEVIATION,
                    "The spectrum " + Thresholds.Theory.of(deviation).words
                            + " the NTK's learning curve (median deviation " + percent(deviation) + "). ");
        }

        private void alignment() {
            Interval share = known(measured.spectrum(Limits.NTK, c.shallow(), SpectrumResult::leading));
            Interval change = known(measured.shareChange(Limits.NTK));
            say(
                    Rows.SHARE,
                    "The leading tenth of the NTK's eigenvectors at " + layers(c.shallow()) + " holds "
                            + Thresholds.Share.of(share.mean()).words + " of the labels' energy ("
                            + percent(share.mean()) + ")");
            say(
                    Rows.CHANGE,
                    ", and at " + layers(c.deepest()) + " " + Thresholds.Change.of(change).words + " (" + words(change)
                            + "). ");
        }

        private void conditioning() {
            double ratio = Tables.conditionRatio(measured, Limits.NTK);
            say(
                    Rows.RATIO,
                    "The NTK at " + layers(c.deepest()) + " is "
                            + Thresholds.Conditioning.of(ratio).words + ", compared with " + layers(c.shallow())
                            + (Double.isFinite(ratio)
                                    ? String.format(Locale.ROOT, " (ratio of condition numbers %.2g). ", ratio)
                                    : ". "));
        }

        private void imitation(Thresholds.Answer answer) {
            Interval loss = difference(measured.overTeacher(c.shallow()));
            Thresholds.Copy copy = Thresholds.Copy.of(loss, margin);
            boolean helps = answer == Thresholds.Answer.HELPS || answer == Thresholds.Answer.HELPS_A_LITTLE;
            String therefore = !helps
                    ? ""
                    : switch (copy) {
                        case SUCCEEDS -> ": what depth finds, " + layers(c.shallow()) + " can express";
                        case FAILS ->
                            ": what depth finds was not expressed by " + layers(c.shallow()) + " at this width";
                        case OPEN -> "";
                    };
            say(
                    Rows.IMITATION,
                    capital(layers(c.shallow())) + ", taught by the deepest network, " + copy.words + " (" + words(loss)
                            + ")" + therefore + ".");
        }

        private void say(String row, String words) {
            clauses.add(new Clause(words, row));
        }

        private Interval difference(List<Double> values) {
            return tested(measured.difference(values).orElse(UNKNOWN));
        }

        private Interval known(List<Double> values) {
            return tested(measured.interval(values).orElse(UNKNOWN));
        }

        /** An interval of fewer values than test anything is the whole line, which fits no threshold. */
        private static Interval tested(Interval interval) {
            return interval.testable()
                    ? interval
                    : new Interval(
                            interval.mean(),
                            Double.NEGATIVE_INFINITY,
                            Double.POSITIVE_INFINITY,
                            interval.standardDeviation(),
                            interval.n(),
                            interval.level());
        }
    }

    static String layers(int depth) {
        return depth == 1 ? "one hidden layer" : depth + " hidden layers";
    }

    private static String list(List<Integer> depths) {
        return String.join(" or ", depths.stream().map(String::valueOf).toList());
    }

    static String words(Interval interval) {
        if (Double.isNaN(interval.mean())) {
            return "a difference not known";
        }
        return Double.isInfinite(interval.low())
                ? String.format(Locale.ROOT, "%+.3f, n = %d", interval.mean(), interval.n())
                : String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", interval.mean(), interval.low(), interval.high());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "not known" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
