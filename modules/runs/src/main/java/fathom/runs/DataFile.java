package fathom.runs;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that trials read. Its contents are part of what their results depend on: trials made from a file that has changed since are
 * run again.
 *
 * @param file where it is
 * @param sha256 the hash of its contents, 64 hexadecimal digits
 */
public record DataFile(Path file, String sha256) implements Comparable<DataFile> {

    private static final int BUFFER = 1 << 16;

    /** Reads the file once to its end. */
    public static DataFile of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            var hasher = Hashing.sha256().newHasher();
            byte[] buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                hasher.putBytes(buffer, 0, read);
            }
            HashCode hash = hasher.hash();
            return new DataFile(file, hash.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The files in a folder and in its folders, in the order of their names; a single file is itself. */
    public static List<DataFile> in(Path place) {
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().map(DataFile::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + place, e);
        }
    }

    @Override
    public int compareTo(DataFile other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : sha256.compareTo(other.sha256);
    }

    /** One name for the contents of several files, wherever they are; empty for none. */
    static String id(List<DataFile> files) {
        return files.isEmpty()
                ? ""
                : Sha256.digits(files.stream()
                        .map(one -> one.file.getFileName() + " " + one.sha256 + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }
}
