package fathom.data.image;

import fathom.simd.file.FileFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** The bytes of one file, unpacked if it begins as gzip or xz files do, read from the first to the last; errors name file and offset. */
final class Source implements AutoCloseable {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    private static final int BLOCK = 1 << 16;

    private final Path path;
    private final String packing;
    private final InputStream bytes;
    private long offset;

    private Source(Path path, String packing, InputStream bytes) {
        this.path = path;
        this.packing = packing;
        this.bytes = bytes;
    }

    static Source open(Path path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BLOCK);
        try {
            file.mark(XZ.length);
            byte[] start = file.readNBytes(XZ.length);
            file.reset();
            if (begins(start, GZIP)) {
                return new Source(path, "gzip", new GZIPInputStream(file, BLOCK));
            }
            return begins(start, XZ) ? new Source(path, "xz", new XZInputStream(file)) : new Source(path, "", file);
        } catch (IOException e) {
            file.close();
            throw e instanceof EOFException ? new FileFormatException(path + " is cut off within its first bytes") : e;
        }
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** The next bytes, exactly so many. */
    byte[] next(int count, String what) throws IOException {
        byte[] read = upTo(count);
        if (read.length < count) {
            throw new FileFormatException(path + " ends at offset " + (offset + read.length) + unpacked() + ": " + what
                    + " from offset " + offset + " needs " + count + " bytes, and there are " + read.length);
        }
        offset += count;
        return read;
    }

    /** As many bytes as are left, at most {@code count}. */
    byte[] upTo(int count) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream(Math.min(count, BLOCK));
        byte[] block = new byte[Math.min(count, BLOCK)];
        try {
            int got = 0;
            while (read.size() < count && got >= 0) {
                read.write(block, 0, got);
                got = bytes.read(block, 0, Math.min(block.length, count - read.size()));
            }
            return read.toByteArray();
        } catch (EOFException | ZipException | XZIOException e) {
            throw new FileFormatException(path + " is cut off or damaged after offset " + (offset + read.size())
                    + unpacked() + " (" + packing + ": " + e.getMessage() + "); fetch the file again");
        }
    }

    /** The four bytes of a big-endian number. */
    int nextInt(String what) throws IOException {
        byte[] b = next(4, what);
        return b[0] << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | b[3] & 0xff;
    }

    /** Refuses a file that goes on. */
    void end(String what) throws IOException {
        if (upTo(1).length > 0) {
            throw new FileFormatException(
                    path + " goes on after offset " + offset + unpacked() + ": expected its end after " + what);
        }
    }

    Path path() {
        return path;
    }

    /** Words on the offset: in the packed or the unpacked bytes. */
    String unpacked() {
        return packing.isEmpty() ? "" : " of the unpacked bytes";
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
