package fathom.nn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The file of an interrupted training: a mark, the identity of the run, its progress, its arrays as bits, and a check sum of all that
 * comes before. All numbers are big-endian.
 */
final class Checkpoint {

    private static final byte[] MARK = {'F', 'A', 'T', 'H', 'O', 'M', 'C', '1'};

    private Checkpoint() {}

    /** What must be equal for a run to be resumed, in words. */
    record Identity(String architecture, String settings, String data, String stream) {

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

    static void write(Path file, Identity identity, double[] progress, List<float[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MARK);
            out.writeUTF(identity.architecture);
            out.writeUTF(identity.settings);
            out.writeUTF(identity.data);
            out.writeUTF(identity.stream);
            out.writeInt(progress.length);
            for (double number : progress) {
                out.writeDouble(number);
            }
            out.writeInt(arrays.size());
            for (float[] array : arrays) {
                out.writeInt(array.length);
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(array.length, Float.BYTES));
                buffer.asFloatBuffer().put(array);
                out.write(buffer.array());
            }
            out.writeLong(sum(bytes.toByteArray(), bytes.size()));
        }
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        Files.write(part, bytes.toByteArray());
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads a file that {@link #write} made: fills {@code arrays} and returns the progress. Changes nothing unless all is well. */
    static double[] read(Path file, Identity own, int progressLength, List<float[]> arrays) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - Long.BYTES;
        if (end < MARK.length || !startsWithMark(bytes)) {
            throw new IllegalArgumentException(file + " is not a checkpoint of a training");
        }
        if (ByteBuffer.wrap(bytes, end, Long.BYTES).getLong() != sum(bytes, end)) {
            throw new IllegalArgumentException("the checkpoint " + file
                    + " is truncated or damaged: its check sum does not fit; use an older one");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, end - MARK.length))) {
            new Identity(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()).check(file, own);
            double[] progress = new double[in.readInt()];
            for (int i = 0; i < progress.length; i++) {
                progress[i] = in.readDouble();
            }
            // Equal identities have equal lengths; from here on nothing can fail.
            if (progress.length != progressLength || in.readInt() != arrays.size()) {
                throw new IllegalArgumentException(
                        "the checkpoint " + file + " was written by another version, or with other watchers");
            }
            for (float[] array : arrays) {
                int length = in.readInt();
                int at = end - in.available();
                FloatBuffer floats =
                        ByteBuffer.wrap(bytes, at, length * Float.BYTES).asFloatBuffer();
                floats.get(array);
                in.skipNBytes((long) length * Float.BYTES);
            }
            return progress;
        }
    }

    private static boolean startsWithMark(byte[] bytes) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static long sum(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return crc.getValue();
    }
}
