package fathom.experiments.profile.sample;

import fathom.runs.settings.Settings;
import java.util.List;

/**
 * How a table is to be read.
 *
 * @param label the column of the labels: its name or its number from 1; empty for the last
 * @param task {@code classification}, {@code regression}, or empty for the rule of {@link Labelling}
 * @param header {@code yes}, {@code no}, or empty to find out whether the first row holds names
 * @param ignored columns that are left out, by name or by number
 */
public record TableOptions(String label, String task, String header, List<String> ignored) {

    /** @throws fathom.runs.UserError if the header is neither yes nor no */
    public TableOptions {
        ignored = List.copyOf(ignored);
        if (!header.isEmpty()) {
            Settings.known("--header", header, List.of("yes", "no"));
        }
    }

    /** The column of the labels, and the task; all else is found out. */
    public static TableOptions of(String label, String task) {
        return new TableOptions(label, task, "", List.of());
    }

    /** For a report: which column holds the labels, and what else was said of the table. */
    public String words() {
        return (label.isEmpty() ? "the last column" : "column " + label)
                + (ignored.isEmpty() ? "" : ", without " + String.join(", ", ignored))
                + (header.equals("no") ? ", from the first row on" : "");
    }
}
