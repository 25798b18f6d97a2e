package fathom.simd.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every reader asks before it takes memory. */
final class InputFile {

    /** Elements of the longest array that virtual machines make. */
    private static final long LARGEST = Integer.MAX_VALUE - 64L;

    /** Dimensions of an array of NumPy 2. */
    private static final int DIMENSIONS = 64;

    private InputFile() {}

    /** The length of a file, or why it cannot be read. */
    static long size(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new FileFormatException(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new FileFormatException(
                    path + (Files.isDirectory(path) ? " is a folder" : " is no regular file") + ", expected a file");
        }
        return Files.size(path);
    }

    /** The bytes of an array; {@link Long#MAX_VALUE} if they are more. */
    private static long product(List<Long> shape, int bytes) {
        if (shape.contains(0L)) {
            return 0;
        }
        long product = bytes;
        for (long size : shape) {
            if (product > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            product *= size;
        }
        return product;
    }

    /**
     * The number of elements of an array that is there whole.
     *
     * @param bytes of an element in the file
     * @param there bytes that are left in the file
     */
    static int count(List<Long> shape, int bytes, long there, String where) throws FileFormatException {
        if (shape.size() > DIMENSIONS || shape.stream().anyMatch(size -> size < 0)) {
            throw new FileFormatException(where + " has the shape " + Quoted.of(shape) + ", expected at most "
                    + DIMENSIONS + " sizes of at least 0");
        }
        long needed = product(shape, bytes);
        if (needed > there) {
            throw new FileFormatException(where + " is cut short: the shape " + Quoted.of(shape) + " needs "
                    + (needed == Long.MAX_VALUE ? "more than 2^63" : needed) + " bytes and " + there + " are there");
        }
        if (needed / bytes > LARGEST || shape.stream().anyMatch(size -> size > LARGEST)) {
            throw new FileFormatException(where + ": the shape " + Quoted.of(shape) + " has more than the " + LARGEST
                    + " elements that one array holds; split it");
        }
        return (int) (needed / bytes);
    }

    /** A shape whose sizes have been checked. */
    static List<Integer> sizes(List<Long> shape) {
        return shape.stream().map(Math::toIntExact).toList();
    }
}
