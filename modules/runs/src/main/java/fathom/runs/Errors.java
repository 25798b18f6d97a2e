package fathom.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file {@code errors.txt} of a run folder: the failed trials of the last run with their stacks; absent when there are none. */
final class Errors {

    private final Path file;

    Errors(Path file) {
        this.file = file;
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be deleted: " + Reason.of(e), e);
        }
    }

    synchronized void add(Failure failure, String configuration, String stack) {
        try {
            Files.writeString(
                    file,
                    failure + "\n" + configuration + "\n" + stack + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserError(file + " cannot be written: " + Reason.of(e), e);
        }
    }
}
