package fathom.runs.report;

import com.google.common.html.HtmlEscapers;

/** Texts as HTML. */
final class Html {

    private Html() {}

    /** The text with the five characters that HTML gives a meaning escaped. */
    static String text(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
