package fathom.runs.figure;

/** Plain text within markup. */
public final class Escape {

    private Escape() {}

    /** The text for elements and attributes of XML and HTML; what XML cannot hold becomes U+FFFD. */
    public static String text(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length() + 8);
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(holds(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean holds(int c) {
        return c == '\n' || c == '\t' || c >= 0x20 && c < 0xd800 || c > 0xdfff && c < 0xfffe || c > 0xffff;
    }
}
