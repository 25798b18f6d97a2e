package fathom.experiments.profile.sample;

import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import fathom.simd.matrix.DoubleMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A user's table: one sample a row, every column a number but for that of the labels.
 *
 * <p>The first row is a header where the user says so, where the label's column is given by its name, or where some column begins with a
 * cell that is no number and goes on with numbers. A first row that counts, such as 0, 1, 2, may be either, and is refused until the user
 * says which.
 */
public final class CsvTable {

    private final Path path;
    private final List<CsvText.Row> rows;
    private final int first;
    private final boolean decimalComma;

    private CsvTable(Path path, CsvText text, int first) {
        this.path = path;
        this.rows = text.rows();
        this.first = first;
        this.decimalComma =
                rows.stream().skip(first).flatMap(row -> row.cells().stream()).anyMatch(Cell::hasDecimalComma)
                        && rows.stream()
                                .skip(first)
                                .flatMap(row -> row.cells().stream())
                                .noneMatch(cell -> cell.indexOf('.') >= 0 && Cell.isNumber(cell));
    }

    /**
     * The samples of a file.
     *
     * @param options which column holds the labels, and more
     * @param notices receives sentences on what was decided
     * @throws UserError in one sentence with line and column, if there is anything that cannot be learned from
     */
    public static Samples read(Path path, TableOptions options, Consumer<String> notices) {
        CsvText text = CsvText.of(path);
        List<CsvText.Row> rows = text.rows();
        checkShape(path, rows);
        boolean header = header(path, rows, options);
        CsvTable table = new CsvTable(path, text, header ? 1 : 0);
        notices.accept(
                header
                        ? "The first row of " + path.getFileName() + " is its header."
                        : path.getFileName() + " has no header: its first row is a sample.");
        List<Integer> kept = table.kept(options);
        int label = table.label(options.label(), kept);
        kept.remove((Integer) label);
        if (kept.isEmpty()) {
            throw new UserError(path + " has no input column left beside the label's");
        }
        if (table.decimalComma) {
            notices.accept("Numbers of " + path.getFileName() + " are read with a decimal comma.");
        }
        return table.samples(options.task(), kept, label, notices);
    }

    private static void checkShape(Path path, List<CsvText.Row> rows) {
        if (rows.isEmpty()) {
            throw new UserError(path + " is empty, expected one sample a row");
        }
        if (rows.size() == 1) {
            throw new UserError(path + " has one row, expected many: one sample a row, after a header or without one");
        }
        CsvText.Row top = rows.getFirst();
        int width = top.cells().size();
        if (width < 2) {
            throw new UserError(
                    path + " has one column, expected at least one input and the label, separated by commas,"
                            + " semicolons or tabulators");
        }
        for (CsvText.Row row : rows) {
            if (row.cells().size() != width) {
                throw new UserError(path + ", line " + row.line() + " has "
                        + row.cells().size() + " cells and line " + top.line() + " has " + width
                        + ", expected as many in every row; in numbers with a decimal comma, separate cells by"
                        + " semicolons");
            }
        }
    }

    private static boolean header(Path path, List<CsvText.Row> rows, TableOptions options) {
        if (!options.header().isEmpty()) {
            return options.header().equals("yes");
        }
        List<String> top = rows.getFirst().cells();
        boolean named = !isPosition(options.label())
                && top.contains(options.label())
                && !options.label().isEmpty();
        if (named || IntStream.range(0, top.size()).anyMatch(j -> startsWithAName(rows, j))) {
            return true;
        }
        if (counts(top) && (hasFraction(rows) || top.size() > 2 && endsWithAnotherLabel(rows))) {
            throw new UserError(path + ": the first row, " + Cell.quoted(String.join(", ", top))
                    + ", may be a header or a sample: say which with --header yes or --header no");
        }
        return false;
    }

    /** Whether a column begins with a cell that is no number and goes on with numbers alone. */
    private static boolean startsWithAName(List<CsvText.Row> rows, int column) {
        return !isNumber(rows.getFirst().cells().get(column))
                && rows.stream()
                        .skip(1)
                        .map(row -> row.cells().get(column))
                        .allMatch(cell -> isNumber(cell) || Cell.isMissing(cell));
    }

    private static boolean isNumber(String cell) {
        return Cell.isNumber(cell) || Cell.hasDecimalComma(cell);
    }

    /** Whether the cells are k, k + 1, k + 2, ... */
    private static boolean counts(List<String> cells) {
        return cells.stream().allMatch(cell -> cell.matches("\\d{1,9}"))
                && IntStream.range(1, cells.size())
                        .allMatch(j -> Integer.parseInt(cells.get(j)) == Integer.parseInt(cells.get(j - 1)) + 1);
    }

