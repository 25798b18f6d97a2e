package fathom.simd.file;

/** The text of a header, read from the first character to the last; nesting is bounded, so no text overflows the stack. */
abstract class HeaderText {

    private static final int DEEPEST = 32;

    final String text;
    final String where;
    int at;
    private int depth;

    HeaderText(String text, String where) {
        this.text = text;
        this.where = where;
    }

    /** The language of the text, as a message names it. */
    abstract String language();

    final void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** The character that comes next, a space at the end. */
    final char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    final char next() throws FileFormatException {
        if (at == text.length()) {
            throw wrong("more");
        }
        return text.charAt(at++);
    }

    final boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    final void expect(char c) throws FileFormatException {
        if (!accept(c)) {
            throw wrong("'" + c + "'");
        }
    }

    final void end() throws FileFormatException {
        space();
        if (at < text.length()) {
            throw wrong("the end");
        }
    }

    /** A whole number; what is longer than 18 digits counts nothing that a file holds. */
    final Long number() throws FileFormatException {
        boolean negative = accept('-');
        int start = at;
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = 10 * number + (text.charAt(at++) - '0');
        }
        if (at == start) {
            throw wrong("a value");
        }
        if (at - start > 19 || number < 0) {
            at = start;
            throw wrong("a number below 2^63");
        }
        return negative ? -number : number;
    }

    /** Opens a value within a value, which begins with this character. */
    final void enter(char open) throws FileFormatException {
        expect(open);
        if (++depth > DEEPEST) {
            throw wrong("at most " + DEEPEST + " levels of nesting");
        }
        space();
    }

    /** Whether the value within a value ends here; if it does not and has elements, a separator must stand here. */
    final boolean leave(char close, boolean first) throws FileFormatException {
        space();
        boolean ends = accept(close);
        if (!ends && !first) {
            expect(',');
            space();
            ends = trailingComma() && accept(close);
        }
        if (ends) {
            depth--;
        }
        return ends;
    }

    /** Whether a comma may stand before the end. */
    abstract boolean trailingComma();

    final FileFormatException wrong(String expected) {
        return new FileFormatException(
                where + " has a header that is no " + language() + ": " + expected + " expected at character " + at);
    }
}
