package fathom.experiments.fractal;

import com.google.common.hash.Hashing;
import fathom.nn.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a training that is not finished, so that a run that is stopped or killed loses a minute and not the training. What it resumes
 * has the same bits as what was never stopped.
 *
 * @param file need not exist
 */
record Unfinished(Path file) {

    /** Between two writings, in nanoseconds. */
    private static final long PAUSE = 60_000_000_000L;

    /** The file of a trial, named after its configuration, in a folder that need not exist. */
    static Unfinished of(String folder, Record cell) {
        String name = Hashing.sha256()
                .hashString(cell.getClass().getSimpleName() + cell, StandardCharsets.UTF_8)
                .toString();
        return new Unfinished(Path.of(folder).resolve("training-" + name.substring(0, 20)));
    }

    /** Takes the training up where the file left it, if there is one, and brings it to its end. */
    void finish(TrainingRun run) {
        finish(run, PAUSE);
    }

    /** @param pause between two writings, in nanoseconds */
    void finish(TrainingRun run, long pause) {
        try {
            if (Files.exists(file)) {
                resume(run);
            }
            long written = System.nanoTime();
            while (!run.finished()) {
                run.epoch();
                if (!run.finished() && System.nanoTime() - written >= pause) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                    run.save(file);
                    written = System.nanoTime();
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written or read: " + e.getMessage(), e);
        }
    }

    /** A file that does not fit, of an older version for instance, is nothing to go on from: the training begins anew. */
    private void resume(TrainingRun run) throws IOException {
        try {
            run.resume(file);
        } catch (IllegalArgumentException e) {
            Files.delete(file);
        }
    }
}
