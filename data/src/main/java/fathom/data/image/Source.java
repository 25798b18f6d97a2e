package fathom.data.image;

import fathom.simd.file.FileFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** The bytes of one file, unpacked if it begins as gzip or xz files do, read from the first to the last; errors name file and offset. */
final class Source implements AutoCloseable {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    private static final int BLOCK = 1 << 16;

    /** Bytes that are read before room is made for all that a header announces. */
    private static final int TRUSTED = 1 << 24;

    /** What unpacking xz may need: the largest preset's dictionary of 64 MiB, and half of a small heap. */
    private static final long LIMIT = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 2);

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
        if (!Files.isRegularFile(path)) {
            throw new FileFormatException(path + (Files.exists(path) ? " is no regular file" : " does not exist")
                    + ", expected a file of images or labels");
        }
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BLOCK);
        try {
            file.mark(XZ.length);
            byte[] start = file.readNBytes(XZ.length);
            file.reset();
            if (begins(start, GZIP)) {
                return new Source(path, "gzip", new GZIPInputStream(file, BLOCK));
            }
            return begins(start, XZ)
                    ? new Source(path, "xz", new XZInputStream(file, (int) (LIMIT >> 10)))
                    : new Source(path, "", file);
        } catch (EOFException e) {
            file.close();
            throw new FileFormatException(path + " is cut off within its first bytes");
        } catch (ZipException | XZIOException e) {
            file.close();
            throw new FileFormatException(
                    path + " begins as a packed file and is damaged: " + e.getMessage() + "; fetch the file again");
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** The next bytes, exactly so many. */
    byte[] next(int count, String what) throws IOException {
        byte[] read = upTo(Math.min(count, TRUSTED));
        int got = read.length;
        if (got == TRUSTED && got < count) {
            byte[] all = Contents.room(path, count);
            System.arraycopy(read, 0, all, 0, got);
            got += read(all, got);
            read = all;
        }
        if (got < count) {
            throw new FileFormatException(path + " ends at offset " + (offset + got) + unpacked() + ": " + what
                    + " from offset " + offset + " needs " + count + " bytes, and there are " + got);
        }
        offset += count;
        return read;
    }

    /** As many bytes as are left, at most {@code count}, which a caller bounds. */
    byte[] upTo(int count) throws IOException {
        byte[] read = Contents.room(path, count);
        int got = read(read, 0);
        return got < count ? Arrays.copyOf(read, got) : read;
    }

    private int read(byte[] into, int from) throws IOException {
        int got = 0;
        try {
            int step = 0;
            while (step >= 0 && from + got < into.length) {
                got += step;
                step = bytes.read(into, from + got, into.length - from - got);
            }
            return got;
        } catch (MemoryLimitException e) {
            throw new FileFormatException(path + " needs " + (e.getMemoryNeeded() >> 10)
                    + " MiB of memory to be unpacked, more than the " + (LIMIT >> 20)
                    + " MiB that are given to it; unpack it first, or give a larger heap");
        } catch (EOFException | ZipException | XZIOException e) {
            throw new FileFormatException(path + " is cut off or damaged after offset " + (offset + from + got)
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
