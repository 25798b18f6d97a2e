package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.RunError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final StringWriter said = new StringWriter();
    private final PrintWriter err = new PrintWriter(said, true);

    private void assertSays(int code, String sentence, Throwable failure) {
        said.getBuffer().setLength(0);
        assertEquals(code, Failures.execution(failure, err, false));
        assertEquals(1, said.toString().lines().count(), said::toString);
        assertTrue(said.toString().startsWith("fathom: " + sentence), said::toString);
    }

    @Test
    void whatAUserCanMendIsOneSentence() {
        assertSays(2, "the memory is used up (the heap is ", new OutOfMemoryError("Java heap space"));
        assertSays(2, "the input or the expression is nested too deeply", new StackOverflowError());
        assertSays(
                2,
                "cannot write a.npy: No space left on device",
                new UncheckedIOException("cannot write a.npy", new IOException("No space left on device")));
        assertSays(
                2,
                "cannot write a.npy: Is a directory",
                new UncheckedIOException(
                        "cannot write a.npy", new FileSystemException("a.npy", null, "Is a directory")));
        assertSays(2, "a.npy: there is no such file or folder", new NoSuchFileException("a.npy"));
        assertSays(1, "the folder is gone", new RunError("the folder is gone"));
    }

    @Test
    void aFaultOfOursKeepsItsKind() {
        assertEquals(1, Failures.execution(new IllegalStateException("x"), err, false));
        assertTrue(said.toString().startsWith("fathom: java.lang.IllegalStateException: x"), said::toString);
        assertTrue(said.toString().contains("--debug"), said::toString);
    }

    /** Output to a full disk, as {@code spectrum > file}, or to a reader that is gone, as {@code list | head -1}. */
    @Test
    void lostOutputIsNoticed() {
        assertEquals(0, Failures.output(null, 0, err));
        assertEquals("", said.toString());
        for (String reason : new String[] {"No space left on device", "Broken pipe"}) {
            Output output = new Output(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException(reason);
                }
            });
            PrintWriter out = output.writer();
            out.println("numbers");
            assertEquals(reason, output.failure().getMessage());
            said.getBuffer().setLength(0);
            assertEquals(reason.startsWith("No") ? 2 : 141, Failures.output(output.failure(), 0, err));
            assertEquals(
                    reason.startsWith("No") ? "fathom: the output could not be written: No space left on device" : "",
                    said.toString().strip());
            assertEquals(1, Failures.output(output.failure(), 1, err), "a failed trial stays one");
        }
    }
}
