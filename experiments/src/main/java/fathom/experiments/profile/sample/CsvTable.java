package fathom.experiments.profile.sample;

import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A user's table: one sample a row, every column a number but for that of the labels.
 *
 * <p>Cells are separated by whichever of comma, semicolon and tabulator the first line holds most of. The first row is a header if it holds
 * a cell that is no number in a column whose other cells all are numbers, or whenever the label's column is given by its name.
 */
public final class CsvTable {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private static final int MARK = 0xfeff;

    private final Path path;
    private final List<List<String>> rows;
    private final int first;
    private final int label;

    private CsvTable(Path path, List<List<String>> rows, int first, int label) {
        this.path = path;
        this.rows = rows;
        this.first = first;
        this.label = label;
    }

    /**
     * The samples of a file.
     *
     * @param label the column of the labels: its name or its number from 1; empty for the last
     * @param task as {@link Labelling#of} takes it
     * @param notices receives sentences on what was decided
     * @throws UserError in one sentence with row and column, if there is anything that cannot be learned from
     */
    public static Samples read(Path path, String label, String task, Consumer<String> notices) {
        List<List<String>> rows = rows(path);
        if (rows.isEmpty()) {
            throw new UserError(path + " is empty, expected one sample a row");
        }
        if (rows.size() == 1) {
            throw new UserError(path + " has one row, expected many: one sample a row, after a header or without one");
        }
        int width = rows.getFirst().size();
        if (width < 2) {
            throw new UserError(
                    path + " has one column, expected at least one input and the label, separated by commas,"
                            + " semicolons or tabulators");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != width) {
                throw new UserError(path + ", row " + (i + 1) + " has "
                        + rows.get(i).size() + " cells and row 1 has " + width + ", expected as many in every row");
            }
        }
        boolean named = !label.isEmpty() && rows.getFirst().contains(label) && !label.matches("\\d+");
        boolean header = named || hasHeader(rows);
        CsvTable table = new CsvTable(path, rows, header ? 1 : 0, column(path, rows.getFirst(), header, label));
        notices.accept(
                header
                        ? "The first row of " + path.getFileName() + " is its header."
                        : path.getFileName() + " has no header: its first row is a sample.");
        return table.samples(task, notices);
    }

    private Samples samples(String task, Consumer<String> notices) {
        int n = rows.size() - first;
        int width = rows.getFirst().size();
        DoubleMatrix inputs = DoubleMatrix.zeros(n, width - 1);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                String cell = rows.get(first + i).get(j);
                if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
                    throw new UserError(place(first + i, j) + " is missing (\"" + cell
                            + "\"): fill it, or leave the row or the column out");
                }
                if (j != label) {
                    inputs.set(i, j < label ? j : j - 1, number(cell, first + i, j));
                }
            }
            labels.add(rows.get(first + i).get(label));
        }
        Labelling labelling = Labelling.of(path.getFileName() + ", " + name(label), labels, task);
        notices.accept(labelling.sentence());
        return new Samples(inputs, labelling.classes(), labelling.answers());
    }

    private double number(String cell, int row, int column) {
        if (!Labelling.isNumber(cell)) {
            throw new UserError(place(row, column) + " is \"" + cell
                    + "\", expected a finite number: give names one column of 0 and 1 for each value");
        }
        return Double.parseDouble(cell);
    }

    private String place(int row, int column) {
        return path + ", row " + (row + 1) + ", " + name(column);
    }

    private String name(int column) {
        return "column " + (column + 1) + (first == 1 ? " (" + rows.getFirst().get(column) + ")" : "");
    }

    private static int column(Path path, List<String> names, boolean header, String label) {
        if (label.isEmpty()) {
            return names.size() - 1;
        }
        if (header && names.contains(label)) {
            return names.indexOf(label);
        }
        if (label.matches("\\d{1,9}")) {
            int number = Integer.parseInt(label);
            if (number >= 1 && number <= names.size()) {
                return number - 1;
            }
            throw new UserError("--label " + label + " is no column of " + path + ", which has " + names.size()
                    + " (the first is 1)");
        }
        throw new UserError(
                header
                        ? "--label " + label + " is no column of " + path + "; " + Nearest.clause(label, names)
                        : "--label " + label + " cannot be found: " + path
                                + " has no header, expected the column's number from 1");
    }

    /** Whether some column begins with a cell that is no number and goes on with numbers alone. */
    private static boolean hasHeader(List<List<String>> rows) {
        return rows.size() > 1
                && IntStream.range(0, rows.getFirst().size())
                        .anyMatch(j -> !Labelling.isNumber(rows.getFirst().get(j))
                                && rows.stream()
                                        .skip(1)
                                        .map(row -> row.get(j))
                                        .allMatch(cell -> Labelling.isNumber(cell)
                                                || MISSING.contains(cell.toLowerCase(Locale.ROOT))));
    }

    private static List<List<String>> rows(Path path) {
        try (Reader text = text(path)) {
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(delimiter(path))
                    .setIgnoreSurroundingSpaces(true)
                    .get();
            List<List<String>> rows = new ArrayList<>();
            try (CSVParser parser = format.parse(text)) {
                for (CSVRecord record : parser) {
                    rows.add(record.stream().map(String::strip).toList());
                }
            }
            return rows;
        } catch (MalformedInputException e) {
            throw new UserError(path + " is no text in UTF-8, expected comma-separated values", e);
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The text behind the mark that some programs put before the first cell. */
    private static Reader text(Path path) throws IOException {
        Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
        return text;
    }

    private static char delimiter(Path path) throws IOException {
        String line;
        try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            line = reader.readLine();
        }
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = count(line, candidate) > count(line, best) ? candidate : best;
        }
        return best;
    }

    private static long count(String line, char character) {
        return line == null ? 0 : line.chars().filter(c -> c == character).count();
    }
}