    private static boolean hasFraction(List<CsvText.Row> rows) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> isNumber(cell) && !cell.matches("[+-]?\\d+"));
    }

    private static boolean endsWithAnotherLabel(List<CsvText.Row> rows) {
        String last = rows.getFirst().cells().getLast();
        return rows.stream().skip(1).noneMatch(row -> row.cells().getLast().equals(last));
    }

    /** The columns that are not ignored, whose names must differ. */
    private List<Integer> kept(TableOptions options) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, names().size()).boxed().toList());
        List<Integer> ignored = options.ignored().stream()
                .map(name -> column("--ignore", name, all))
                .toList();
        all.removeAll(ignored);
        if (first == 1) {
            for (int j : all) {
                int same = all.stream()
                        .filter(i -> i < j
                                && !names().get(i).isEmpty()
                                && names().get(i).equals(names().get(j)))
                        .findFirst()
                        .orElse(-1);
                if (same >= 0) {
                    throw new UserError(path + " has two columns named "
                            + Cell.quoted(names().get(j)) + ", " + (same + 1) + " and " + (j + 1)
                            + ": rename one, or drop one by its number, such as --ignore " + (j + 1));
                }
            }
        }
        return all;
    }

    private int label(String label, List<Integer> kept) {
        if (kept.isEmpty()) {
            throw new UserError("--ignore leaves no column of " + path);
        }
        int column = label.isEmpty() ? kept.getLast() : column("--label", label, kept);
        if (!kept.contains(column)) {
            throw new UserError("--label " + label + " is a column that --ignore drops");
        }
        return column;
    }

    private static boolean isPosition(String name) {
        return name.matches("\\d{1,9}");
    }

    /** A column by its name, or by its number from 1. */
    private int column(String option, String name, List<Integer> among) {
        List<Integer> named = first == 0
                ? List.of()
                : among.stream().filter(j -> names().get(j).equals(name)).toList();
        int count = names().size();
        if (isPosition(name)) {
            int number = Integer.parseInt(name);
            boolean there = number >= 1 && number <= count;
            if (!named.isEmpty() && !(there && named.equals(List.of(number - 1)))) {
                throw new UserError(option + " " + name + " is the name of column " + (named.getFirst() + 1) + " of "
                        + path + " and could be a number of a column: rename the column");
            }
            if (there) {
                return number - 1;
            }
            throw new UserError(
                    option + " " + name + " is no column of " + path + ", which has " + count + " (the first is 1)");
        }
        if (named.size() > 1) {
            throw new UserError(path + " has " + named.size() + " columns named " + Cell.quoted(name)
                    + ": say which by its number, " + option + " " + (named.getFirst() + 1) + " or " + option + " "
                    + (named.get(1) + 1));
        }
        if (named.isEmpty()) {
            throw new UserError(
                    first == 1
                            ? option + " " + name + " is no column of " + path + "; " + Nearest.clause(name, names())
                            : option + " " + name + " cannot be found: " + path
                                    + " has no header, expected the column's number from 1");
        }
        return named.getFirst();
    }

    private Samples samples(String task, List<Integer> kept, int label, Consumer<String> notices) {
        int n = rows.size() - first;
        DoubleMatrix inputs = DoubleMatrix.zeros(n, kept.size());
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < kept.size(); k++) {
                inputs.set(i, k, number(present(i, kept.get(k)), i, kept.get(k)));
            }
            String given = present(i, label);
            labels.add(decimalComma && Cell.hasDecimalComma(given) ? given.replace(',', '.') : given);
        }
        for (int k = 0; k < kept.size(); k++) {
            warnOfIndex(inputs, k, kept.get(k), notices);
        }
        Labelling labelling = Labelling.of(path.getFileName() + ", " + name(label), labels, task);
        notices.accept(labelling.sentence());
        return new Samples(inputs, labelling.classes(), labelling.answers());
    }

    /** A column of 0 to n - 1 or 1 to n, in any order, or an ascending one without a name, numbers the rows. */
    private void warnOfIndex(DoubleMatrix inputs, int k, int column, Consumer<String> notices) {
        int n = inputs.rows();
        double[] sorted = IntStream.range(0, n)
                .mapToDouble(i -> inputs.get(i, k))
                .sorted()
                .toArray();
        boolean counted =
                (sorted[0] == 0 || sorted[0] == 1) && IntStream.range(0, n).allMatch(i -> sorted[i] == sorted[0] + i);
        boolean unnamed = first == 1
                && names().get(column).isEmpty()
                && IntStream.range(1, n).allMatch(i -> inputs.get(i, k) > inputs.get(i - 1, k));
        if (n > 2 && (counted || unnamed)) {
            notices.accept("Warning: " + name(column) + " of " + path.getFileName()
                    + " looks like a row index. Rows that are sorted by label betray it through their index: drop"
                    + " the column with --ignore " + (column + 1) + ".");
        }
    }

    private String present(int row, int column) {
        String cell = rows.get(first + row).cells().get(column);
        if (Cell.isMissing(cell)) {
            throw new UserError(place(row, column) + " is missing (" + Cell.quoted(cell)
                    + "): fill it, or leave the row or the column out");
        }
        return cell;
    }

    private double number(String cell, int row, int column) {
        String text = decimalComma && Cell.hasDecimalComma(cell) ? cell.replace(',', '.') : cell;
        if (!Cell.isNumber(text)) {
            throw new UserError(place(row, column) + " is " + Cell.quoted(cell) + ", expected a finite number: "
                    + Cell.remedy(cell));
        }
        return Double.parseDouble(text);
    }

    private List<String> names() {
        return rows.getFirst().cells();
    }

    private String place(int row, int column) {
        return path + ", line " + rows.get(first + row).line() + ", " + name(column);
    }

    private String name(int column) {
        String name = names().get(column);
        return "column " + (column + 1) + (first == 1 && !name.isEmpty() ? " (" + name + ")" : "");
    }
}
