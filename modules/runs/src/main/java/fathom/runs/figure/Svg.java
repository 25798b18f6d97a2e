package fathom.runs.figure;

/**
 * SVG being written. Coordinates have at most two decimals; what is not a number cannot be written, so a figure never holds one.
 */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** Markup as it stands. */
    Svg raw(String markup) {
        text.append(markup);
        return this;
    }

    Svg raw(int number) {
        text.append(number);
        return this;
    }

    /** Plain text, escaped for elements and attributes. */
    Svg text(String plain) {
        text.append(Escape.text(plain));
        return this;
    }

    /** A coordinate. */
    Svg px(double value) {
        if (!(Math.abs(value) < 1e9)) {
            throw new IllegalStateException("a coordinate must be finite, not " + value);
        }
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            text.append('-');
            hundredths = -hundredths;
        }
        text.append(hundredths / 100);
        if (hundredths % 100 != 0) {
            text.append('.').append(hundredths / 10 % 10);
            if (hundredths % 10 != 0) {
                text.append(hundredths % 10);
            }
        }
        return this;
    }

    /** A straight line with the attributes given. */
    Svg line(double x1, double y1, double x2, double y2, String attributes) {
        raw("<line x1=\"")
                .px(x1)
                .raw("\" y1=\"")
                .px(y1)
                .raw("\" x2=\"")
                .px(x2)
                .raw("\" y2=\"")
                .px(y2);
        return raw("\" ").raw(attributes).raw("/>");
    }

    Svg rect(double x, double y, double width, double height, String attributes) {
        raw("<rect x=\"")
                .px(x)
                .raw("\" y=\"")
                .px(y)
                .raw("\" width=\"")
                .px(width)
                .raw("\" height=\"")
                .px(height);
        return raw("\" ").raw(attributes).raw("/>");
    }

    /** A word at a place; nothing for no word. */
    Svg word(double x, double y, String attributes, String plain) {
        if (plain.isEmpty()) {
            return this;
        }
        return raw("<text x=\"")
                .px(x)
                .raw("\" y=\"")
                .px(y)
                .raw("\" ")
                .raw(attributes)
                .raw(">")
                .text(plain)
                .raw("</text>\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
