package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void allOfFigureOneIsThere() {
        assertEquals(126, PublishedNumbers.of("bietti-fig1-kernels").rows().size());
        assertEquals(
                132,
                PublishedNumbers.of("bietti-fig1-random-features-as-published")
                        .rows()
                        .size());
        assertTrue(PublishedNumbers.of("bietti-table1").origin().contains("ICLR 2021"));
    }
}
