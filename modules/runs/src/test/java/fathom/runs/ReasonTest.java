package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message says of a file and of foreign text. */
class ReasonTest {

    @TempDir
    private Path folder;

    @Test
    void theReasonWithoutThePath() throws IOException {
        Path missing = folder.resolve("a (b)/c");
        for (IOException e : new IOException[] {
            assertThrows(IOException.class, () -> Files.size(missing)),
            assertThrows(IOException.class, () -> new FileInputStream(missing.toFile()).close()),
            assertThrows(IOException.class, () -> Files.readAllBytes(folder)),
            new AccessDeniedException(missing.toString()),
            new IOException()
        }) {
            assertTrue(
                    !Reason.of(e).contains(folder.toString()) && !Reason.of(e).isBlank(), Reason.of(e));
        }
        assertEquals("permission denied", Reason.of(new AccessDeniedException(missing.toString())));
        assertEquals("Is a directory", Reason.of(assertThrows(IOException.class, () -> Files.readAllBytes(folder))));
    }

    @Test
    void foreignTextIsShortAndObeyedByNoTerminal() {
        assertEquals("a\\u001b[31mb\\u0009\\u009b\\u202ec", Quoted.of("a\u001b[31mb\t\u009b\u202ec"));
        assertEquals("x".repeat(77) + "...", Quoted.of("x".repeat(81)));
        assertEquals("x".repeat(80), Quoted.of("x".repeat(80)));
        assertEquals(
                "two\nlines \\u001b]0;title\\u0007", new UserError("two\nlines \u001b]0;title\u0007").getMessage());
    }
}
