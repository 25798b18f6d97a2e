package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.profile.Thresholds.Answer;
import fathom.experiments.profile.Thresholds.Change;
import fathom.experiments.profile.Thresholds.Conditioning;
import fathom.experiments.profile.Thresholds.Contest;
import fathom.experiments.profile.Thresholds.Copy;
import fathom.experiments.profile.Thresholds.Limit;
import fathom.experiments.profile.Thresholds.Share;
import fathom.experiments.profile.Thresholds.Theory;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table of thresholds, by numbers made up for it, at its edges too; m = 0.02. */
class ThresholdsTest {

    private static final double M = 0.02;

    private static Interval between(double low, double high) {
        return new Interval((low + high) / 2, low, high, 1, 5, 0.95);
    }

    @ParameterizedTest
    @CsvSource({
        // D from, D to, T from, T to, answer
        "-0.10, -0.06, -0.40, -0.30, HELPS",
        "-0.03, -0.01, -0.40, -0.30, HELPS",
        "-0.02, -0.005, -0.40, -0.30, HELPS_A_LITTLE",
        "-0.10, -0.06, -0.40, 0, NOTHING_LEARNED",
        "-0.10, -0.06, -0.40, 0.01, NOTHING_LEARNED",
        "0.01, 0.05, -0.40, -0.30, HARMS",
        "-0.01, 0.05, -0.40, -0.30, NO",
        "-0.01, 0.01, -0.40, -0.30, NO",
        "0, 0.05, -0.40, -0.30, NO",
        "-0.02, 0.05, -0.40, -0.30, OPEN",
        "-0.10, 0, -0.40, -0.30, OPEN",
        "-0.50, 0.50, -0.40, -0.30, OPEN",
        "NaN, NaN, -0.40, -0.30, OPEN",
        "-0.10, -0.06, NaN, NaN, NOTHING_LEARNED"
    })
    void theAnswer(double low, double high, double learnedLow, double learnedHigh, Answer answer) {
        assertEquals(answer, Answer.of(between(low, high), between(learnedLow, learnedHigh), M));
    }

