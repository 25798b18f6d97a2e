package fathom.runs.experiment;

import fathom.runs.RunFolder;
import fathom.runs.figure.Figure;
import fathom.runs.report.Report;
import fathom.runs.report.Table;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html}: the answer, the figure that shows it, the verdicts, the sections, raw rows and settings. */
final class ReportPage {

    private final Experiment<?> experiment;
    private final Document document;
    private final RunFolder folder;
    private final Report report;

    ReportPage(Experiment<?> experiment, Document document, RunFolder folder, List<String> notes) {
        this.experiment = experiment;
        this.document = document;
        this.folder = folder;
        this.report = Report.titled(experiment.title(), folder.title());
        notes.forEach(report::note);
    }

    String html() {
        if (!document.answer().isEmpty()) {
            report.section("Answer").paragraph(document.answer());
        }
        document.lead().ifPresent(this::figure);
        if (!document.verdicts().isEmpty()) {
            report.table("Verdicts", overview());
        }
        document.parts().forEach(this::part);
        report.section("Raw rows").table("summary.csv", document.summary().table());
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("run", folder.title());
        provenance.put("question", experiment.question());
        provenance.put("settings", folder.configurationText());
        provenance.put("environment of the last run", folder.environmentText());
        return report.provenance(provenance).html();
    }

    private void figure(Figure figure) {
        report.figure(figure.svg(), figure.caption());
    }

    private Table overview() {
        Table table = Table.of("outcome", "statement", "scope");
        document.verdicts()
                .forEach(verdict -> table.row(verdict.outcome().word(), verdict.statement(), verdict.scope()));
        return table;
    }

    private void part(Document.Part part) {
        report.section(part.title());
        part.verdicts().forEach(this::verdict);
        for (Block block : part.blocks()) {
            switch (block) {
                case Block.Paragraph paragraph -> report.paragraph(paragraph.text());
                case Block.Heading heading -> report.subsection(heading.words());
                case Block.Bullets bullets -> report.bullets(bullets.items());
                case Block.Note note -> report.note(note.sentence());
                case Block.Picture picture -> figure(picture.figure());
                case Block.Tabular tabular -> report.table(tabular.caption(), tabular.table());
            }
        }
    }

    private void verdict(Verdict verdict) {
        report.subsection(verdict.outcome().word() + ": " + verdict.statement());
        List<String> lines = new ArrayList<>();
        if (!verdict.decision().isEmpty()) {
            lines.add(verdict.decision());
        }
        verdict.tests().forEach(test -> lines.add(verdict.of(test).word() + ": " + test.words()));
        lines.addAll(verdict.remarks());
        report.bullets(lines);
    }
}
