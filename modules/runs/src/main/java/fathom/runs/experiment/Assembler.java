package fathom.runs.experiment;

import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.results.Results;
import fathom.runs.settings.Settings;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** From a ledger to {@code summary.csv}, figures, {@code report.html} and the lines for the terminal. */
final class Assembler {

    /** Lines on the terminal, the report's path not counted. */
    private static final int LINES = 24;

    private final Prepared<?> prepared;
    private final Document document = new Document();

    Assembler(Prepared<?> prepared) {
        this.prepared = prepared;
    }

    /** Lets the sections write. */
    Document read(Results results) {
        for (Section section : prepared.sections()) {
            boolean any = section.sweeps().stream()
                    .anyMatch(sweep -> !results.of(sweep).isEmpty());
            if (any || section.needsNoTrial()) {
                section.report(
                        results, new SectionWriter(document, document.begin(section.title()), prepared.experiment()));
            }
        }
        return document;
    }

    String write(RunFolder folder) {
        read(Results.of(folder.ledger()));
        List<String> notes = notes(folder);
        folder.write("summary.csv", document.summary().table().csv());
        document.figures().forEach(figure -> folder.write("figures/" + figure.name() + ".svg", figure.svg()));
        folder.write("report.html", ReportPage.html(prepared.experiment(), document, folder, notes));
        return console(notes);
    }

    /** What limits the report: a smoke preset, missing trials, missing data. */
    private List<String> notes(RunFolder folder) {
        List<String> notes = new ArrayList<>();
        if (isSmoke()) {
            notes.add("Smoke preset: it shows that everything works. Its numbers answer nothing.");
        }
        List<Sweep<?, ?>> sweeps = prepared.sweeps(folder.dataFolders());
        int missing = folder.ledger().left(sweeps);
        if (missing > 0) {
            int all = sweeps.stream().mapToInt(sweep -> sweep.plan().size()).sum();
            notes.add("Incomplete: " + missing + " of " + all + " trials are missing. The same command runs them.");
        }
        notes.addAll(prepared.unavailable(folder.ledger()));
        notes.addAll(document.banners());
        most().ifPresent(n -> notes.add(
                "Only n = " + n + ": nothing is tested below " + Interval.LEAST_TESTED + " values of an effect."));
        return notes;
    }

    /** The most values of any effect, where there are effects and all have too few. */
    private OptionalInt most() {
        return document.verdicts().stream()
                .flatMap(verdict -> verdict.tests().stream())
                .flatMap(test -> test.effect().stream())
                .mapToInt(Interval::n)
                .filter(n -> n > 0)
                .max()
                .stream()
                .filter(n -> n < Interval.LEAST_TESTED)
                .findFirst();
    }

    private boolean isSmoke() {
        return prepared.experiment().presets().containsKey("smoke") && isSmoke(prepared);
    }

    /** Whether the smoke preset changes nothing; keys that it leaves to the data are not compared. */
    private static <S extends Record> boolean isSmoke(Prepared<S> prepared) {
        return Settings.from(prepared.settings(), prepared.experiment().settingsType())
                .preset("smoke", prepared.experiment().open("smoke"))
                .resolve()
                .equals(prepared.settings());
    }

    private String console(List<String> notes) {
        List<String> lines = new ArrayList<>(notes);
        if (!document.answer().isEmpty()) {
            lines.add(document.answer());
        }
        lines.addAll(document.terminal());
        List<Verdict> verdicts = document.verdicts();
        int room = LINES - lines.size() - 1;
        boolean all = verdicts.size() <= room;
        verdicts.stream().limit(all ? verdicts.size() : room - 1).forEach(verdict -> lines.add(line(verdict)));
        if (!all) {
            lines.add("... and " + (verdicts.size() - room + 1) + " more verdicts in the report.");
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String line(Verdict verdict) {
        Ruling outcome = verdict.outcome();
        String scope = verdict.scope().isEmpty() ? "" : " (" + verdict.scope() + ")";
        return String.format(Locale.ROOT, "%-17s  %s%s", outcome.word(), verdict.statement(), scope);
    }
}
