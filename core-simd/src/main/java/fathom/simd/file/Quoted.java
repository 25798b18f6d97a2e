package fathom.simd.file;

/** Foreign text in messages: at most {@value #LONGEST} characters of it, and none that a terminal would obey. */
final class Quoted {

    /** The most that a message repeats of a file. */
    static final int LONGEST = 80;

    private static final String CUT = "...";

    private Quoted() {}

    /** The text of a value, cut after {@value #LONGEST} characters and made {@linkplain #printable printable}. */
    static String of(Object value) {
        String text = String.valueOf(value);
        String part = text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
        return printable(part);
    }

    /** The text with control characters, separators of lines and reversals of direction as \\u escapes. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (obeyed(c)) {
                escape(c, printable);
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    private static boolean obeyed(char c) {
        return Character.isISOControl(c) || c >= '\u2028' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    /** Appends a backslash, u and four hexadecimal digits. */
    static void escape(char c, StringBuilder to) {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
