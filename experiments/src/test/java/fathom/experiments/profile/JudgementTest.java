package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.profile.Thresholds.Answer;
import fathom.runs.Finished;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict on results that are made up: which numbers it takes, and what it says of them. */
class JudgementTest {

    private static final Configuration C = new Configuration(
            "made-up",
            "",
            "",
            "classification",
            5000,
            10,
            1,
            0.2,
            0.2,
            List.of(0, 1, 2, 4),
            List.of(1L, 2L, 3L),
            8,
            List.of(0.1),
            10,
            10,
            List.of(1.0),
            64,
            0.1,
            1,
            32,
            100);

    private static final double TRIVIAL = 0.5;

    /** Errors of depths 0, 1, 2, 4 on the test part, those on the validation part, and the student's. */
    private static Judgement judgement(double[] errors, double[] validation, double student) {
        List<Finished<NetworkCell, NetworkResult>> networks = new ArrayList<>();
        int at = 0;
        for (NetworkCell cell : Plan.networks(C)) {
            int depth = C.depths().indexOf(cell.depth());
            // Seeds scatter a little, the same for all depths.
            double scatter = 0.01 * (cell.problem().seed() - 2);
            List<NetworkResult.Student> students = cell.students().stream()
                    .map(d -> new NetworkResult.Student(d, 0.1, 0.1, student + scatter, 0.1))
                    .toList();
            NetworkResult result = new NetworkResult(
                    errors[depth] + scatter, validation[depth], 0, TRIVIAL + scatter, 0.1, 1, "epoch limit", students);
            networks.add(new Finished<>("network" + at++, cell, result, 1));
        }
        return Judgement.of(new Measured(C, networks, List.of(), List.of(), List.of()));
    }

    @Test
    void depthHelpsByTheDepthThatValidationPrefers() {
        // Depth 4 has the least test error, but validation prefers depth 2: that is the one that counts.
        Judgement judgement = judgement(new double[] {0.5, 0.3, 0.2, 0.1}, new double[] {0.5, 0.3, 0.15, 0.16}, 0.1);
        assertEquals(Answer.HELPS, judgement.answer());
        String text = judgement.text();
        assertTrue(text.startsWith("Does depth help here? Yes. "), text);
        assertTrue(text.contains("err by -0.100 [-0.103, -0.097] against one hidden layer"), text);
        assertTrue(text.contains("the chosen network errs by -0.300 [-0.303, -0.297]"), text);
        assertTrue(text.contains("Networks beat the linear model (-0.300"), text);
        assertTrue(text.contains("imitates the deepest without loss (+0.000"), text);
        assertTrue(text.contains("what depth finds, one hidden layer can express"), text);
    }

    @Test
    void depthHelpsALittle() {
        Judgement judgement = judgement(new double[] {0.5, 0.30, 0.29, 0.29}, new double[] {0.5, 0.3, 0.2, 0.2}, 0.39);
        assertEquals(Answer.HELPS_A_LITTLE, judgement.answer());
        assertTrue(judgement.text().contains("was not expressed by one hidden layer at this width"), judgement.text());
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
        assertTrue(judgement.text().startsWith("Does depth help here? Cannot tell. "), judgement.text());
    }

    @Test
    void aRunWithoutResultsHasAVerdictToo() {
        Judgement judgement = Judgement.of(new Measured(C, List.of(), List.of(), List.of(), List.of()));
        assertEquals(Answer.NOT_TESTED, judgement.answer());
        assertTrue(judgement.text().contains("a difference not known"), judgement.text());
        assertTrue(judgement.text().contains("of unknown condition"), judgement.text());
    }

    @Test
    void linesOnTheTerminalBreakBetweenWords() {
        assertEquals("one two" + System.lineSeparator() + "three", Screen.wrapped("one two three", 9));
    }
}
