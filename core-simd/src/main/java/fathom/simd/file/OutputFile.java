package fathom.simd.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that appears whole or not at all: written beside its place under a random name, then moved into it.
 *
 * <p>The permissions are those of the file that is replaced, or those that the umask leaves. A symbolic link stays, and the file that it
 * points to is replaced. A device or a pipe is written to directly. What is unfinished is made exclusively, so that no link is followed, and
 * deleted when the writing fails or the program is ended by a signal.
 */
public final class OutputFile {

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    private static final int BUFFER = 1 << 16;
    private static final int MOST_LINKS = 40;
    private static final SecureRandom NAMES = new SecureRandom();
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(OutputFile::discard)));
    }

    private OutputFile() {}

    /**
     * Writes one file, replacing one that is there.
     *
     * @throws IOException if it cannot be written; then the file that was there is as it was
     */
    public static void write(Path path, Content content) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "Is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            fill(path, content, StandardOpenOption.WRITE);
            return;
        }
        Path target = target(path);
        Path folder = target.getParent();
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        byte[] random = new byte[8];
        NAMES.nextBytes(random);
        Path unfinished = folder.resolve(".fathom-" + HexFormat.of().formatHex(random) + ".part");
        UNFINISHED.add(unfinished);
        try {
            fill(unfinished, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            keepPermissions(target, unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            discard(unfinished);
            UNFINISHED.remove(unfinished);
        }
    }

    private static void fill(Path path, Content content, StandardOpenOption... options) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path, options), BUFFER)) {
            content.writeTo(out);
        }
    }

    /** The file at the end of the links. */
    private static Path target(Path path) throws IOException {
        Path target = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView there = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (there != null && Files.exists(from)) {
            there.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // It stays behind, hidden; the error that the caller hears of is the one of writing.
        }
    }
}
