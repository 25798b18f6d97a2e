package fathom.runs.tensorboard;

import fathom.runs.Reason;
import fathom.runs.UserError;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Scalars for TensorBoard: one file {@code events.out.tfevents.*} in a folder of a run, which TensorBoard finds by
 * {@code tensorboard --logdir}. Training curves go here; no result is ever read from it.
 *
 * <p>Format: TFRecord frames (length, masked CRC-32C of the length, data, masked CRC-32C of the data; little endian) around
 * {@code tensorflow.Event} messages, the first of which names the version "brain.Event:2".
 */
public final class EventFile implements Closeable {

    private final Path path;
    private final OutputStream stream;
    private final DoubleSupplier clock;

    private EventFile(Path path, OutputStream stream, DoubleSupplier clock) {
        this.path = path;
        this.stream = stream;
        this.clock = clock;
    }

    /** A new file in that folder, which is made if need be. The name holds the time and a number, so that none is overwritten. */
    public static EventFile in(Path folder) {
        return in(folder, () -> System.currentTimeMillis() / 1e3);
    }

    /** As {@link #in(Path)}, with the seconds since 1970 taken from a clock. */
    static EventFile in(Path folder, DoubleSupplier clock) {
        try {
            Files.createDirectories(folder);
            for (int number = 0; ; number++) {
                Path path = folder.resolve(String.format(
                        Locale.ROOT, "events.out.tfevents.%010d.fathom.%d", (long) clock.getAsDouble(), number));
                if (!Files.exists(path)) {
                    OutputStream stream =
                            new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW));
                    EventFile file = new EventFile(path, stream, clock);
                    file.write(new Message().number(1, clock.getAsDouble()).text(3, "brain.Event:2"));
                    return file;
                }
            }
        } catch (IOException e) {
            throw new UserError("event files in " + folder + " cannot be written: " + Reason.of(e), e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Appends one scalar: the curve it belongs to, the step, and the value (kept as a float, as TensorBoard does). */
    public synchronized void scalar(String tag, long step, double value) {
        Message point = new Message().text(1, tag).single(2, (float) value);
        write(new Message().number(1, clock.getAsDouble()).whole(2, step).message(5, new Message().message(1, point)));
    }

    private void write(Message event) {
        try {
            stream.write(Frame.around(event.bytes()));
        } catch (IOException e) {
            throw new UserError(path + " cannot be written: " + Reason.of(e), e);
        }
    }

    /** Makes what has been written visible to a TensorBoard that is watching. */
    public synchronized void flush() {
        try {
            stream.flush();
        } catch (IOException e) {
            throw new UserError(path + " cannot be written: " + Reason.of(e), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UserError(path + " cannot be written: " + Reason.of(e), e);
        }
    }
}
