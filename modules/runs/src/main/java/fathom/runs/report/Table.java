package fathom.runs.report;

import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells under named columns, read two ways: CSV with every bit, for programs, and HTML rounded for people. A cell is a text, a
 * number, a truth value, an enum constant, an {@link Interval}, or null for nothing.
 *
 * <p>In CSV a column that holds an interval becomes five: name, name_low, name_high, name_sd, name_n.
 */
public final class Table {

    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    private Table(List<String> columns) {
        this.columns = columns;
    }

    /** A table without rows. */
    public static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /** Appends a row, one cell a column. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells does not fit the " + columns.size() + " columns " + columns);
        }
        rows.add(java.util.Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(cells))));
        return this;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }

    /** Comma-separated values (RFC 4180, lines end with a newline alone); numbers in the shortest decimal that reads back to them. */
    public String csv() {
        return Csv.text(this);
    }
}
