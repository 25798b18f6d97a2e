package fathom.data.image;

import com.google.common.collect.ImmutableMap;
import fathom.data.Provenance;
import fathom.simd.file.FileFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CIFAR-10's binary version: records of 3073 bytes, the class and then the red, green and blue planes of 32 x 32 pixels. Plain, or packed
 * with gzip or xz. Source: A. Krizhevsky, Learning multiple layers of features from tiny images (2009).
 *
 * <p>The format has no header, so a file that is cut after a record looks like a whole one. Its name tells: {@code data_batch_1.bin} to
 * {@code data_batch_5.bin} and {@code test_batch.bin}, as published, have 10,000 records, and a subset of n records that is made on purpose is
 * called {@code data_batch_1_first500.bin} or {@code test_first1000.bin}. Files of other names may have any number, up to the 60,000 of the
 * whole data set.
 */
public final class CifarFile {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = CHANNELS * SIDE * SIDE;
    private static final int RECORD = 1 + PIXELS;

    /** Records of a published file, and of the whole data set. */
    private static final int PUBLISHED = 10_000;

    private static final int MOST = 60_000;

    private static final Pattern NAME = Pattern.compile(
            "(?:(?:data_batch_[1-5]|test)_first([0-9]{1,9})|data_batch_[1-5]|test_batch)\\.bin(?:\\.gz|\\.xz)?");

    private CifarFile() {}

    /**
     * The images of several files, one after the other.
     *
     * @throws FileFormatException in one sentence with file, offset and expectation, if a file ends within a record, is empty, has another
     *     number of records than its name says, or a label is no class
     */
    public static Images read(List<Path> files) throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (Path file : files) {
            read(file, records);
        }
        byte[] pixels = Contents.room(files.getFirst(), Math.multiplyExact(records.size(), PIXELS));
        byte[] labels = new byte[records.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records.get(i)[0];
            System.arraycopy(records.get(i), 1, pixels, i * PIXELS, PIXELS);
        }
        return new Images(CHANNELS, SIDE, SIDE, pixels, labels, provenance(files, pixels, labels));
    }

    private static void read(Path file, List<byte[]> records) throws IOException {
        int before = records.size();
        try (Source source = Source.open(file)) {
            byte[] record = source.upTo(RECORD);
            while (record.length == RECORD) {
                records.add(record);
                if (records.size() - before > MOST) {
                    throw new FileFormatException(
                            file + " has more than " + MOST + " records, which is all of CIFAR-10");
                }
                record = source.upTo(RECORD);
            }
            long end = (long) RECORD * (records.size() - before) + record.length;
            if (record.length > 0 || end == 0) {
                throw new FileFormatException(file + " ends at offset " + end + source.unpacked()
                        + ", expected a multiple of " + RECORD + " bytes, the label and pixels of one image each");
            }
        }
        byte[] labels = new byte[records.size() - before];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records.get(before + i)[0];
        }
        checkCount(file, labels.length);
        Contents.checkLabels(file, labels, 0, RECORD);
    }

    private static void checkCount(Path file, int records) throws FileFormatException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        int expected = name.group(1) == null ? PUBLISHED : Integer.parseInt(name.group(1));
        if (records != expected) {
            throw new FileFormatException(file + " has " + records + " records, expected " + expected
                    + " by its name; fetch the file again, or call a subset " + subset(file, records));
        }
    }

    private static String subset(Path file, int records) {
        String name = file.getFileName().toString();
        String start = name.startsWith("test") ? "test" : name.substring(0, "data_batch_1".length());
        return start + "_first" + records + ".bin";
    }

    private static Provenance provenance(List<Path> files, byte[] pixels, byte[] labels) {
        String names = files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" "));
        return new Provenance(
                "cifar10-binary", ImmutableMap.of("files", names, "sha256", Contents.digest(pixels, labels)), 0);
    }
}
