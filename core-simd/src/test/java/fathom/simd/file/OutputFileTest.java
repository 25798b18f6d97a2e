package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OutputFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("k.npy");
    }

    private static void write(Path path, String text) throws IOException {
        OutputFile.write(path, out -> out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void permissionsFollowTheUmaskOrTheFileThatIsReplaced() throws IOException {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        write(file, "first");
        assertEquals(permissions(ordinary), permissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        write(file, "second");
        assertEquals("rw-rw----", permissions(file));
        assertEquals("second", Files.readString(file));
    }

    @Test
    void linksStay() throws IOException {
        Path deep = Files.createDirectory(folder.resolve("deep"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("deep", "target"));
        Files.createSymbolicLink(file, Path.of("link"));
        for (String text : new String[] {"into nothing", "into a file"}) {
            write(file, text);
            assertTrue(Files.isSymbolicLink(file) && Files.isSymbolicLink(link));
            assertEquals(text, Files.readString(deep.resolve("target")));
        }
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThrows(FileSystemException.class, () -> write(circle, "text"));
    }

    @Test
    void failuresLeaveTheOldFileAndNoOther() throws IOException {
        write(file, "old");
        IOException thrown = assertThrows(
                IOException.class,
                () -> OutputFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertEquals("No space left on device", thrown.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(1, files());
    }

    /** Names that could be foreseen and linked elsewhere, as those of earlier versions, are not used. */
    @Test
    void unfinishedFilesAreMadeExclusivelyUnderOtherNamesEachTime() throws IOException {
        String[] names = new String[2];
        for (int i = 0; i < 2; i++) {
            int round = i;
            OutputFile.write(file, out -> {
                try (var files = Files.list(folder)) {
                    names[round] = files.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith(".fathom-"))
                            .findFirst()
                            .orElseThrow();
                }
            });
        }
        assertFalse(names[0].equals(names[1]), names[0]);
        assertTrue(names[0].matches("\\.fathom-[0-9a-f]{16}\\.part"), names[0]);
    }

    @Test
    void foldersAndMissingFolders() throws IOException {
        FileSystemException thrown = assertThrows(FileSystemException.class, () -> write(folder, "text"));
        assertEquals("Is a directory", thrown.getReason());
        assertThrows(NoSuchFileException.class, () -> write(folder.resolve("no/file"), "text"));
    }

    /**
     * What is no regular file, such as /dev/null or here a pipe, is written to and not replaced. Not tried with a device: a mutant, or a fault, run
     * by root would replace that.
     */
    @Test
    void pipesAreWrittenTo() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there are no pipes with a name here");
        Path pipe = folder.resolve("pipe");
        Path said = folder.resolve("said.txt");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process reader = new ProcessBuilder("cat", pipe.toString())
                .redirectOutput(said.toFile())
                .start();
        try {
            write(pipe, "text");
            assertFalse(Files.isRegularFile(pipe));
            assertEquals(0, reader.waitFor());
            assertEquals("text", Files.readString(said));
        } finally {
            reader.destroyForcibly().waitFor();
        }
    }

    @Test
    void namesOfFullLength() throws IOException {
        Path path = folder.resolve("n".repeat(255));
        write(path, "text");
        assertEquals("text", Files.readString(path));
    }
}
