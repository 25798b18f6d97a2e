package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Lines of the terminal end at words. */
class WrappedTest {

    @Test
    void linesEndAtWords() {
        assertEquals("one two\nthree\nfour", unix(Wrapped.at(9, "one two three\nfour")));
        assertEquals("exactly 9\nyes", unix(Wrapped.at(9, "exactly 9 yes")));
        assertEquals("a\n/a/long/path\nb", unix(Wrapped.at(5, "a /a/long/path b")));
        assertEquals("", Wrapped.at(5, ""));
    }

    /** The second column of a verdict stays a column. */
    @Test
    void aColumnIsKept() {
        assertEquals(
                "open         depth helps\n             or not",
                unix(Wrapped.at(26, "open         depth helps or not")));
    }

    /** Nothing is lost at any width, and no line is longer that could be broken. */
    @Test
    void noWordIsLost() {
        String text =
                "supported  error(L=4) − error(L=1) = −0.078, 95 % CI [−0.088, −0.068], n = 5, on local(k=3,d=25)";
        for (int width = 1; width < 120; width++) {
            String wrapped = Wrapped.at(width, text);
            assertEquals(text.replaceAll("\\s+", " "), wrapped.replaceAll("\\s+", " "));
            int most = width;
            assertTrue(
                    wrapped.lines()
                            .allMatch(line ->
                                    line.length() <= most || !line.strip().contains(" ")),
                    wrapped);
        }
    }

    @Test
    void outcomesAtTheStartOfALineAreColoured() {
        assertEquals(
                "\u001b[33msupported in part\u001b[0m  a\n\u001b[32msupported\u001b[0m    b\nopen question\n  supported  c",
                RunOptions.coloured("supported in part  a\nsupported    b\nopen question\n  supported  c"));
    }

    private static String unix(String text) {
        return text.replace("\r\n", "\n");
    }
}
