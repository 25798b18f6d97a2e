package fathom.runs.experiment;

import fathom.runs.figure.Figure;
import fathom.runs.report.Clause;
import fathom.runs.report.Table;
import java.util.List;

/** What a section consists of. */
sealed interface Block {

    record Paragraph(String text) implements Block {}

    record Heading(String words) implements Block {}

    record Bullets(List<String> items) implements Block {}

    record Note(String sentence) implements Block {}

    record Picture(Figure figure) implements Block {}

    /** @param id rows are named id-1, id-2, ... for clauses; empty for none */
    record Tabular(String id, String caption, Table table, boolean folded) implements Block {}

    record Clauses(List<Clause> clauses) implements Block {}
}
