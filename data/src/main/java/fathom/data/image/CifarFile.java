package fathom.data.image;

import com.google.common.collect.ImmutableMap;
import fathom.data.Provenance;
import fathom.simd.file.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CIFAR-10's binary version: records of 3073 bytes, the class and then the red, green and blue planes of 32 x 32 pixels. Plain, or packed
 * with gzip or xz. Source: A. Krizhevsky, Learning multiple layers of features from tiny images (2009).
 */
public final class CifarFile {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = CHANNELS * SIDE * SIDE;
    private static final int RECORD = 1 + PIXELS;

    private CifarFile() {}

    /**
     * The images of several files, one after the other.
     *
     * @throws FileFormatException in one sentence with file, offset and expectation, if a file ends within a record, is empty, or a label is
     *     no class
     */
    public static Images read(List<Path> files) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (Path file : files) {
            read(file, pixels, labels);
        }
        byte[] values = pixels.toByteArray();
        byte[] classes = labels.toByteArray();
        return new Images(CHANNELS, SIDE, SIDE, values, classes, provenance(files, values, classes));
    }

    private static void read(Path file, ByteArrayOutputStream pixels, ByteArrayOutputStream labels) throws IOException {
        ByteArrayOutputStream own = new ByteArrayOutputStream();
        long offset = 0;
        try (Source source = Source.open(file)) {
            byte[] record = source.upTo(RECORD);
            while (record.length == RECORD) {
                own.write(record, 0, 1);
                pixels.write(record, 1, PIXELS);
                offset += RECORD;
                record = source.upTo(RECORD);
            }
            if (record.length > 0 || offset == 0) {
                throw new FileFormatException(file + " ends at offset " + (offset + record.length) + source.unpacked()
                        + ", expected a multiple of " + RECORD + " bytes, the label and pixels of one image each");
            }
        }
        Contents.checkLabels(file, own.toByteArray(), 0, RECORD);
        labels.writeBytes(own.toByteArray());
    }

    private static Provenance provenance(List<Path> files, byte[] pixels, byte[] labels) {
        String names = files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" "));
        return new Provenance(
                "cifar10-binary", ImmutableMap.of("files", names, "sha256", Contents.digest(pixels, labels)), 0);
    }
}
