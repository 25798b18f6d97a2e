package fathom.nn;

import java.io.IOException;
import java.nio.file.Path;

/** A training that goes epoch by epoch, and that may be left and taken up again: it then ends with the same bits. */
public sealed interface Resumable permits TrainingRun, LayerwiseTraining {

    /** Whether there is nothing more to do. */
    boolean finished();

    /** The share of the work that is done, from 0 to 1: epochs over the most that there can be, and 1 when finished. */
    double share();

    /**
     * One pass over the data.
     *
     * @return the mean over the examples of their losses, each just before its step
     * @throws IllegalStateException if the training is finished
     */
    double epoch();

    /** Writes all that this training needs to go on, of any size; the file appears whole or not at all. */
    void save(Path file) throws IOException;

    /**
     * Takes a training up where {@link #save} left it.
     *
     * @throws IllegalArgumentException if the file is no checkpoint, is damaged, or belongs to another architecture, data set, stream or
     *     settings; nothing has then been changed
     */
    void resume(Path file) throws IOException;
}
