package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Task;
import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork;
import fathom.experiments.profile.Thresholds.Answer;
import fathom.experiments.profile.sample.NamedSource;
import fathom.runs.results.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict on results that are made up: which numbers it takes, and what it says of them. */
class JudgementTest {

    private static final ProfileSettings C = new ProfileSettings(
            new ProfileSettings.ProfileData("made-up", "", "", "classification", 5000, 10, 1, 0.2, 0.2),
            List.of(0, 1, 2, 4),
            new ProfileSettings.NetworkKeys(8, List.of(0.1), 10, 10, 100),
            new ProfileSettings.KernelKeys(List.of(1.0), 64, 0.1, 1, 32),
            List.of(1L, 2L, 3L));

    private static final double TRIVIAL = 0.5;

    private static final ProfileSweeps SWEEPS = new ProfileSweeps(C, new NamedSource(Task.named("local"), true), 1);

    /** Errors of depths 0, 1, 2, 4 on the test part, those on the validation part, and the student's. */
    private static Judgement judgement(double[] errors, double[] validation, double student) {
        return judgement(Results.empty().with(SWEEPS.networks(), cell -> {
            int depth = C.depths().indexOf(cell.depth());
            // Seeds scatter a little, the same for all depths.
            double scatter = 0.01 * (cell.problem().seed() - 2);
            List<ChosenNetwork.Student> students = cell.students().stream()
                    .map(d -> new ChosenNetwork.Student(d, 0.1, 0.1, student + scatter, 0.1))
                    .toList();
            return new ChosenNetwork(
                    errors[depth] + scatter, validation[depth], 0, TRIVIAL + scatter, 0.1, 1, "epoch limit", students);
        }));
    }

    /** With no result of the other sweeps. */
    private static Judgement judgement(Results results) {
        return Judgement.of(new ProfileMetrics(SWEEPS, results));
    }

    @Test
    void depthHelpsByTheDepthThatValidationPrefers() {
        // Depth 4 has the least test error, but validation prefers depth 2: that is the one that counts.
        Judgement judgement = judgement(new double[] {0.5, 0.3, 0.2, 0.1}, new double[] {0.5, 0.3, 0.15, 0.16}, 0.1);
        assertEquals(Answer.HELPS, judgement.answer());
        String text = judgement.text();
        assertTrue(text.startsWith("Yes. On made-up, networks with 2 or 4 hidden layers"), text);
        assertTrue(
                text.contains(
                        "change the test error by \u22120.100 [\u22120.103, \u22120.097] relative to one hidden layer"),
                text);
        assertTrue(text.contains("the chosen network changes it by \u22120.300 [\u22120.303, \u22120.297]"), text);
        assertTrue(text.contains("Networks beat the linear model (\u22120.300"), text);
        assertTrue(text.contains("imitates the deepest network without loss (0.000"), text);
        assertTrue(text.contains("one hidden layer can express what depth finds"), text);
    }

    @Test
    void depthHelpsALittle() {
        Judgement judgement = judgement(new double[] {0.5, 0.30, 0.29, 0.29}, new double[] {0.5, 0.3, 0.2, 0.2}, 0.39);
        assertEquals(Answer.HELPS_A_LITTLE, judgement.answer());
        assertTrue(
                judgement.text().contains("at this width, one hidden layer did not express what depth finds"),
                judgement.text());
    }

    @Test
    void depthDoesNotHelp() {
        Judgement judgement = judgement(new double[] {0.1, 0.100, 0.101, 0.2}, new double[] {0.1, 0.1, 0.1, 0.2}, 0.2);
        assertEquals(Answer.NO, judgement.answer());
        assertTrue(judgement.text().contains("Networks are even with the linear model"), judgement.text());
        assertEquals(
                Answer.HARMS,
                judgement(new double[] {0.1, 0.1, 0.2, 0.2}, new double[] {0.1, 0.1, 0.1, 0.2}, 0.2)
                        .answer());
    }

    @Test
    void itCannotBeToldWhereNothingIsLearned() {
        Judgement judgement = judgement(new double[] {0.5, 0.5, 0.4999, 0.5}, new double[] {0.5, 0.5, 0.49, 0.5}, 0.5);
        assertEquals(Answer.NOTHING_LEARNED, judgement.answer());
        assertTrue(judgement.text().startsWith("Cannot tell. On made-up"), judgement.text());
    }

    @Test
    void aRunWithoutResultsHasAVerdictToo() {
        Judgement judgement = judgement(Results.empty());
        assertEquals(Answer.NOT_TESTED, judgement.answer());
        assertTrue(judgement.text().contains("an unknown amount"), judgement.text());
        assertTrue(judgement.text().contains("of unknown conditioning"), judgement.text());
    }
}
