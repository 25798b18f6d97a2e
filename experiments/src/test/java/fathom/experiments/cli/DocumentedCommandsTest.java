package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import fathom.runs.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every {@code ./fathom} command of README.md and docs, in code blocks and inline, is read as a shell and the command line would read it.
 * Benchmarks have a command line of their own; a command's name alone, such as {@code ./fathom kernel}, is no command to run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DocumentedCommandsTest {

    private static final Pattern INLINE = Pattern.compile("`([^`]*\\./fathom [^`]*)`");
    private static final Pattern BLOCK = Pattern.compile("^\\s*((?:\\w+=\\S+ |nice -n \\d+ )*\\./fathom .*)");

    /** Where a command stands, and its text. */
    private record Printed(String place, String text) {}

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        return root;
    }

    static List<Printed> commands() throws IOException {
        List<Printed> commands = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(root().resolve("README.md")));
        try (Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                String place = root().relativize(page) + ":" + (i + 1);
                Matcher block = BLOCK.matcher(lines.get(i));
                if (block.matches()) {
                    StringBuilder text = new StringBuilder(block.group(1));
                    while (text.charAt(text.length() - 1) == '\\' && i + 1 < lines.size()) {
                        text.setLength(text.length() - 1);
                        text.append(lines.get(++i));
                    }
                    commands.add(new Printed(place, text.toString()));
                    continue;
                }
                String line = lines.get(i);
                boolean open = line.contains("./fathom ")
                        && line.chars().filter(c -> c == '`').count() % 2 == 1;
                Matcher inline = INLINE.matcher(
                        open && i + 1 < lines.size()
                                ? line + " " + lines.get(i + 1).strip()
                                : line);
                while (inline.find()) {
                    commands.add(new Printed(place, inline.group(1)));
                }
            }
        }
        return commands;
    }

    static List<Printed> runnable() throws IOException {
        return commands().stream()
                .filter(printed -> {
                    List<String> words = words(printed);
                    return !words.isEmpty() && !words.getFirst().equals("bench") && words.size() > 1;
                })
                .toList();
    }

    /** What follows ./fathom, as a POSIX shell splits it. */
    private static List<String> words(Printed printed) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : (printed.text() + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == '#' && !begun) {
                break;
            } else if (c == ' ') {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                assertFalse("()|&;<>*?$`\\".indexOf(c) >= 0, printed + " holds " + c + " unquoted");
                word.append(c);
                begun = true;
            }
        }
        assertTrue(quote == 0, printed + " has a quote that does not end");
        int launcher = words.indexOf("./fathom");
        assertTrue(launcher >= 0, printed + " does not start ./fathom");
        return words.subList(launcher + 1, words.size());
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertTrue(runnable().size() > 30, runnable().toString());
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void theCommandLineReadsThem(Printed printed) {
        List<String> words = words(printed);
        try {
            Main.line(new Main()).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            fail(printed + ": " + e.getMessage(), e);
        }
        boolean readers = words.get(1).matches("EXPERIMENT|NAME\\.java|[a-z]+\\.java");
        if (words.getFirst().equals("run") && !readers) {
            List<String> overrides = words.stream()
                    .filter(word -> word.matches("[A-Za-z]\\w*=.*") && !word.endsWith(".json")) // the reader's own file
                    .toList();
            int preset = words.indexOf("--preset");
            resolve(
                    Experiments.chosen(words.get(1), List.of()).experiment(),
                    preset < 0 ? null : words.get(preset + 1),
                    overrides);
        }
    }

    private static <C extends Record> void resolve(Experiment<C> experiment, String preset, List<String> overrides) {
        String start = preset == null ? experiment.presets().keySet().iterator().next() : preset;
        experiment.preset(start).overrides(overrides).resolve();
    }
}
