package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthsTest {

    @Test
    void numbersAndRanges() {
        assertEquals(List.of(3), Depths.parse("3"));
        assertEquals(List.of(1, 2, 3), Depths.parse("1..3"));
        assertEquals(List.of(1, 2, 4, 5, 8), Depths.parse("1,2, 4..5 ,8..8"));
        assertEquals(1000, Depths.parse("1..1000").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,", "3..1", "1..1001", "1..999,1..2", "1...3", "0..999999999", "99999999999"})
    void othersAreRefusedInOneSentence(String text) {
        String message = assertThrows(UserError.class, () -> Depths.parse(text)).getMessage();
        assertTrue(message.contains("--depth=" + text) && message.contains("such as 1,2,4..8"), message);
    }
}
