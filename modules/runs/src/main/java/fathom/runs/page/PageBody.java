package fathom.runs.page;

import fathom.runs.figure.Escape;
import fathom.runs.figure.Figure;
import fathom.runs.report.Clause;
import fathom.runs.report.Table;
import java.util.List;
import java.util.function.Consumer;

/** What a page consists of below its head, in order. Texts are plain: what HTML would read as a tag is shown as it stands. */
public final class PageBody {

    private final Page page;
    private final StringBuilder html = new StringBuilder();

    PageBody(Page page) {
        this.page = page;
    }

    /** Begins a section. */
    public PageBody section(String heading) {
        return add("<h2 id=\"" + page.section(heading) + "\">" + Escape.text(heading) + "</h2>\n");
    }

    /** Begins a part of a section. */
    public PageBody subsection(String heading) {
        return add("<h3>" + Escape.text(heading) + "</h3>\n");
    }

    public PageBody paragraph(String text) {
        return add("<p>" + Escape.text(text) + "</p>\n");
    }

    /** A formula on a line of its own, in Unicode, with {@code _} and {@code ^} for parts that are lowered and raised. */
    public PageBody formula(String plain) {
        return add("<p class=\"formula\">" + Formula.html(plain) + "</p>\n");
    }

    public PageBody bullets(List<String> items) {
        html.append("<ul>\n");
        items.forEach(item -> html.append("<li>").append(Escape.text(item)).append("</li>\n"));
        return add("</ul>\n");
    }

    /** A remark that must not be missed. */
    public PageBody note(String text) {
        return add("<p class=\"note\">" + Escape.text(text) + "</p>\n");
    }

    /** A command or a file, as it stands. */
    public PageBody code(String text) {
        return add("<pre>" + Escape.text(text.stripTrailing()) + "</pre>\n");
    }

    /** A link to a file beside the page. */
    public PageBody link(String words, String file) {
        return add("<p>" + Page.anchor(words, file) + "</p>\n");
    }

    /** A figure with its caption. */
    public PageBody figure(Figure figure) {
        page.claim("figure-" + figure.name());
        return add(HtmlFigure.of(figure));
    }

    /** A table that readers can sort. */
    public PageBody table(String caption, Table table) {
        return add(HtmlRows.of("", caption, table));
    }

    /** The same with a name for every row, {@code <id>-1}, {@code <id>-2}, ..., for links. */
    public PageBody table(String id, String caption, Table table) {
        page.claim(id);
        return add(HtmlRows.of(id, caption, table));
    }

    /** A paragraph of clauses, each linked to the row of a table that it rests on. */
    public PageBody clauses(List<Clause> paragraph) {
        html.append("<p class=\"clauses\">");
        for (Clause clause : paragraph) {
            String words = Escape.text(clause.words());
            html.append(
                    clause.row().isEmpty()
                            ? words
                            : "<a href=\"#" + Escape.text(clause.row()) + "\">" + words + "</a>");
        }
        return add("</p>\n");
    }

    /** A claim with its outcome, scope, rule and evidence. */
    public PageBody verdict(Claimed claim) {
        html.append("<article class=\"verdict ").append(claim.outcome().kind()).append("\" id=\"");
        html.append(page.anchor(claim))
                .append("\">\n<p>")
                .append(claim.outcome().html())
                .append(" <strong>");
        html.append(Escape.text(claim.statement())).append("</strong></p>\n<dl>");
        term("Scope", claim.scope());
        term("Rule", claim.rule());
        if (!claim.evidence().isEmpty()) {
            html.append("<dt>Evidence</dt>");
            claim.evidence()
                    .forEach(line ->
                            html.append("<dd>").append(Escape.text(line)).append("</dd>"));
        }
        return add("</dl>\n</article>\n");
    }

    private void term(String name, String text) {
        if (!text.isEmpty()) {
            html.append("<dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(Escape.text(text))
                    .append("</dd>");
        }
    }

    /** What is hidden until the reader asks for it. */
    public PageBody folded(String summary, Consumer<PageBody> hidden) {
        PageBody inner = new PageBody(page);
        hidden.accept(inner);
        return add("<details class=\"fold\"><summary>" + Escape.text(summary) + "</summary>\n" + inner.html
                + "</details>\n");
    }

    private PageBody add(String markup) {
        html.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
