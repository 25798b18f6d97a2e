package fathom.runs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that are whole or absent: written beside their place under a random name, forced to the disk, then moved into place.
 *
 * <p>The permissions are those of the file that is replaced, or those that the umask leaves. A symbolic link stays, and the file that it
 * points to is replaced. What is unfinished is made exclusively, so that no link is followed, and deleted when the writing fails or the
 * program is ended by a signal; what a kill leaves goes when the run's folder is opened again.
 */
public final class AtomicFile {

    private static final int MOST_LINKS = 40;
    private static final Pattern UNFINISHED_NAME = Pattern.compile("\\.fathom-[0-9a-f]{16}\\.part");
    private static final SecureRandom NAMES = new SecureRandom();
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(AtomicFile::discard)));
    }

    private AtomicFile() {}

    /** Writes the text as UTF-8, replacing the file if there is one; makes the folders above it. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the bytes, replacing the file if there is one; makes the folders above it.
     *
     * @throws UserError with the reason if it cannot be written, as on a full disk; then the file that was there is as it was
     */
    public static void write(Path file, byte[] bytes) {
        try {
            Path target = target(file);
            Files.createDirectories(target.getParent());
            replace(target, bytes);
        } catch (IOException e) {
            throw new UserError(file + " cannot be written: " + Reason.of(e), e);
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        byte[] random = new byte[8];
        NAMES.nextBytes(random);
        Path unfinished = target.resolveSibling(".fathom-" + HexFormat.of().formatHex(random) + ".part");
        UNFINISHED.add(unfinished);
        try {
            // Not a FileChannel: an interrupt of this thread would close that in mid-write. DSYNC forces the one write
            // to the disk.
            try (OutputStream stream = Files.newOutputStream(
                    unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
                stream.write(bytes);
            }
            PosixFileAttributeView view = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
            if (view != null && Files.exists(target)) {
                view.setPermissions(Files.getPosixFilePermissions(target));
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            discard(unfinished);
            UNFINISHED.remove(unfinished);
        }
    }

    /** The file at the end of the links. */
    private static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** Deletes what a killed run left unfinished in a folder and those in it. */
    static void discardUnfinished(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.filter(file -> UNFINISHED_NAME
                            .matcher(file.getFileName().toString())
                            .matches())
                    .forEach(AtomicFile::discard);
        } catch (IOException e) {
            // They stay, hidden; whether the folder can be used is seen when it is.
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // It stays behind, hidden; the error that is heard of is the one of writing.
        }
    }
}
