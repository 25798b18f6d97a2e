package fathom.runs.experiment;

import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Clause;
import fathom.runs.report.Table;
import fathom.runs.results.Choice;
import fathom.runs.results.Metric;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Verdict;
import java.util.List;

/**
 * Writes one section of a report. The order of calls is the order in the section, but the answers, the leading figure and the verdicts of all
 * sections stand on top of the page too.
 *
 * <pre>{@code
 * page.answer("Depth does not change the rate: every exponent is d - 1 + 2 nu.");
 * page.lead(figure);
 * page.verdict(Verdict.of("...").scope("...").test(...));
 * page.text("...");
 * page.table("Test error", error, "model, target", "depth");
 * page.summary(error, epochs);
 * }</pre>
 */
public final class SectionWriter {

    private final Document document;
    private final Document.Part part;
    private final Experiment<?> experiment;

    SectionWriter(Document document, Document.Part part, Experiment<?> experiment) {
        this.document = document;
        this.part = part;
        this.experiment = experiment;
    }

    /** One sentence that answers the question; an empty one is none. The first one stands on top of the report, the others in their section. */
    public void answer(String sentence) {
        if (!sentence.isEmpty()) {
            document.answer(part, sentence);
        }
    }

    /** The figure that shows the answer. The first one of the report stands on top. */
    public void lead(Figure figure) {
        document.lead(part, figure);
    }

    /** A verdict: a badge on top of the report, the tests in the section. */
    public void verdict(Verdict verdict) {
        part.verdicts().add(verdict);
    }

    /** Several verdicts. */
    public void verdicts(List<Verdict> some) {
        part.verdicts().addAll(some);
    }

    /** A paragraph. */
    public void text(String paragraph) {
        part.blocks().add(new Block.Paragraph(paragraph));
    }

    /** A heading within the section. */
    public void heading(String words) {
        part.blocks().add(new Block.Heading(words));
    }

    /** A list of short texts. */
    public void bullets(List<String> items) {
        part.blocks().add(new Block.Bullets(List.copyOf(items)));
    }

    /** A remark that must not be missed; an empty one is none. */
    public void note(String sentence) {
        if (!sentence.isEmpty()) {
            part.blocks().add(new Block.Note(sentence));
        }
    }

    /** A note where a choice lies at the edge of its grid. */
    public void note(Choice choice) {
        note(choice.edgeWarning());
    }

    /** A figure, also written to {@code figures/}. */
    public void figure(Figure figure) {
        part.blocks().add(new Block.Picture(figure));
    }

    /** A figure of up to three panels in a row; none without any panel. */
    public void figure(String name, String caption, List<Panel> panels) {
        if (!panels.isEmpty()) {
            figure(Figure.of(name, caption, panels));
        }
    }

    /**
     * Means over seeds with their intervals against a key that is a number, a line for each value of another. The first figure of the report
     * leads it.
     */
    public void lines(Metric metric, String key, String each) {
        lines(metric, key, Panel.of("", key, metric.name()).lines(each + "=", metric, each, key), " for each " + each);
    }

    /** The same with one line. */
    public void lines(Metric metric, String key) {
        lines(metric, key, Panel.of("", key, metric.name()).line(metric.name(), metric, key), "");
    }

    private void lines(Metric metric, String key, Panel panel, String each) {
        String name =
                (metric.name() + "-by-" + key).replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-", "");
        lead(Figure.of(name, metric.name() + " by " + key + each + ", means with 95 % intervals", panel));
    }

    /** A table that is open when the page is. */
    public void table(String caption, Table table) {
        part.blocks().add(new Block.Tabular("", caption, table, false));
    }

    /** The same with a name for every row, {@code <id>-1}, {@code <id>-2}, ..., for {@link #clauses} to point to. */
    public void table(String id, String caption, Table table) {
        part.blocks().add(new Block.Tabular(id, caption, table, false));
    }

    /** A paragraph of clauses, each linked to the row of a table that it rests on. */
    public void clauses(List<Clause> paragraph) {
        part.blocks().add(new Block.Clauses(List.copyOf(paragraph)));
    }

    /** What limits the whole report, above everything else, on the terminal too. */
    public void banner(String sentence) {
        document.banners().add(sentence);
    }

    /** Lines for the terminal, below the answer; a few, since 25 are all there are. */
    public void terminal(String lines) {
        document.terminal().addAll(lines.lines().toList());
    }

    /** A table behind a line that opens it. */
    public void details(String caption, Table table) {
        part.blocks().add(new Block.Tabular("", caption, table, true));
    }

    /** Means over seeds: a row for each combination of keys, a column for each value of another; see {@link Metric#table}. */
    public void table(String caption, Metric metric, String rows, String column) {
        String left = metric.dropped() == 0
                ? ""
                : " " + metric.dropped() + " of " + (metric.size() + metric.dropped())
                        + " values are not finite and left out.";
        String pairs =
                metric.unpaired() == 0 ? "" : " " + metric.unpaired() + " values have no partner and are left out.";
        table(caption + left + pairs, metric.table(rows, column));
    }

    /** Published numbers from the resource {@code /published/<name>.csv}. */
    public PublishedNumbers published(String name) {
        return PublishedNumbers.read(experiment.resource("/published/" + name + ".csv"));
    }

    /** Published numbers beside ours, with a verdict on all of them. */
    public void reproductions(String statement, String origin, List<Reproduction> rows) {
        if (!rows.isEmpty()) {
            document.reproduced().add(new Reproduced(statement, origin, rows));
            verdict(Reproduction.verdict(statement, rows).remark(origin));
            details(statement, Reproduction.table(rows));
        }
    }

    /** Metrics that go to {@code summary.csv}, a row for each combination of their keys. */
    public void summary(Metric... metrics) {
        for (Metric metric : metrics) {
            document.summary().add(part.title(), metric);
        }
    }
}
