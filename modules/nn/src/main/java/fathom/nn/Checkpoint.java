package fathom.nn;

import fathom.simd.file.OutputFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file of an interrupted training: a mark, the identity of the run, its progress, its arrays as bits, and a check sum of all that
 * comes before. All numbers are big-endian.
 *
 * <p>It passes through a buffer in both directions, so it may be larger than any array and takes no memory worth counting.
 */
final class Checkpoint {

    private static final byte[] MARK = {'F', 'A', 'T', 'H', 'O', 'M', 'C', '3'};

    /** Bytes of a buffer, and floats that pass through it at once. */
    private static final int BUFFER = 1 << 16;

    private static final int FLOATS = BUFFER / Float.BYTES;

    private Checkpoint() {}

    /** What must be equal for a run to be resumed, in words. */
    record Identity(String architecture, String settings, String data, String stream) {

        private List<String> texts() {
            return List.of(architecture, settings, data, stream);
        }

        private void check(Path file, Identity own) {
            check(file, "architecture", architecture, own.architecture);
            check(file, "data", data, own.data);
            check(file, "settings", settings, own.settings);
            check(file, "random stream", stream, own.stream);
        }

        private static void check(Path file, String what, String theirs, String ours) {
            if (!theirs.equals(ours)) {
                throw new IllegalArgumentException("the checkpoint " + file + " belongs to another " + what + ": "
                        + theirs + ", and this run has " + ours);
            }
        }
    }

    /** Writes the file; it appears whole or not at all. */
    static void write(Path file, Identity identity, double[] progress, List<float[]> arrays) throws IOException {
        OutputFile.write(file, stream -> {
            CRC32 sum = new CRC32();
            DataOutputStream out = new DataOutputStream(new CheckedOutputStream(stream, sum));
            out.write(MARK);
            for (String text : identity.texts()) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            out.writeInt(progress.length);
            for (double number : progress) {
                out.writeDouble(number);
            }
            out.writeInt(arrays.size());
            for (float[] array : arrays) {
                out.writeInt(array.length);
                write(array, out);
            }
            out.writeLong(sum.getValue());
        });
    }

    private static void write(float[] array, DataOutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int from = 0; from < array.length; from += FLOATS) {
            int count = Math.min(FLOATS, array.length - from);
            buffer.asFloatBuffer().put(array, from, count);
            out.write(buffer.array(), 0, count * Float.BYTES);
        }
    }

    /**
     * Reads a file that {@link #write} made: returns the progress and fills the arrays that belong to it. The file is read twice, first to see
     * that all is well.
     *
     * @param arrays the first of those that a run with that progress has, null for what is not wanted; asked for only if all is well
     * @throws IllegalArgumentException if the file is foreign, damaged or of another run; nothing has then been changed
     */
    static double[] read(Path file, Identity own, Function<double[], List<float[]>> arrays) throws IOException {
        check(file);
        try (DataInputStream in = open(file)) {
            in.skipNBytes(MARK.length);
            new Identity(text(in), text(in), text(in), text(in)).check(file, own);
            double[] progress = new double[in.readInt()];
            for (int i = 0; i < progress.length; i++) {
                progress[i] = in.readDouble();
            }
            List<float[]> places = arrays.apply(progress);
            // Equal identities have equal lengths; from here on nothing can fail.
            in.readInt();
            for (float[] place : places) {
                int length = in.readInt();
                if (place == null) {
                    in.skipNBytes((long) length * Float.BYTES);
                } else {
                    read(in, place);
                }
            }
            return progress;
        }
    }

    private static void read(DataInputStream in, float[] array) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int from = 0; from < array.length; from += FLOATS) {
            int count = Math.min(FLOATS, array.length - from);
            in.readFully(buffer.array(), 0, count * Float.BYTES);
            buffer.asFloatBuffer().get(array, from, count);
        }
    }

    /** That the file begins with the mark and ends with the sum of all before. */
    private static void check(Path file) throws IOException {
        long rest = Files.size(file) - Long.BYTES;
        CRC32 sum = new CRC32();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), sum))) {
            byte[] mark = in.readNBytes(MARK.length);
            if (!Arrays.equals(mark, 0, Math.max(0, mark.length - 1), MARK, 0, MARK.length - 1)) {
                throw new IllegalArgumentException(file + " is not a checkpoint of a training");
            }
            if (mark[MARK.length - 1] != MARK[MARK.length - 1]) {
                throw new IllegalArgumentException("the checkpoint " + file
                        + " was written by another version of this program: begin this training anew");
            }
            in.skipNBytes(Math.max(0, rest - MARK.length));
            long expected = sum.getValue();
            if (rest < MARK.length || in.readLong() != expected) {
                throw new IllegalArgumentException("the checkpoint " + file
                        + " is truncated or damaged: its check sum does not fit; use an older one");
            }
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
