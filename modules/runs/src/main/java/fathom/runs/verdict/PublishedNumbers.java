package fathom.runs.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published numbers, a CSV text: lines that begin with # say where they come from, the next line names the columns.
 *
 * @param origin where the numbers come from
 * @param rows each row by its columns' names
 */
public record PublishedNumbers(String origin, List<Row> rows) {

    /**
     * One row.
     *
     * @param cells texts by column
     */
    public record Row(Map<String, String> cells) {

        public String text(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("no column " + column + " among " + cells.keySet());
            }
            return cell;
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }

        /** One unit of the last digit that is given. */
        public double unit(String column) {
            return new BigDecimal(text(column)).ulp().doubleValue();
        }

        public int whole(String column) {
            return Integer.parseInt(text(column));
        }
    }

    /** Reads such a text and closes it. */
    public static PublishedNumbers read(InputStream csv) {
        try (csv) {
            return parse(new String(csv.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublishedNumbers parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        StringBuilder origin = new StringBuilder();
        int at = 0;
        while (lines.get(at).startsWith("#")) {
            origin.append(origin.isEmpty() ? "" : " ")
                    .append(lines.get(at++).substring(1).strip());
        }
        List<String> columns = cells(lines.get(at++));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(at, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException("the row " + line + " does not fit the columns " + columns);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            rows.add(new Row(row));
        }
        return new PublishedNumbers(origin.toString(), rows);
    }

    /** Cells between commas; quotation marks hold a comma together. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else {
                cell.append(line.charAt(i));
            }
        }
        return cells;
    }
}
