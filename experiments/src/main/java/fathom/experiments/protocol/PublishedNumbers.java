package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that somebody else has published, from a resource {@code published/<name>.csv}: lines that begin with # say where they come from,
 * the next one names the columns.
 *
 * @param origin where the numbers come from
 * @param rows each row by its columns' names
 */
public record PublishedNumbers(String origin, ImmutableList<Row> rows) {

    /**
     * One row.
     *
     * @param cells texts by column
     */
    public record Row(ImmutableMap<String, String> cells) {

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

    /** The resource of that name. */
    public static PublishedNumbers of(String name) {
        String path = "/published/" + name + ".csv";
        try (InputStream stream = PublishedNumbers.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
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
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        for (String line : lines.subList(at, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException("the row " + line + " does not fit the columns " + columns);
            }
            ImmutableMap.Builder<String, String> row = ImmutableMap.builder();
            for (int i = 0; i < cells.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            rows.add(new Row(row.buildOrThrow()));
        }
        return new PublishedNumbers(origin.toString(), rows.build());
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
