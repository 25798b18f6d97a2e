package fathom.simd.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Files read and written as a whole: a reader never meets half a file, since a finished one is moved into its place. */
final class Whole {

    private static final long LARGEST = Integer.MAX_VALUE - 64L;

    private Whole() {}

    static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new FileFormatException(path + " is not a file that can be read");
        }
        if (Files.size(path) > LARGEST) {
            throw new FileFormatException(path + " has " + Files.size(path) + " bytes, more than the " + LARGEST
                    + " that are read at once; split it");
        }
        return Files.readAllBytes(path);
    }

    static void write(Path path, byte[] content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, path.getFileName().toString(), ".unfinished");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The product of the sizes, or a refusal. */
    static int count(List<Integer> shape, int bytes, String where) throws FileFormatException {
        long count = 1;
        for (int size : shape) {
            count *= size;
            if (count > LARGEST) {
                break;
            }
        }
        if (count > LARGEST / bytes) {
            throw new FileFormatException(where + ": the shape " + shape + " has more elements than are read at once");
        }
        return (int) count;
    }
}
