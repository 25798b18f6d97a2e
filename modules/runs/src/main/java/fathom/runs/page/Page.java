package fathom.runs.page;

import fathom.runs.figure.Escape;
import fathom.runs.figure.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One self-contained report: title, banners, answer, leading figure, verdicts, sections, data and settings, in that order.
 *
 * <pre>{@code
 * Page page = Page.titled("Does depth help?", "local-global/quick")
 *         .answer("Depth helps local targets: error(L=4) − error(L=1) = −0.078, 95 % CI [−0.088, −0.068], n = 5.")
 *         .lead(figure)
 *         .verdict(claimed);
 * page.body().section("Errors by depth").figure(second).table("Test error", table).verdict(claimed);
 * String html = page.data("summary.csv", "summary.csv").setting("configuration", json).html();
 * }</pre>
 */
public final class Page {

    private static final int ENOUGH_FOR_CONTENTS = 3;

    private final String title;
    private final String subtitle;
    private final List<String> banners = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final StringBuilder leads = new StringBuilder();
    private final List<Claimed> verdicts = new ArrayList<>();
    private final PageBody body = new PageBody(this);
    private final List<String> sections = new ArrayList<>();
    private final Map<String, String> data = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<Claimed, String> anchors = new HashMap<>();

    private Page(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** A page with a heading, the question for instance, and a line below it that names the run. */
    public static Page titled(String title, String subtitle) {
        return new Page(title, subtitle);
    }

    /** What readers must know before anything else: a smoke preset, a run that is not complete, an answer at the edge of its grid. */
    public Page banner(String sentence) {
        banners.add(sentence);
        return this;
    }

    /** The answer; a second one follows as a paragraph of its own. */
    public Page answer(String sentence) {
        answers.add(sentence);
        return this;
    }

    /** The figure that shows the answer. */
    public Page lead(Figure figure) {
        claim("figure-" + figure.name());
        leads.append(HtmlFigure.of(figure));
        return this;
    }

    /** Shows a verdict in the row at the top, linked to where the body tells it in full. */
    public Page verdict(Claimed claim) {
        verdicts.add(claim);
        return this;
    }

    /** What follows. */
    public PageBody body() {
        return body;
    }

    /** A file beside the page. */
    public Page data(String words, String file) {
        data.put(words, file);
        return this;
    }

    /** How the run came about, such as a command or a configuration; keeps its lines. */
    public Page setting(String name, String text) {
        settings.put(name, text);
        return this;
    }

    /** The page. */
    public String html() {
        String script = resource("report.js");
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';");
        html.append(" img-src data: blob:; script-src 'sha256-")
                .append(sha256(script))
                .append("'\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(Escape.text(title)).append("</title>\n<style>\n").append(resource("report.css"));
        html.append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(Escape.text(title))
                .append("</h1>\n");
        html.append("<p class=\"subtitle\">").append(Escape.text(subtitle)).append("</p>\n</header>\n<main>\n");
        banners.forEach(text ->
                html.append("<p class=\"banner\">").append(Escape.text(text)).append("</p>\n"));
        answers.forEach(text -> html.append("<p class=\"answer\">")
                .append(Escape.text(text.replace(" %", "\u00a0%")))
                .append("</p>\n"));
        html.append(leads).append(badges()).append(contents()).append(body);
        html.append(files()).append(provenance()).append("</main>\n<script>").append(script);
        return html.append("</script>\n</body>\n</html>\n").toString();
    }

    private String badges() {
        if (verdicts.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ul class=\"verdicts\" aria-label=\"verdicts\">\n");
        for (Claimed claim : verdicts) {
            String statement = Escape.text(claim.statement());
            String link = anchors.get(claim);
            html.append("<li class=\"")
                    .append(claim.outcome().kind())
                    .append("\">")
                    .append(claim.outcome().html());
            html.append(' ').append(link == null ? statement : "<a href=\"#" + link + "\">" + statement + "</a>");
            if (!claim.scope().isEmpty()) {
                html.append(" <span class=\"scope\">")
                        .append(Escape.text(claim.scope()))
                        .append("</span>");
            }
            html.append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    private String contents() {
        if (sections.size() < ENOUGH_FOR_CONTENTS) {
            return "";
        }
        StringBuilder html = new StringBuilder("<nav aria-label=\"contents\">\n");
        for (int i = 0; i < sections.size(); i++) {
            html.append("<a href=\"#s")
                    .append(i + 1)
                    .append("\">")
                    .append(Escape.text(sections.get(i)))
                    .append("</a>\n");
        }
        return html.append("</nav>\n").toString();
    }

    private String files() {
        if (data.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h2 id=\"data\">Data</h2>\n<ul class=\"files\">\n");
        data.forEach(
                (words, file) -> html.append("<li>").append(anchor(words, file)).append("</li>\n"));
        return html.append("</ul>\n").toString();
    }

    private String provenance() {
        if (settings.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h2 id=\"settings\">Settings</h2>\n");
        settings.forEach((name, text) -> html.append("<details class=\"fold\"><summary>")
                .append(Escape.text(name))
                .append("</summary>\n<pre>")
                .append(Escape.text(text.stripTrailing()))
                .append("</pre></details>\n"));
        return html.toString();
    }

    /** A link to a file; only names relative to the page are taken, so that none leads elsewhere. */
    static String anchor(String words, String file) {
        if (file.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*|//.*")) {
            throw new IllegalArgumentException("a page links to files beside it only, not to " + file);
        }
        return "<a href=\"" + Escape.text(file) + "\">" + Escape.text(words) + "</a>";
    }

    /** The id of a new section. */
    String section(String heading) {
        sections.add(heading);
        return "s" + sections.size();
    }

    /** The id of a claim's place in the body. */
    String anchor(Claimed claim) {
        String id = "claim-" + (anchors.size() + 1);
        if (anchors.putIfAbsent(claim, id) != null) {
            throw new IllegalArgumentException("the page shows this verdict already: " + claim.statement());
        }
        return id;
    }

    /** Takes an id; each can be taken once. */
    void claim(String id) {
        if (!id.matches("[a-zA-Z][a-zA-Z0-9._-]*") || !ids.add(id)) {
            throw new IllegalArgumentException(
                    "the page has " + id + " already, or it is no name: letters, digits, hyphens, once");
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Page.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
