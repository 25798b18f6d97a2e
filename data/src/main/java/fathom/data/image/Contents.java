package fathom.data.image;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import fathom.simd.file.FileFormatException;
import java.nio.file.Path;

/** What the numbers of a file must be, whatever its format. */
final class Contents {

    /** MNIST, Fashion-MNIST and CIFAR-10 have ten classes each. */
    static final int CLASSES = 10;

    private Contents() {}

    /** The product of dimensions that a header gives, which must be positive and fit into one array. */
    static int checked(Path path, int n, int height, int width) throws FileFormatException {
        if (n < 0 || height < 1 || width < 1 || (double) n * height * width > Integer.MAX_VALUE - 8) {
            throw new FileFormatException(path + " says at offset 4 that it holds " + n + " images of " + height + " x "
                    + width + ", expected positive numbers and less than 2 GiB in all");
        }
        return n * height * width;
    }

    /** An array of so many bytes, or a sentence that the heap has no place for it. */
    static byte[] room(Path path, int count) throws FileFormatException {
        try {
            return new byte[count];
        } catch (OutOfMemoryError e) {
            throw new FileFormatException(path + " holds at least " + (count >> 20)
                    + " MiB, which must be in memory in one piece; the heap has "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, some of it in use: give it more");
        }
    }

    /**
     * Refuses labels that name no class.
     *
     * @param first where the first label stands
     * @param step bytes from one label to the next
     */
    static void checkLabels(Path path, byte[] labels, long first, int step) throws FileFormatException {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= CLASSES) {
                throw new FileFormatException(path + " has the label " + (labels[i] & 0xff) + " at offset "
                        + (first + (long) i * step) + ", expected 0 to " + (CLASSES - 1));
            }
        }
    }

    /** SHA-256 of what was read, which tells one set from another whatever its files are called. */
    static String digest(byte[] pixels, byte[] labels) {
        Hasher hasher = Hashing.sha256().newHasher();
        return hasher.putBytes(pixels).putBytes(labels).hash().toString();
    }
}
