package fathom.runs.experiment;

import fathom.runs.figure.Figure;
import fathom.runs.report.Table;
import java.util.List;

/** What a section consists of. */
sealed interface Block {

    record Paragraph(String text) implements Block {}

    record Heading(String words) implements Block {}

    record Bullets(List<String> items) implements Block {}

    record Note(String sentence) implements Block {}

    record Picture(Figure figure) implements Block {}

    record Tabular(String caption, Table table, boolean folded) implements Block {}
}
