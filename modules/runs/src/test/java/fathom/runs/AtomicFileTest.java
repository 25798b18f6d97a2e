package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AtomicFileTest {

    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void permissionsFollowTheUmaskOrTheFileThatIsReplaced() throws IOException {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        Path file = folder.resolve("summary.csv");
        AtomicFile.write(file, "first");
        assertEquals(permissions(ordinary), permissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        AtomicFile.write(file, "second");
        assertEquals("rw-rw----", permissions(file));
    }

    /** The name that was used before, linked elsewhere: the file there must stay as it is. */
    @Test
    void foreseeableNamesAreNotWrittenTo() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(folder.resolve(".summary.csv.part"), victim);
        AtomicFile.write(folder.resolve("summary.csv"), "text");
        assertEquals("precious", Files.readString(victim));
        assertEquals("text", Files.readString(folder.resolve("summary.csv")));
    }

    @Test
    void linksStay() throws IOException {
        Path target = Files.createDirectory(folder.resolve("deep")).resolve("target");
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), Path.of("deep", "target"));
        for (String text : new String[] {"into nothing", "into a file"}) {
            AtomicFile.write(link, text);
            assertTrue(Files.isSymbolicLink(link));
            assertEquals(text, Files.readString(target));
        }
    }

    private String refusal(Path file) {
        UserError error = assertThrows(UserError.class, () -> AtomicFile.write(file, "text"));
        assertFalse(
                error.getMessage().substring(file.toString().length()).contains(folder.toString()), "the path twice");
        return error.getMessage();
    }

    @Test
    void failuresGiveTheReasonAndLeaveNothing() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("folder/full"));
        assertEquals(folder.resolve("folder") + " cannot be written: Is a directory", refusal(inTheWay.getParent()));
        Path file = Files.createFile(folder.resolve("file"));
        assertTrue(refusal(file.resolve("below")).contains(" cannot be written: "));
        assertEquals(2, files());
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(closed), "the superuser may write everywhere");
        assertEquals(closed.resolve("f") + " cannot be written: permission denied", refusal(closed.resolve("f")));
    }

    @Test
    void aFullDisk() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
        IOException e = assertThrows(IOException.class, () -> {
            try (var full = Files.newOutputStream(Path.of("/dev/full"))) {
                full.write(1);
            }
        });
        assertEquals("No space left on device", Reason.of(e));
    }

    @Test
    void whatAKillLeavesIsDeleted() throws IOException {
        Path figures = Files.createDirectory(folder.resolve("figures"));
        Path left = Files.createFile(figures.resolve(".fathom-0123456789abcdef.part"));
        Path other = Files.createFile(figures.resolve("fathom.part"));
        AtomicFile.discardUnfinished(folder);
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(other));
    }
}
