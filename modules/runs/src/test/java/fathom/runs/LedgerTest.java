package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import fathom.runs.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not as it was written is found when the ledger is opened, before any trial runs. */
class LedgerTest {

    private static final int SIZE = 6;

    private final Sweep<Wave, Sound> sweep = Waves.sweep(SIZE);
    private final List<String> notices = new ArrayList<>();
    private Path file;

    @TempDir
    private Path root;

    @BeforeEach
    void run() {
        try (RunFolder folder = open()) {
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
            file = folder.path().resolve("ledger.jsonl");
        }
    }

    private RunFolder open() {
        return RunFolder.open(root, "waves", "a", sweep.plan().getFirst(), Environment.here(), notices::add);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private String refusal() {
        return assertThrows(UserError.class, this::open).getMessage();
    }

    @Test
    void everyAlterationIsRefusedWithItsLine() throws IOException {
        List<String> lines = lines();
        String line = lines.get(2);
        List<String> altered = List.of(
                line.replaceFirst("\"sum\":[-0-9.E]+", "\"sum\":7.419"),
                line.replaceFirst("\"steps\":2", "\"steps\":3"),
                line.replaceFirst("\"key\":\"[0-9a-f]{4}", "\"key\":\"0000"),
                line.replaceFirst("\"code\":\"[0-9a-f]{4}", "\"code\":\"0000"),
                line.replaceFirst("\"sweep\":\"waves\"", "\"sweep\":\"others\""),
                line.replaceFirst("\"good\":(true|false)", "\"good\": $1"),
                line.replaceFirst(",\"check\":\"[0-9a-f]{16}\"", ""),
                line.substring(0, 30));
        for (String other : altered) {
            assertTrue(!other.equals(line), other);
            lines.set(2, other);
            Files.write(file, lines);
            assertEquals(
                    "line 3 of " + file
                            + " is not as the program wrote it: it was cut or altered; delete it and run again:"
                            + " its trial will be repeated",
                    refusal());
        }
    }

    /** Every single character counts: none of them can become another unnoticed. */
    @Test
    void noCharacterOfALineCanChangeUnnoticed() throws IOException {
        String line = lines().getFirst();
        for (int i = 0; i < line.length(); i++) {
            String other = line.substring(0, i) + (line.charAt(i) == '1' ? '2' : '1') + line.substring(i + 1);
            assertThrows(RuntimeException.class, () -> LedgerLine.parse(other), () -> "altered to " + other);
        }
        assertEquals(line, LedgerLine.parse(line).json());
    }

    @Test
    void allBrokenLinesAreNamedAtOnce() throws IOException {
        List<String> lines = lines();
        lines.replaceAll(line -> line.replace("\"good\":", "\"better\":"));
        Files.write(file, lines);
        assertTrue(refusal().startsWith("lines 1, 2, 3, 4, 5 and 6 of " + file + " are not as"), this::refusal);
    }

    /** Ten are named, of more the first ten and how many follow. */
    @Test
    void ofManyBrokenLinesTenAreNamed() throws IOException {
        List<String> lines = lines();
        String broken = lines.getFirst().replace("\"good\":", "\"better\":");
        Files.write(file, Collections.nCopies(10, broken));
        assertTrue(refusal().startsWith("lines 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 of "), this::refusal);
        Files.write(file, Collections.nCopies(12, broken));
        assertTrue(refusal().startsWith("lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more of "), this::refusal);
    }

    /** The end of a killed write is cut off the file itself, so that the next line begins where it must. */
    @Test
    void anUnfinishedLastLineIsCutOff() throws IOException {
        List<String> lines = lines();
        String whole = String.join("\n", lines) + "\n";
        Files.writeString(file, whole + lines.getFirst().substring(0, 40));
        open().close();
        assertEquals(whole, Files.readString(file));
        assertEquals(1, notices.size());
        Files.writeString(file, whole.substring(0, whole.length() - 1));
        try (RunFolder folder = open()) {
            assertEquals(1, folder.ledger().missing(sweep).size());
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
        }
        assertEquals(SIZE, lines().size());
        assertEquals(lines.subList(0, SIZE - 1), lines().subList(0, SIZE - 1));
        open().close();
    }

    /** After it was closed nothing is written, and whoever writes is told. */
    @Test
    void aClosedLedgerTakesNoLines() throws IOException {
        Ledger ledger = Ledger.open(file, Code.here(), notices::add);
        LedgerLine line = ledger.last(sweep.key(sweep.plan().getFirst())).orElseThrow();
        LedgerLine other = new LedgerLine(
                "other", "k", line.code(), "", line.configuration(), line.result(), 1.2346, "here", "now", "");
        assertTrue(other.json().contains("\"seconds\":1.235,"), other::json);
        assertTrue(ledger.append(other));
        assertEquals(SIZE + 1, ledger.size());
        ledger.close();
        assertFalse(ledger.append(other));
        assertEquals(SIZE + 1, lines().size());
    }

    @Test
    void aTrialThatIsThereTwiceIsTold() throws IOException {
        List<String> lines = lines();
        lines.add(lines.get(1));
        Files.write(file, lines);
        open().close();
        assertEquals(
                List.of("A trial is there twice: line 7 of " + file
                        + " (the first of each is used, the others may be deleted)."),
                notices);
    }

    @Test
    void linesOfAnOlderFormatAreOfOtherCode() throws IOException {
        List<String> lines = lines();
        lines.replaceAll(line -> line.replaceFirst(",\"code\":\".*\",\"configuration\"", ",\"configuration\"")
                .replaceFirst(",\"check\":.*", "}"));
        Files.write(file, lines);
        try (RunFolder folder = open()) {
            assertEquals(SIZE, folder.ledger().missing(sweep).size());
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
        }
        assertEquals(1, notices.size());
        assertTrue(
                notices.getFirst()
                        .startsWith("6 of 6 trials were made by other code: an earlier version; this program is"),
                notices::toString);
    }
}
