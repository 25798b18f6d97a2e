package fathom.runs.page;

import fathom.runs.figure.Escape;
import fathom.runs.figure.Figure;
import fathom.runs.figure.FigureParts;

/** A figure in a page: panels that wrap, a legend that switches series, a menu, and the frame for a file of its own. */
final class HtmlFigure {

    private static final String MENU = """
            <details class="menu"><summary>Download</summary><div>\
            <button type="button" data-save="svg">SVG</button><button type="button" data-save="png">PNG</button>\
            <button type="button" data-save="csv">CSV</button></div></details>""";

    private HtmlFigure() {}

    static String of(Figure figure) {
        FigureParts parts = figure.parts();
        StringBuilder html = new StringBuilder();
        int columns = Math.min(3, Math.min(figure.columns(), figure.panels().size()));
        html.append("<figure class=\"figure columns-")
                .append(columns)
                .append("\" id=\"figure-")
                .append(figure.name());
        html.append("\" data-name=\"").append(figure.name()).append("\">\n");
        if (!figure.title().isEmpty()) {
            html.append("<div class=\"title\">")
                    .append(Escape.text(figure.title()))
                    .append("</div>\n");
        }
        html.append("<div class=\"panels\">\n");
        parts.panels().forEach(html::append);
        html.append("</div>\n");
        if (!parts.legend().isEmpty()) {
            html.append("<div class=\"legend\" role=\"group\" aria-label=\"series\">");
            for (FigureParts.Key key : parts.legend()) {
                html.append("<button type=\"button\" data-s=\"")
                        .append(key.look())
                        .append("\" aria-pressed=\"true\">");
                html.append(key.svg()).append(Escape.text(key.name())).append("</button>\n");
            }
            html.append("</div>\n");
        }
        html.append("<figcaption><span>")
                .append(Escape.text(figure.caption()))
                .append("</span>")
                .append(MENU);
        html.append("</figcaption>\n<template>").append(parts.frame()).append("</template>\n</figure>\n");
        return html.toString();
    }
}
