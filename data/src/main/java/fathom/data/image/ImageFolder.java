package fathom.data.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of published data sets, one folder each, with the files under their published names:
 *
 * <pre>
 * mnist/           train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte
 * fashion-mnist/   the same four
 * cifar10/         data_batch_1.bin, data_batch_2.bin, ..., test_batch.bin or test_first1000.bin
 * </pre>
 *
 * IDX files may end in .gz, CIFAR's in .xz or .gz; they are found by either name.
 *
 * @param path the folder
 */
public record ImageFolder(Path path) {

    /** The data sets that are known by name. */
    public static final ImmutableList<String> NAMES = ImmutableList.of("mnist", "fashion-mnist", "cifar10");

    private static final ImmutableList<String> PACKINGS = ImmutableList.of(".gz", ".xz", "");
    private static final ImmutableMap<Part, String> PREFIX = ImmutableMap.of(Part.TRAINING, "train", Part.TEST, "t10k");
    private static final int CIFAR_BATCHES = 5;

    /** Which half of a published data set. */
    public enum Part {
        TRAINING,
        TEST
    }

    /** Whether a data set is there, with all the files that {@link #read} needs. */
    public boolean has(String name) {
        try {
            for (Part part : Part.values()) {
                files(name, part);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * One part of a data set. Of CIFAR-10, as many training batches as there are.
     *
     * @param name one of {@link #NAMES}
     * @throws NoSuchFileException if a file is missing; the message says which and where it is looked for
     * @throws fathom.simd.file.FileFormatException if a file is not what its name says
     */
    public Images read(String name, Part part) throws IOException {
        List<Path> files = files(name, part);
        return name.equals("cifar10") ? CifarFile.read(files) : IdxFile.read(files.get(0), files.get(1));
    }

    private List<Path> files(String name, Part part) throws NoSuchFileException {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no data set is called " + name + ", expected one of " + NAMES);
        }
        Path folder = path.resolve(name);
        if (name.equals("cifar10")) {
            return cifar(folder, part);
        }
        return List.of(
                file(folder, PREFIX.get(part) + "-images-idx3-ubyte"),
                file(folder, PREFIX.get(part) + "-labels-idx1-ubyte"));
    }

    private static List<Path> cifar(Path folder, Part part) throws NoSuchFileException {
        if (part == Part.TEST) {
            Path whole = found(folder, "test_batch.bin");
            return List.of(whole != null ? whole : file(folder, "test_first1000.bin"));
        }
        List<Path> batches = new ArrayList<>();
        batches.add(file(folder, "data_batch_1.bin"));
        for (int i = 2; i <= CIFAR_BATCHES; i++) {
            Path batch = found(folder, "data_batch_" + i + ".bin");
            if (batch != null) {
                batches.add(batch);
            }
        }
        return batches;
    }

    private static Path file(Path folder, String name) throws NoSuchFileException {
        Path file = found(folder, name);
        if (file == null) {
            throw new NoSuchFileException(
                    folder.resolve(name).toString(),
                    null,
                    "neither it nor a file with .gz or .xz behind that name is there");
        }
        return file;
    }

    private static Path found(Path folder, String name) {
        for (String packing : PACKINGS) {
            Path file = folder.resolve(name + packing);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
