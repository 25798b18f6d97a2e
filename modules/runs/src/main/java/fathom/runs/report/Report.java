package fathom.runs.report;

import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One self-contained HTML page: no script, no font, no image from elsewhere. Light or dark as the reader's system is, and fit to print.
 *
 * <pre>{@code
 * String html = Report.titled("Does depth help?", "local-global/quick")
 *         .paragraph("...")
 *         .section("Claims").claims(claims)
 *         .section("Errors by depth").figure(figure).table("Test error", table)
 *         .provenance(Map.of("command", "./fathom run local-global"))
 *         .html();
 * }</pre>
 *
 * Texts are plain texts: what HTML would read as a tag is shown as it stands.
 */
public final class Report {

    private final String title;
    private final String subtitle;
    private final StringBuilder body = new StringBuilder();
    private final List<String> sections = new ArrayList<>();
    private final StringBuilder footer = new StringBuilder();
    private final Set<String> named = new HashSet<>();

    private Report(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** A page with a heading and a line below it. */
    public static Report titled(String title, String subtitle) {
        return new Report(title, subtitle);
    }

    /** Begins a section; the page gets a list of them when there are more than three. */
    public Report section(String heading) {
        sections.add(heading);
        body.append(String.format(Locale.ROOT, "<h2 id=\"s%d\">%s</h2>\n", sections.size(), Html.text(heading)));
        return this;
    }

    /** Begins a part of a section. */
    public Report subsection(String heading) {
        body.append(String.format(Locale.ROOT, "<h3>%s</h3>\n", Html.text(heading)));
        return this;
    }

    /** A paragraph. */
    public Report paragraph(String text) {
        body.append(String.format(Locale.ROOT, "<p>%s</p>\n", Html.text(text)));
        return this;
    }

    /** A list of short texts. */
    public Report bullets(List<String> items) {
        body.append("<ul>\n");
        items.forEach(item -> body.append(String.format(Locale.ROOT, "<li>%s</li>\n", Html.text(item))));
        body.append("</ul>\n");
        return this;
    }

    /** A remark that must not be missed: what a figure leaves out, what failed. */
    public Report note(String text) {
        body.append(String.format(Locale.ROOT, "<p class=\"note\">%s</p>\n", Html.text(text)));
        return this;
    }

    /** A command or a file, as it stands. */
    public Report code(String text) {
        body.append(String.format(Locale.ROOT, "<pre>%s</pre>\n", Html.text(text.stripTrailing())));
        return this;
    }

    /** A table, rounded for reading; the whole numbers are in the CSV. */
    public Report table(String caption, Table table) {
        body.append(HtmlTable.of(caption, table));
        return this;
    }

    /**
     * The same with a name for every row, {@code <id>-1}, {@code <id>-2}, ..., for clauses to point to.
     *
     * @param id letters, digits and hyphens, beginning with a letter; no two tables of a page have the same
     */
    public Report table(String id, String caption, Table table) {
        if (!id.matches("[a-z][a-z0-9-]*") || !named.add(id)) {
            throw new IllegalArgumentException(
                    "a table cannot be named " + id + ": a name is letters, digits and hyphens, once");
        }
        body.append(HtmlTable.of(caption, table, id));
        return this;
    }

    /** A paragraph of clauses, each linked to its row. */
    public Report clauses(List<Clause> clauses) {
        body.append("<p class=\"clauses\">");
        for (Clause clause : clauses) {
            String words = Html.text(clause.words());
            body.append(
                    clause.row().isEmpty()
                            ? words
                            : String.format(Locale.ROOT, "<a href=\"#%s\">%s</a>", Html.text(clause.row()), words));
        }
        body.append("</p>\n");
        return this;
    }

    /** Published numbers beside ours, with what came of each, a sentence that counts them, and the reason if all tolerances have one. */
    public Report comparisons(String caption, List<Comparison> rows) {
        long same = rows.stream().filter(Comparison::passes).count();
        String sentence = caption + " " + same + " of " + rows.size() + " within their tolerance";
        return rows.stream().map(Comparison::reason).distinct().count() == 1
                ? table(sentence + ": " + rows.getFirst().reason() + ".", Comparison.brief(rows))
                : table(sentence + ".", Comparison.table(rows));
    }

    /** A figure with its caption, inlined. */
    public Report figure(Figure figure) {
        return figure(figure.svg(), figure.caption());
    }

    /** The same from its SVG. */
    public Report figure(String svg, String caption) {
        body.append("<figure>\n" + svg + "<figcaption>" + Html.text(caption) + "</figcaption>\n</figure>\n");
        return this;
    }

    /** A claim with its verdict, its effect, and the rule by which it was reached. */
    public Report claim(Claim claim) {
        return claim(
                claim.statement(),
                claim.verdict(),
                "effect " + Numbers.words(claim.effect()) + "; " + claim.rule() + ".");
    }

    /** A claim whose verdict was reached otherwise, for instance from several effects; the evidence says how. */
    public Report claim(String statement, Verdict verdict, String evidence) {
        body.append(String.format(
                Locale.ROOT,
                "<div class=\"claim\">%s<div><strong>%s</strong><br><span class=\"small\">%s</span></div></div>\n",
                HtmlTable.badge(verdict),
                Html.text(statement),
                Html.text(evidence)));
        return this;
    }

    /** The end of the page: how it came about, name by name; long values such as a configuration keep their lines. */
    public Report provenance(Map<String, String> entries) {
        footer.append("<footer>\n<h2>Provenance</h2>\n<dl>\n");
        entries.forEach((name, value) -> footer.append(String.format(
                Locale.ROOT,
                "<dt>%s</dt><dd><pre>%s</pre></dd>\n",
                Html.text(name),
                Html.text(value.stripTrailing()))));
        footer.append("</dl>\n</footer>\n");
        return this;
    }

    /** The page. */
    public String html() {
        return String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <h1>%s</h1>
                <p class="subtitle">%s</p>
                </header>
                %s<main>
                %s</main>
                %s</body>
                </html>
                """,
                Html.text(title),
                Style.CSS,
                Html.text(title),
                Html.text(subtitle),
                contents(),
                body,
                footer);
    }

    private String contents() {
        if (sections.size() <= 3) {
            return "";
        }
        StringBuilder list = new StringBuilder("<nav>\n");
        for (int i = 1; i <= sections.size(); i++) {
            list.append(String.format(Locale.ROOT, "<a href=\"#s%d\">%s</a>\n", i, Html.text(sections.get(i - 1))));
        }
        return list.append("</nav>\n").toString();
    }
}
