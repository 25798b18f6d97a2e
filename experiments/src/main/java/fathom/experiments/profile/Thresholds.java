package fathom.experiments.profile;

import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;

/**
 * The words of the verdict and what the numbers must be for each. Of every topic the first row that holds is taken, and there is always one.
 *
 * <p>An interval that is not a number, or the whole line as one seed gives, fits no row but the topic's last.
 */
final class Thresholds {

    /** The smallest difference of two misclassified shares that matters. */
    static final double ERROR_MARGIN = 0.02;

    /** The same for squared errors over the variance. */
    static final double SQUARED_MARGIN = 0.05;

    private Thresholds() {}

    static double margin(boolean classification) {
        return classification ? ERROR_MARGIN : SQUARED_MARGIN;
    }

    /** Does depth help? D: error of the deeper network that validation prefers less that of the shallowest. */
    enum Answer {
        HELPS("yes", "the interval of T lies below 0, that of D too, and D's mean is at most -m"),
        HELPS_A_LITTLE("yes, a little", "the intervals of T and D lie below 0, and D's mean is above -m"),
        HARMS("no, it harms", "the interval of T lies below 0, and that of D above 0"),
        NO("no", "the interval of T lies below 0, and that of D above -m"),
        NOTHING_LEARNED("cannot tell", "the interval of T reaches 0: no network is known to have learned anything"),
        OPEN("cannot tell", "the interval of T lies below 0, and that of D reaches from below -m to above 0"),
        NOT_TESTED("not tested", "there are fewer than 3 seeds");

        final String words;
        final String condition;

        Answer(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Answer of(Interval difference, Interval overTrivial, double margin) {
            if (!overTrivial.testable() || !difference.testable()) {
                return NOT_TESTED;
            }
            if (!(overTrivial.high() < 0)) {
                return NOTHING_LEARNED;
            }
            if (difference.high() < 0) {
                return difference.mean() <= -margin ? HELPS : HELPS_A_LITTLE;
            }
            return difference.low() > 0 ? HARMS : difference.low() > -margin ? NO : OPEN;
        }
    }

    /** Where an interval lies. */
    private enum Side {
        /** Below 0. */
        BELOW,
        /** Above 0. */
        ABOVE,
        /** Between -m and m. */
        BETWEEN,
        /** None of these. */
        ANY;

        static Side of(Interval difference, double margin) {
            if (difference.high() < 0) {
                return BELOW;
            }
            if (difference.low() > 0) {
                return ABOVE;
            }
            return difference.low() >= -margin && difference.high() <= margin ? BETWEEN : ANY;
        }
    }

    /** What depth does to one limit kernel; D as for networks. */
    enum Limit {
        GAINS("gains from depth", "the interval of D lies below 0"),
        LOSES("loses from depth", "the interval of D lies above 0"),
        NEITHER("neither gains nor loses from depth", "the interval of D lies between -m and m"),
        OPEN("may gain or lose from depth", "any other interval of D");

        final String words;
        final String condition;

        Limit(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Limit of(Interval difference, double margin) {
            return switch (Side.of(difference, margin)) {
                case BELOW -> GAINS;
                case ABOVE -> LOSES;
                case BETWEEN -> NEITHER;
                case ANY -> OPEN;
            };
        }
    }

    /** The chosen network against another model; E: its error less the other's. */
    enum Contest {
        BETTER("beat", "the interval of E lies below 0"),
        WORSE("lose to", "the interval of E lies above 0"),
        EVEN("are even with", "the interval of E lies between -m and m"),
        OPEN("cannot be distinguished from", "any other interval of E");

        final String words;
        final String condition;

        Contest(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Contest of(Interval difference, double margin) {
            return switch (Side.of(difference, margin)) {
                case BELOW -> BETTER;
                case ABOVE -> WORSE;
                case BETWEEN -> EVEN;
                case ANY -> OPEN;
            };
        }
    }

