package fathom.experiments.profile.sample;

import fathom.runs.Reason;
import fathom.runs.UserError;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of a text file, row by row. Empty lines and lines that begin with # are skipped.
 *
 * <p>Cells are separated by tabulators, semicolons or commas: by the first of these that the first lines all hold, equally often and at
 * least once; where there is none, by the one that the first line holds most of. What stands in double quotes does not count.
 *
 * @param rows the rows that hold cells
 * @param delimiter what separates them
 */
record CsvText(List<Row> rows, char delimiter) {

    private static final char[] DELIMITERS = {'\t', ';', ','};
    private static final int FIRST_LINES = 20;
    private static final char COMMENT = '#';
    private static final int MARK = 0xfeff;

    /**
     * One row.
     *
     * @param cells without the spaces around them
     * @param line the line of the file that it ends on, from 1
     */
    record Row(List<String> cells, long line) {}

    /** @throws UserError if the file cannot be read as UTF-8, or a quote does not end as it should */
    static CsvText of(Path path) {
        try {
            char delimiter = delimiter(path);
            return new CsvText(rows(path, delimiter), delimiter);
        } catch (MalformedInputException e) {
            throw new UserError(path + " is not text in UTF-8: save it as comma-separated values in UTF-8", e);
        } catch (IOException e) {
            throw new UserError(path + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static List<Row> rows(Path path, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .setCommentMarker(COMMENT)
                .get();
        List<Row> rows = new ArrayList<>();
        try (Reader text = text(path);
                CSVParser parser = format.parse(text)) {
            long line = 0;
            try {
                for (CSVRecord read : parser) {
                    line = parser.getCurrentLineNumber();
                    rows.add(new Row(read.stream().map(String::strip).toList(), line));
                }
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof MalformedInputException malformed) {
                    throw malformed;
                }
                throw new UserError(
                        path + ", after line " + line + ": a cell in double quotes does not end with a quote, then the"
                                + " delimiter or the end of the line; a quote inside a cell is written twice",
                        e);
            }
        }
        return rows;
    }

    /** The text behind the byte order mark that some programs put before the first cell. */
    private static Reader text(Path path) throws IOException {
        Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
        return text;
    }

    private static char delimiter(Path path) throws IOException {
        List<String> lines;
        try (Stream<String> all = Files.lines(path, StandardCharsets.UTF_8)) {
            lines = all.filter(line -> !line.isBlank() && line.charAt(0) != COMMENT)
                    .limit(FIRST_LINES)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (lines.isEmpty()) {
            return ',';
        }
        for (char candidate : DELIMITERS) {
            long first = count(lines.getFirst(), candidate);
            if (first > 0 && lines.stream().allMatch(line -> count(line, candidate) == first)) {
                return candidate;
            }
        }
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(candidate -> count(lines.getFirst(), candidate)))
                .orElseThrow();
    }

    private static long count(String line, char character) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == character ? 1 : 0;
        }
        return count;
    }
}
