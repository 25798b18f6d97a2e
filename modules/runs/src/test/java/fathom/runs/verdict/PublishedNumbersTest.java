package fathom.runs.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PublishedNumbersTest {

    @Test
    void quotationMarksHoldCommas() {
        PublishedNumbers numbers = PublishedNumbers.parse("# from\n# there\nmodel,n\n\"3-layer (10, sqrt n)\",7\n");
        assertEquals("from there", numbers.origin());
        assertEquals("3-layer (10, sqrt n)", numbers.rows().getFirst().text("model"));
        assertEquals(7, numbers.rows().getFirst().whole("n"));
        assertThrows(
                IllegalArgumentException.class, () -> numbers.rows().getFirst().text("width"));
    }
}
