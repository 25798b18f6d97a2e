package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Waves.Shape;
import fathom.runs.Waves.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

    private static final Wave WAVE = new Wave(Shape.SINE, 3, 0.1, 7);
    private final List<String> notices = new ArrayList<>();

    @TempDir
    private Path root;

    private RunFolder open(Wave wave, String version) {
        return RunFolder.open(root, "waves", "a", wave, Environment.here().with("version", version), notices::add);
    }

    @Test
    void theConfigurationIsSavedAndReadBack() throws IOException {
        try (RunFolder folder = open(WAVE, "1")) {
            assertEquals(root.resolve("waves/a"), folder.path());
            assertEquals("waves/a", folder.title());
        }
        assertEquals("""
                {
                  "experiment" : "waves",
                  "configuration" : {
                    "shape" : "SINE",
                    "steps" : 3,
                    "pitch" : 0.1,
                    "seed" : 7
                  }
                }
                """, Files.readString(root.resolve("waves/a/config.json")).replace("\r", ""));
        try (RunFolder folder = RunFolder.reopen(root.resolve("waves/a"), notices::add)) {
            assertEquals(WAVE, folder.configuration(Wave.class));
            assertEquals("waves", folder.experiment());
            assertTrue(folder.environmentText().contains("processors"));
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void anotherExperimentIsRefusedAndNothingChanges() throws IOException {
        open(WAVE, "1").close();
        Path folder = root.resolve("waves/a");
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("waves", "tides"));
        String before = Files.readString(folder.resolve("environment.json"));
        UserError error = assertThrows(UserError.class, () -> open(WAVE, "2"));
        assertEquals(
                "the folder " + folder + " holds a run of experiment tides, not of waves; give another --name",
                error.getMessage());
        assertEquals(before, Files.readString(folder.resolve("environment.json")));
    }

    @Test
    void anOpenFolderIsInUse() {
        try (RunFolder folder = open(WAVE, "1")) {
            assertThrows(UserError.class, () -> open(WAVE, "1"));
            assertThrows(UserError.class, () -> RunFolder.reopen(folder.path(), notices::add));
        }
        open(WAVE, "1").close();
    }

    @Test
    void theEnvironmentNamesTheCode() throws IOException {
        open(WAVE, "1").close();
        String text = Files.readString(root.resolve("waves/a/environment.json"));
        assertTrue(text.contains("\"code\" : \"" + Code.here().id() + "\""), text);
        assertEquals(List.of(), notices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a b", ".hidden", "\u00e9"})
    void namesThatAreNoFolderNamesAreRefused(String name) {
        assertThrows(
                UserError.class, () -> RunFolder.open(root, "waves", name, WAVE, Environment.here(), notices::add));
        assertFalse(Files.exists(root.resolve("waves")));
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        UserError error = assertThrows(UserError.class, () -> RunFolder.reopen(root, notices::add));
        assertEquals(
                "the folder " + root
                        + " holds no run (no config.json), expected one such as results/<experiment>/<name>",
                error.getMessage());
    }

    @Test
    void filesAreWholeOrAbsent() throws IOException {
        try (RunFolder folder = open(WAVE, "1")) {
            folder.write("figures/a.svg", "first");
            folder.write("figures/a.svg", "second");
            Path figures = folder.path().resolve("figures");
            assertEquals("second", Files.readString(figures.resolve("a.svg")));
            try (var files = Files.list(figures)) {
                assertEquals(1, files.count(), "no temporary file is left");
            }
        }
    }

    @Test
    void anInterruptDoesNotStopAWrite() throws IOException {
        Path file = root.resolve("x/y.txt");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, "text");
        assertTrue(Thread.interrupted());
        assertEquals("text", Files.readString(file));
    }
}
