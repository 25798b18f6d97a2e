package fathom.experiments.protocol;

import com.google.common.hash.Hashing;
import fathom.nn.Resumable;
import fathom.runs.Advance;
import fathom.runs.Code;
import fathom.runs.Reason;
import fathom.runs.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a training that is not finished, so that a run that is stopped or killed loses a minute and not the training. What it resumes
 * has the same bits as what was never stopped.
 *
 * @param file need not exist
 */
public record Unfinished(Path file) {

    /** Between two writings, in nanoseconds. */
    private static final long PAUSE = 60_000_000_000L;

    /** The file of a trial, named after its configuration and the code that trains, in a folder that need not exist. */
    public static Unfinished of(String folder, Record cell) {
        String name = Hashing.sha256()
                .hashString(Code.here().id() + cell.getClass().getSimpleName() + cell, StandardCharsets.UTF_8)
                .toString();
        return new Unfinished(Path.of(folder).resolve("training-" + name.substring(0, 20)));
    }

    /** Takes the training up where the file left it, if there is one, and brings it to its end; then the file is gone. */
    public void finish(Resumable run) {
        taken(run);
        bringToEnd(run);
    }

    /** Whether there was a file and the training goes on from it; one that does not fit, or is damaged, is of no use. */
    public boolean taken(Resumable run) {
        try {
            if (Files.exists(file)) {
                run.resume(file);
                return true;
            }
        } catch (IllegalArgumentException e) {
            // The training begins anew, and the next writing replaces the file.
        } catch (IOException e) {
            throw unusable(e);
        }
        return false;
    }

    /** Brings a training to its end, writing it down once a minute and saying how far it is. */
    public void bringToEnd(Resumable run) {
        try {
            long written = System.nanoTime();
            while (!run.finished()) {
                Advance.to(run.share());
                run.epoch();
                if (!run.finished() && System.nanoTime() - written >= PAUSE) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                    run.save(file);
                    written = System.nanoTime();
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private UserError unusable(IOException e) {
        return new UserError("the file " + file + " of a training cannot be written or read: " + Reason.of(e), e);
    }
}
