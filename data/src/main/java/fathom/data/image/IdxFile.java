package fathom.data.image;

import com.google.common.collect.ImmutableMap;
import fathom.data.Provenance;
import fathom.simd.file.FileFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * IDX, the format of MNIST and Fashion-MNIST: a magic number whose last byte is the number of dimensions, the dimensions as big-endian
 * numbers of four bytes, then the elements. Plain or packed with gzip.
 *
 * <pre>
 * images   00 00 08 03, n, height, width, n height width unsigned bytes
 * labels   00 00 08 01, n, n unsigned bytes
 * </pre>
 *
 * Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.
 */
public final class IdxFile {

    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    private IdxFile() {}

    /**
     * Grey images and their classes.
     *
     * @throws FileFormatException in one sentence with file, offset and expectation, if a magic number is wrong, a file is cut off or goes
     *     on too long, a label is no class, or there are not as many labels as images
     */
    public static Images read(Path images, Path labels) throws IOException {
        try (Source pixels = Source.open(images);
                Source classes = Source.open(labels)) {
            magic(pixels, IMAGES, "images");
            int n = pixels.nextInt("the number of images");
            int height = pixels.nextInt("the height");
            int width = pixels.nextInt("the width");
            magic(classes, LABELS, "labels");
            int count = classes.nextInt("the number of labels");
            if (count != n) {
                throw new FileFormatException(labels + " has " + count + " labels (offset 4) and " + images + " has "
                        + n + " images (offset 4): expected as many");
            }
            int bytes = Contents.checked(images, n, height, width);
            byte[] values = pixels.next(bytes, "the pixels of " + n + " images of " + height + " x " + width);
            pixels.end("the last image");
            byte[] names = classes.next(n, "the labels");
            classes.end("the last label");
            Contents.checkLabels(labels, names, 8, 1);
            return new Images(1, height, width, values, names, provenance(images, labels, values, names));
        }
    }

    private static void magic(Source source, int expected, String what) throws IOException {
        int magic = source.nextInt("the magic number");
        if (magic != expected) {
            throw new FileFormatException(String.format(
                    Locale.ROOT,
                    "%s has the magic number 0x%08x at offset 0%s, expected 0x%08x for %s",
                    source.path(),
                    magic,
                    source.unpacked(),
                    expected,
                    what));
        }
    }

    private static Provenance provenance(Path images, Path labels, byte[] pixels, byte[] names) {
        return new Provenance(
                "idx",
                ImmutableMap.of(
                        "images", images.getFileName().toString(),
                        "labels", labels.getFileName().toString(),
                        "sha256", Contents.digest(pixels, names)),
                0);
    }
}
