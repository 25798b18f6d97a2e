package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.runs.figure.Numerals;
import fathom.runs.report.Clause;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;

/**
 * The verdict: an answer, and a paragraph whose clauses each rest on a row of a table.
 *
 * @param answer does depth help?
 * @param clauses the paragraph, of which the first {@link #ANSWERING} are the answer
 */
record Judgement(Thresholds.Answer answer, ImmutableList<Clause> clauses) {

    private static final int ANSWERING = 3;

    static Judgement of(ProfileMetrics measured) {
        return new Composer(measured).judgement();
    }

    /** The paragraph without its links. */
    String text() {
        return text(clauses);
    }

    /** The sentence that answers the question. */
    String sentence() {
        return text(clauses.subList(0, ANSWERING)).strip();
    }

    /** What follows it. */
    String reasons() {
        return text(clauses.subList(ANSWERING, clauses.size()));
    }

    private static String text(List<Clause> some) {
        return String.join("", some.stream().map(Clause::words).toList());
    }

    private static final class Composer {

        private final ProfileMetrics measured;
        private final ProfileSettings c;
        private final double margin;
        private final ImmutableList.Builder<Clause> clauses = ImmutableList.builder();

        Composer(ProfileMetrics measured) {
            this.measured = measured;
            this.c = measured.c;
            this.margin = Thresholds.margin(c.classification());
        }

        Judgement judgement() {
            Interval difference = tested(measured.depthEffect(ProfileMetrics.NETWORK));
            Interval learned = tested(measured.overTrivial());
            Thresholds.Answer answer = Thresholds.Answer.of(difference, learned, margin);
            say("", capital(answer.words) + ". On " + c.data().target() + ", ");
            say(
                    NetworkSection.DEPTH,
                    "networks with "
                            + String.join(
                                    " or ",
                                    c.deeper().stream().map(String::valueOf).toList())
                            + " hidden layers (depth chosen by validation) change the " + c.errorName() + " by "
                            + words(difference) + " relative to " + layers(c.shallow()));
            say(
                    NetworkSection.TRIVIAL,
                    "; the chosen network changes it by " + words(learned) + " relative to "
                            + (c.classification() ? "the most frequent class" : "the mean") + ". ");
            linear();
            kernels();
            spectra();
            conditioning();
            imitation(answer);
            return new Judgement(answer, clauses.build());
        }

        private void linear() {
            if (c.depths().contains(0)) {
                Interval linear = tested(measured.overLinear());
                say(
                        NetworkSection.LINEAR,
                        "Networks " + Thresholds.Contest.of(linear, margin).words + " the linear model ("
                                + words(linear) + "). ");
            }
        }

        private void kernels() {
            Interval ntk = tested(measured.depthEffect(LimitKernels.NTK));
            Interval nngp = tested(measured.depthEffect(LimitKernels.NNGP));
            Interval contest = tested(measured.overKernels());
            say(
                    LimitSection.NTK,
                    "At infinite width the NTK " + Thresholds.Limit.of(ntk, margin).words + " (" + words(ntk) + ")");
            say(
                    LimitSection.NNGP,
                    " and the NNGP kernel " + Thresholds.Limit.of(nngp, margin).words + " (" + words(nngp) + "); ");
            say(
                    LimitSection.KERNELS,
                    "networks " + Thresholds.Contest.of(contest, margin).words + " the better kernel (" + words(contest)
                            + "). ");
        }

        private void spectra() {
            double deviation = measured.deviation(LimitKernels.NTK);
            Interval share = tested(measured.share());
            Interval change = tested(measured.shareChange());
            say(
                    SpectrumSection.DEVIATION,
                    "The spectrum " + Thresholds.Theory.of(deviation).words
                            + " the NTK's learning curve (median deviation " + percent(deviation) + "). ");
            say(
                    SpectrumSection.SHARE,
                    "With " + layers(c.shallow()) + ", the leading tenth of the NTK's eigenvectors holds "
                            + Thresholds.Share.of(share.mean()).words + " of the labels' energy ("
                            + percent(share.mean()) + ")");
            say(
                    SpectrumSection.CHANGE,
                    "; with " + layers(c.deepest()) + " it holds " + Thresholds.Change.of(change).words + " ("
                            + words(change) + "). ");
        }

        private void conditioning() {
            double ratio = measured.conditionRatio(LimitKernels.NTK);
            say(
                    ConditioningSection.RATIO,
                    "The NTK with " + layers(c.deepest()) + " is "
                            + Thresholds.Conditioning.of(ratio).words + ", compared with " + layers(c.shallow())
                            + (Double.isFinite(ratio)
                                    ? String.format(Locale.ROOT, " (ratio of condition numbers %.2g). ", ratio)
                                    : ". "));
        }

        private void imitation(Thresholds.Answer answer) {
            Interval loss = tested(measured.overTeacher().where("student", c.shallow()));
            Thresholds.Copy copy = Thresholds.Copy.of(loss, margin);
            boolean helps = answer == Thresholds.Answer.HELPS || answer == Thresholds.Answer.HELPS_A_LITTLE;
            String therefore = !helps
                    ? ""
                    : switch (copy) {
                        case SUCCEEDS -> ": " + layers(c.shallow()) + " can express what depth finds";
                        case FAILS -> ": at this width, " + layers(c.shallow()) + " did not express what depth finds";
                        case OPEN -> "";
                    };
            say(
                    ImitationSection.IMITATION,
                    "A network with " + layers(c.shallow()) + " taught by the deepest one " + copy.words + " ("
                            + words(loss) + ")" + therefore + ".");
        }

        private void say(String row, String words) {
            clauses.add(new Clause(words, row));
        }

        /** An interval of fewer values than test anything is the whole line, which fits no threshold. */
        private static Interval tested(Metric metric) {
            Interval interval = metric.overSeeds();
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

    private static String words(Interval interval) {
        if (Double.isNaN(interval.mean())) {
            return "an unknown amount";
        }
        return Double.isInfinite(interval.low())
                ? Numerals.fixed(interval.mean(), 3) + ", n = " + interval.n()
                : Numerals.fixed(interval.mean(), 3) + " [" + Numerals.fixed(interval.low(), 3) + ", "
                        + Numerals.fixed(interval.high(), 3) + "]";
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "not known" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
