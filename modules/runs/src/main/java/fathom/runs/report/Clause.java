package fathom.runs.report;

/**
 * Some words of a paragraph, and the row of a table that they rest on.
 *
 * @param words what stands in the paragraph, with the space or full stop that parts it from the next
 * @param row {@code <table's id>-<row, from 1>}, as tables name their rows; empty for words without a link
 */
public record Clause(String words, String row) {}