    @Test
    void fewerThanThreeSeedsTellNothing() {
        Interval one = Interval.of(-0.3);
        Interval two = Interval.of(-0.3, -0.3);
        assertEquals(Answer.NOT_TESTED, Answer.of(one, one, M));
        assertEquals(Answer.NOT_TESTED, Answer.of(two, two, M));
        assertEquals(Answer.NOT_TESTED, Answer.of(one, between(-0.4, -0.3), M));
        assertEquals(Limit.OPEN, Limit.of(one, M));
        assertEquals(Contest.OPEN, Contest.of(one, M));
        assertEquals(Copy.OPEN, Copy.of(one, M));
        assertEquals(Change.SAME, Change.of(one));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, -0.01, GAINS, BETTER",
        "0.001, 0.5, LOSES, WORSE",
        "-0.02, 0.02, NEITHER, EVEN",
        "0, 0, NEITHER, EVEN",
        "-0.03, 0.01, OPEN, OPEN",
        "-0.01, 0.03, OPEN, OPEN",
        "NaN, NaN, OPEN, OPEN"
    })
    void limitsAndContests(double low, double high, Limit limit, Contest contest) {
        assertEquals(limit, Limit.of(between(low, high), M));
        assertEquals(contest, Contest.of(between(low, high), M));
    }

    @ParameterizedTest
    @CsvSource({
        "0, AGREES",
        "0.1, AGREES",
        "0.1001, ROUGHLY",
        "0.25, ROUGHLY",
        "0.2501, DEPARTS",
        "9, DEPARTS",
        "NaN, UNKNOWN"
    })
    void theory(double deviation, Theory theory) {
        assertEquals(theory, Theory.of(deviation));
    }

    @ParameterizedTest
    @CsvSource({"1.02, MOST", "0.5, MOST", "0.49, PART", "0.1, PART", "0.09, LITTLE", "-0.01, LITTLE", "NaN, UNKNOWN"})
    void share(double share, Share word) {
        assertEquals(word, Share.of(share));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.2, MORE", "-0.2, -0.01, LESS", "-0.1, 0.1, SAME", "0, 0.1, SAME", "NaN, NaN, SAME"})
    void change(double low, double high, Change word) {
        assertEquals(word, Change.of(between(low, high)));
    }

    @ParameterizedTest
    @CsvSource({"0.5, BETTER", "0.51, SAME", "1.99, SAME", "2, WORSE", "NaN, UNKNOWN", "Infinity, UNKNOWN", "0, UNKNOWN"
    })
    void conditioning(double ratio, Conditioning word) {
        assertEquals(word, Conditioning.of(ratio));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.05, 0.019, SUCCEEDS",
        "-0.05, -0.01, SUCCEEDS",
        "-0.05, 0.02, OPEN",
        "0.01, 0.10, FAILS",
        "0, 0.10, OPEN",
        "0.01, 0.03, OPEN",
        "0.001, 0.03, OPEN",
        "-0.01, 0.10, OPEN",
        "NaN, NaN, OPEN"
    })
    void imitation(double low, double high, Copy word) {
        assertEquals(word, Copy.of(between(low, high), M));
    }

    /** Every word that a verdict may use, with its condition, in the order in which the conditions are tried. */
    @Test
    void theTableIsWhatTheRulesDo() {
        List<List<Object>> expected = new ArrayList<>();
        for (Answer row : Answer.values()) {
            expected.add(List.of("does depth help?", row.condition, row.words));
        }
        for (Limit row : Limit.values()) {
            expected.add(List.of("NTK, NNGP", row.condition, row.words));
        }
        for (Contest row : Contest.values()) {
            expected.add(List.of("networks against others", row.condition, row.words));
        }
        for (Theory row : Theory.values()) {
            expected.add(List.of("learning curve", row.condition, row.words));
        }
        for (Share row : Share.values()) {
            expected.add(List.of("labels' energy", row.condition, row.words));
        }
        for (Change row : Change.values()) {
            expected.add(List.of("labels' energy, by depth", row.condition, row.words));
        }
        for (Conditioning row : Conditioning.values()) {
            expected.add(List.of("conditioning", row.condition, row.words));
        }
        for (Copy row : Copy.values()) {
            expected.add(List.of("imitation", row.condition, row.words));
        }
        assertEquals(expected, Thresholds.table().rows());
        assertEquals(
                expected.size(),
                new HashSet<>(expected).size(),
                "two rows of a topic say the same: " + Thresholds.table().csv());
    }

    /** The numbers that the conditions print are those at which the words change. */
    @Test
    void theConditionsPrintTheirThresholds() {
        assertEquals(Theory.AGREES, Theory.of(number("Q is at most ", Theory.AGREES.condition)));
        assertEquals(Theory.ROUGHLY, Theory.of(Math.nextUp(number("Q is at most ", Theory.AGREES.condition))));
        assertEquals(Theory.ROUGHLY, Theory.of(number("Q is at most ", Theory.ROUGHLY.condition)));
        assertEquals(Theory.DEPARTS, Theory.of(Math.nextUp(number("Q is above ", Theory.DEPARTS.condition))));
        assertEquals(Share.MOST, Share.of(number("S is at least ", Share.MOST.condition)));
        assertEquals(Share.PART, Share.of(Math.nextDown(number("S is at least ", Share.MOST.condition))));
        assertEquals(Share.PART, Share.of(number("S is at least ", Share.PART.condition)));
        assertEquals(Share.LITTLE, Share.of(Math.nextDown(number("S is below ", Share.LITTLE.condition))));
        assertEquals(
                Conditioning.WORSE,
                Conditioning.of(number("the median of R is at least ", Conditioning.WORSE.condition)));
    }

    private static double number(String before, String condition) {
        assertEquals(before, condition.substring(0, before.length()));
        return Double.parseDouble(condition.substring(before.length()));
    }

    /** No word is out of reach: over a grid of intervals every one is said. */
    @Test
    void everyWordIsSaidOfSomeNumbers() {
        double[] ends = {Double.NaN, -0.3, -0.021, -0.015, -0.001, 0.001, 0.015, 0.03, 0.3};
        Set<Answer> answers = new HashSet<>();
        Set<Limit> limits = new HashSet<>();
        Set<Contest> contests = new HashSet<>();
        Set<Change> changes = new HashSet<>();
        Set<Copy> copies = new HashSet<>();
        answers.add(Answer.of(Interval.of(-0.3), Interval.of(-0.3), M));
        for (double low : ends) {
            for (double high : ends) {
                if (!(low > high)) {
                    answers.add(Answer.of(between(low, high), between(-0.4, -0.3), M));
                    answers.add(Answer.of(between(-0.4, -0.3), between(low, high), M));
                    limits.add(Limit.of(between(low, high), M));
                    contests.add(Contest.of(between(low, high), M));
                    changes.add(Change.of(between(low, high)));
                    copies.add(Copy.of(between(low, high), M));
                }
            }
        }
        assertEquals(Set.of(Answer.values()), answers);
        assertEquals(Set.of(Limit.values()), limits);
        assertEquals(Set.of(Contest.values()), contests);
        assertEquals(Set.of(Change.values()), changes);
        assertEquals(Set.of(Copy.values()), copies);
    }
}
