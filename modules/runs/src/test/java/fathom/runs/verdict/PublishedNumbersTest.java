package fathom.runs.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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

    /** A unit is one of the last digit that is printed; blank lines are none. */
    @Test
    void numbersHaveTheUnitOfTheirLastDigit() {
        String text = "# from\n\nx,y\n\n0.250,-3e2\n1,2\n";
        PublishedNumbers numbers =
                PublishedNumbers.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(2, numbers.rows().size());
        PublishedNumbers.Row row = numbers.rows().getFirst();
        assertEquals(0.25, row.number("x"));
        assertEquals(0.001, row.unit("x"));
        assertEquals(-300, row.number("y"));
        assertEquals(100, row.unit("y"));
        assertEquals(1, numbers.rows().getLast().unit("x"));
        assertThrows(IllegalArgumentException.class, () -> PublishedNumbers.parse("a,b\n1\n"));
    }
}
