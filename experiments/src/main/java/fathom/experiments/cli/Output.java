package fathom.experiments.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Standard output that remembers the first error, which a PrintWriter swallows. */
final class Output extends FilterOutputStream {

    private IOException failure;

    Output(OutputStream stream) {
        super(stream);
    }

    /** The process's standard output. */
    static Output standard() {
        return new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    }

    /** Standard error by the descriptor that the launcher keeps for it, while what the JVM itself says goes through a pipe. */
    static void restoreStandardError() {
        String descriptor = System.getProperty("fathom.stderr");
        if (descriptor != null) {
            try {
                System.setErr(new PrintStream(new FileOutputStream(descriptor, true), true, System.err.charset()));
            } catch (IOException e) {
                // Through the pipe, then: another user's terminal.
            }
        }
    }

    /** Writes characters as standard output does, a line at once. */
    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(this, System.out.charset()), true);
    }

    /** What the first write that failed said; null if none did. */
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
