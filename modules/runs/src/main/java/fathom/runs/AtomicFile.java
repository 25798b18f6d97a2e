package fathom.runs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are whole or absent: written under another name, forced to the disk, then moved into place. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the text as UTF-8, replacing the file if there is one; makes the folders above it. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the bytes, replacing the file if there is one; makes the folders above it. */
    public static void write(Path file, byte[] bytes) {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            // Not a FileChannel: an interrupt of this thread would close that in mid-write.
            try (FileOutputStream stream = new FileOutputStream(beside.toFile())) {
                stream.write(bytes);
                stream.getFD().sync();
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