    /** How far the learning curve's theory is from what is measured; Q: median of |predicted / measured - 1|. */
    enum Theory {
        AGREES("predicts", "Q is at most 0.1"),
        ROUGHLY("roughly predicts", "Q is at most 0.25"),
        DEPARTS("does not predict", "Q is above 0.25"),
        UNKNOWN("was not compared with", "Q is not known");

        final String words;
        final String condition;

        Theory(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Theory of(double deviation) {
            return deviation <= 0.1 ? AGREES : deviation <= 0.25 ? ROUGHLY : deviation > 0.25 ? DEPARTS : UNKNOWN;
        }
    }

    /** Where the labels' energy lies; S: held-out share in the leading tenth of the NTK's eigenvectors, shallowest depth. */
    enum Share {
        MOST("most", "S is at least 0.5"),
        PART("a part", "S is at least 0.1"),
        LITTLE("little", "S is below 0.1"),
        UNKNOWN("an unknown part", "S is not known");

        final String words;
        final String condition;

        Share(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Share of(double share) {
            return share >= 0.5 ? MOST : share >= 0.1 ? PART : share < 0.1 ? LITTLE : UNKNOWN;
        }
    }

    /** What depth does to that share; C: S at the deepest depth less S at the shallowest. */
    enum Change {
        MORE("a larger share", "the interval of C lies above 0"),
        LESS("a smaller share", "the interval of C lies below 0"),
        SAME("no detectably different share", "the interval of C holds 0, or is not known");

        final String words;
        final String condition;

        Change(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Change of(Interval change) {
            return change.low() > 0 ? MORE : change.high() < 0 ? LESS : SAME;
        }
    }

    /** What depth does to conditioning; R: condition number of the NTK at the deepest depth over that at the shallowest. */
    enum Conditioning {
        BETTER("better conditioned", "the median of R is at most 1/2"),
        WORSE("worse conditioned", "the median of R is at least 2"),
        SAME("conditioned about equally well", "the median of R is between 1/2 and 2"),
        UNKNOWN("of unknown conditioning", "a condition number is numerically infinite");

        final String words;
        final String condition;

        Conditioning(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Conditioning of(double ratio) {
            if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
                return UNKNOWN;
            }
            return ratio <= 0.5 ? BETTER : ratio >= 2 ? WORSE : SAME;
        }
    }

    /** What the shallowest student makes of the deepest network; I: its error on labels less its teacher's. */
    enum Copy {
        SUCCEEDS("imitates the deepest network without loss", "the interval of I lies below m"),
        FAILS("imitates the deepest network at a loss", "the interval of I lies above 0 and its mean is above m"),
        OPEN("may or may not imitate the deepest network without loss", "any other interval of I");

        final String words;
        final String condition;

        Copy(String words, String condition) {
            this.words = words;
            this.condition = condition;
        }

        static Copy of(Interval loss, double margin) {
            return loss.high() < margin ? SUCCEEDS : loss.low() > 0 && loss.mean() > margin ? FAILS : OPEN;
        }
    }

    /** Every row, in the order in which they are tried. */
    static Table table() {
        Table table = Table.of("topic", "holds if", "words");
        for (Answer row : Answer.values()) {
            table.row("does depth help?", row.condition, row.words);
        }
        for (Limit row : Limit.values()) {
            table.row("NTK, NNGP", row.condition, row.words);
        }
        for (Contest row : Contest.values()) {
            table.row("networks against others", row.condition, row.words);
        }
        for (Theory row : Theory.values()) {
            table.row("learning curve", row.condition, row.words);
        }
        for (Share row : Share.values()) {
            table.row("labels' energy", row.condition, row.words);
        }
        for (Change row : Change.values()) {
            table.row("labels' energy, by depth", row.condition, row.words);
        }
        for (Conditioning row : Conditioning.values()) {
            table.row("conditioning", row.condition, row.words);
        }
        for (Copy row : Copy.values()) {
            table.row("imitation", row.condition, row.words);
        }
        return table;
    }
}
