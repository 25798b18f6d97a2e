package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.profile.Thresholds.Answer;
import fathom.experiments.profile.Thresholds.Change;
import fathom.experiments.profile.Thresholds.Conditioning;
import fathom.experiments.profile.Thresholds.Contest;
import fathom.experiments.profile.Thresholds.Copy;
import fathom.experiments.profile.Thresholds.Limit;
import fathom.experiments.profile.Thresholds.Share;
import fathom.experiments.profile.Thresholds.Theory;
import fathom.runs.statistics.Interval;
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
    void oneSeedTellsNothing() {
        Interval one = Interval.of(-0.3);
        assertEquals(Answer.NOTHING_LEARNED, Answer.of(one, one, M));
        assertEquals(Answer.OPEN, Answer.of(one, between(-0.4, -0.3), M));
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
        "0.01, 0.10, FAILS",
        "0.001, 0.03, OPEN",
        "-0.01, 0.10, OPEN",
        "NaN, NaN, OPEN"
    })
    void imitation(double low, double high, Copy word) {
        assertEquals(word, Copy.of(between(low, high), M));
    }

    @Test
    void theTableHasEveryRow() {
        int rows = Answer.values().length
                + Limit.values().length
                + Contest.values().length
                + Theory.values().length
                + Share.values().length
                + Change.values().length
                + Conditioning.values().length
                + Copy.values().length;
        assertEquals(rows, Thresholds.table().rows().size());
        assertTrue(Thresholds.table().csv().contains("cannot tell"));
    }
}
