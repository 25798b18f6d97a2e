package fathom.runs;

/** Foreign text in messages: at most {@value #LONGEST} characters of it, and none that a terminal would obey. */
public final class Quoted {

    /** The most that a message repeats of a file or an argument. */
    public static final int LONGEST = 80;

    private static final String CUT = "...";

    private Quoted() {}

    /** The text of a value, cut after {@value #LONGEST} characters and made {@linkplain #printable printable}. */
    public static String of(Object value) {
        String text = String.valueOf(value);
        String part = text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
        return printable(part);
    }

    /** The text with control characters other than the newline, and reversals of direction, as \\u escapes. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && obeyed(c)) {
                printable.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    printable.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    private static boolean obeyed(char c) {
        return Character.isISOControl(c) || c >= '\u2028' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
