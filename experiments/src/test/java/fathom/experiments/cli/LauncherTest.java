package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher in environments that are not a developer's. It starts this very build, laid out as it is installed. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "fathom").toAbsolutePath().normalize();

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** What it printed and how it ended. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void onlyWhereThereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a shell script");
    }

    /** The script beside a folder of modules, as the build leaves them; a stamp tells it that nothing need be built. */
    private static synchronized Path home() throws IOException {
        Path home = shared.resolve("installed");
        Path target = home.resolve("experiments/target");
        if (Files.exists(target)) {
            return home;
        }
        Path lib = Files.createDirectories(target.resolve("lib"));
        Files.copy(SCRIPT, home.resolve("fathom"));
        Files.createFile(target.resolve(".fathom-built"));
        Set<Path> modules =
                new LinkedHashSet<>(Set.of(Path.of("target", "classes").toAbsolutePath()));
        for (String entry : System.getProperty("jdk.module.path").split(File.pathSeparator)) {
            modules.add(Path.of(entry).toAbsolutePath());
        }
        int number = 0;
        for (Path module : modules) {
            if (Files.isRegularFile(module)) {
                Files.copy(module, lib.resolve(module.getFileName()));
            } else if (Files.exists(module.resolve("module-info.class"))) {
                copy(module, lib.resolve("module-" + number++));
            }
        }
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** Runs the launcher by the shell with nothing in its environment but this. */
    private Ended launch(Path home, Map<String, String> environment, String command) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command.replace("fathom", home + "/fathom"))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        String said = Files.readString(err)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator"))
                .reduce("", (text, line) -> text + line + "\n");
        return new Ended(code, Files.readString(out), said);
    }

    private static Map<String, String> here(String... more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("FATHOM_JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    /** As {@code env -i}: no HOME, no PATH. A JDK in no usual place is not found, and that is what it says. */
    @Test
    void itStartsInAnEmptyEnvironment() throws Exception {
        Ended ended = launch(home(), Map.of(), "fathom list");
        if (ended.code() == 0) {
            assertTrue(ended.out().contains("local-global"), ended.out());
        } else {
            assertTrue(ended.err().startsWith("fathom: no JDK 25 found"), ended::toString);
            assertEquals(1, ended.err().lines().count(), ended::toString);
        }
        Ended named = launch(home(), here(), "fathom list");
        assertEquals(0, named.code(), named.err());
    }

    /** Java reads names in the locale's characters, and in the plain locale could open none of these. */
    @Test
    void namesOfAnyAlphabetAreUsableInThePlainLocale() throws Exception {
        StringBuilder table = new StringBuilder("x,y,label\n");
        for (int i = 0; i < 120; i++) {
            table.append(i * 37 % 101)
                    .append(',')
                    .append(i * 53 % 89)
                    .append(',')
                    .append(i % 2)
                    .append('\n');
        }
        // The bytes of the names are written by the shell: this build's own locale may not have them.
        Files.writeString(folder.resolve("table.csv"), table, StandardCharsets.UTF_8);
        String cyrillic = "\\320\\264\\320\\260\\320\\275\\320\\275\\321\\213\\320\\265";
        String chinese = "\\346\\225\\260\\346\\215\\256";
        for (String name : List.of(cyrillic, chinese)) {
            Ended ended = launch(
                    home(),
                    here("LC_ALL", "POSIX"),
                    "f=$(printf '" + name
                            + "').csv; cp table.csv \"$f\"; fathom profile --target \"$f\" --preset smoke");
            assertEquals(0, ended.code(), ended::toString);
            Path report = Path.of(ended.out().lines().toList().getLast());
            assertTrue(Files.isRegularFile(report), ended.out());
            assertTrue(report.getParent().getFileName().toString().matches("[0-9a-f]{8}"), report::toString);
        }
    }

    @Test
    void outputThatIsLostIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a disk that is always full");
        Ended ended = launch(home(), here(), "fathom spectrum --dimension 5 > /dev/full");
        assertEquals(2, ended.code(), ended::toString);
        assertEquals("fathom: the output could not be written: No space left on device\n", ended.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc                 | is not an amount of memory
            8gb                 | is not an amount of memory
            -1g                 | is not an amount of memory
            9999999g            | is more memory than this machine has
            999999999999g       | is more memory than this machine has
            99999999999999999g  | is not an amount of memory
            1k                  | is too little to start with
            """)
    void heapsThatCannotBeAreRefused(String heap, String sentence) throws Exception {
        Ended ended = launch(home(), here("FATHOM_HEAP", heap), "fathom list");
        assertEquals(2, ended.code(), ended::toString);
        assertTrue(ended.err().startsWith("fathom: FATHOM_HEAP=" + heap + " " + sentence), ended::toString);
        assertEquals(1, ended.err().lines().count(), ended::toString);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(2, left.count(), "only what it said, and no dump of a crash");
        }
    }

    /** The incubator module is not spoken of; exit codes, colours and what else the JVM says come through. */
    @Test
    void aTerminalShowsNoWarningOfEveryStart() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: no script(1) to make a terminal");
        String terminal = "script -qec 'stty cols 80; fathom ";
        Ended wrong = launch(home(), here("TERM", "xterm"), terminal + "lisst' /dev/null");
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(wrong.out().startsWith("fathom: unknown command \"lisst\"; did you mean"), wrong::toString);
        Ended help = launch(home(), here("TERM", "xterm"), terminal + "--help' /dev/null");
        assertTrue(help.out().startsWith("Usage: \u001b["), help::toString);
        Ended plain = launch(home(), here("TERM", "xterm", "NO_COLOR", "1"), terminal + "--help' /dev/null");
        assertTrue(plain.out().startsWith("Usage: fathom") && !plain.out().contains("\u001b"), plain::toString);
        Ended option = launch(home(), here("FATHOM_JAVA_OPTS", "-XX:+Nonsense"), terminal + "list' /dev/null");
        assertEquals(1, option.code(), option::toString);
        assertTrue(
                option.out().contains("Unrecognized VM option 'Nonsense'")
                        && option.out().contains("Could not create the Java Virtual Machine"),
                option::toString);
    }

    @Test
    void aColonInItsPathIsRefused() throws Exception {
        Path home = Files.createDirectories(folder.resolve("a:b"));
        Files.copy(SCRIPT, home.resolve("fathom"));
        Ended ended = launch(home, here(), "fathom list");
        assertEquals(2, ended.code(), ended::toString);
        assertTrue(ended.err().contains("colon"), ended::toString);
    }

    /** Many brackets within each other, and many layers: whatever is too deep for the stack ends in a sentence. */
    @Test
    void deepNestingIsRefusedInASentence() throws Exception {
        Ended ended = launch(
                home(),
                here(),
                "fathom dual --activation \"$(awk 'BEGIN { for (i = 0; i < 8000; i++) printf \"normalised(\" }')\"");
        assertEquals(2, ended.code(), ended::toString);
        assertTrue(ended.err().startsWith("fathom: "), ended::toString);
        assertTrue(!ended.err().contains("\tat ") && !ended.err().contains("java.lang"), ended::toString);
    }
}
