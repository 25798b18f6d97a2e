package fathom.runs.experiment;

import fathom.runs.RunFolder;
import fathom.runs.page.Claimed;
import fathom.runs.page.Page;
import fathom.runs.page.PageBody;
import fathom.runs.report.Table;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html}: the answer, the figure that shows it, the verdicts, the sections, raw rows and settings. */
final class ReportPage {

    private ReportPage() {}

    static String html(Experiment<?> experiment, Document document, RunFolder folder, List<String> notes) {
        Page page = Page.titled(experiment.title(), folder.title());
        notes.forEach(page::banner);
        if (!document.answer().isEmpty()) {
            page.answer(document.answer());
        }
        document.lead().ifPresent(page::lead);
        Map<Verdict, Claimed> claims = new IdentityHashMap<>();
        for (Verdict verdict : document.verdicts()) {
            claims.put(verdict, claimed(verdict));
            page.verdict(claims.get(verdict));
        }
        for (Document.Part part : document.parts()) {
            part(page.body().section(part.title()), part, claims);
        }
        Table rows = document.summary().table();
        page.body().section("Raw rows").folded("summary.csv", fold -> fold.table("Means over seeds", rows));
        page.data("summary.csv", "summary.csv").data("ledger.jsonl, one finished trial a line", "ledger.jsonl");
        page.setting("run", folder.title()).setting("question", experiment.question());
        if (!experiment.source().isEmpty()) {
            page.setting("source", experiment.source());
        }
        return page.setting("settings", folder.configurationText())
                .setting("environment of the last run", folder.environmentText())
                .html();
    }

    private static void part(PageBody body, Document.Part part, Map<Verdict, Claimed> claims) {
        part.verdicts().forEach(verdict -> body.verdict(claims.get(verdict)));
        for (Block block : part.blocks()) {
            switch (block) {
                case Block.Paragraph paragraph -> body.paragraph(paragraph.text());
                case Block.Heading heading -> body.subsection(heading.words());
                case Block.Bullets bullets -> body.bullets(bullets.items());
                case Block.Note note -> body.note(note.sentence());
                case Block.Picture picture -> body.figure(picture.figure());
                case Block.Clauses clauses -> body.clauses(clauses.clauses());
                case Block.Tabular tabular -> {
                    if (!tabular.id().isEmpty()) {
                        body.table(tabular.id(), tabular.caption(), tabular.table());
                    } else if (tabular.folded()) {
                        body.folded(tabular.caption(), fold -> fold.table(tabular.caption(), tabular.table()));
                    } else {
                        body.table(tabular.caption(), tabular.table());
                    }
                }
            }
        }
    }

    private static Claimed claimed(Verdict verdict) {
        List<String> evidence = new ArrayList<>();
        verdict.tests()
                .forEach(test -> evidence.add(
                        (verdict.tests().size() == 1 ? "" : verdict.of(test).word() + ": ") + test.words()));
        evidence.addAll(verdict.remarks());
        return new Claimed(
                verdict.outcome().badge(), verdict.statement(), verdict.scope(), verdict.decision(), evidence);
    }
}
