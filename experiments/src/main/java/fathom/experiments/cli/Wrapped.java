package fathom.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text broken at the ends of words. */
final class Wrapped {

    /** A short first column with two spaces behind it, under which the text does not go on. */
    private static final Pattern COLUMN = Pattern.compile("^( *\\S.{0,24}? {2,})\\S");

    private Wrapped() {}

    /** Each line of a text in lines of at most {@code width} characters, but for words that are longer; the text of a second column keeps its column. */
    static String at(int width, String text) {
        return text.lines()
                .flatMap(line -> lines(width, line).stream())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static List<String> lines(int width, String line) {
        Matcher column = COLUMN.matcher(line);
        String indent = column.find() && column.end() - 1 <= width / 2 ? " ".repeat(column.end() - 1) : "";
        List<String> lines = new ArrayList<>();
        String rest = line;
        while (rest.length() > width) {
            int least = lines.isEmpty() && indent.isEmpty() ? 0 : indent.length();
            int space = rest.lastIndexOf(' ', width);
            if (space <= least) {
                space = rest.indexOf(' ', Math.max(width, least));
            }
            if (space < 0) {
                break;
            }
            lines.add(rest.substring(0, space).stripTrailing());
            rest = indent + rest.substring(space + 1).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
