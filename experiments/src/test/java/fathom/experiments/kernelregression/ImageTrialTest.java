package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTrialTest {

    private static final ImageResult RESULT = new ImageResult(
            "",
            List.of(
                    new ImageResult.Score(0, 0.90, 0.10),
                    new ImageResult.Score(-1, 0.95, 0.11),
                    new ImageResult.Score(-2, 0.95, 0.12),
                    new ImageResult.Score(-3, 0.94, 0.13),
                    new ImageResult.Score(-4, 0.96, 0.14)));

    /** The authors' code takes a ridge only when it is strictly better on the validation images. */
    @Test
    void ofEqualRidgesTheLargestIsChosen() {
        assertEquals(-1, RESULT.chosen(-3).exponent());
        assertEquals(0.11, RESULT.chosen(-3).test());
        assertEquals(-4, RESULT.chosen(-7).exponent());
    }
}
