package fathom.data.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of published data sets, one folder each, with the files under their published names:
 *
 * <pre>
 * mnist/           train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte
 * fashion-mnist/   the same four
 * cifar10/         data_batch_1.bin, data_batch_2.bin, ..., test_batch.bin
 * </pre>
 *
 * A subset of one of CIFAR's files says so in its name: data_batch_1_first500.bin, test_first1000.bin. IDX files may end in .gz, CIFAR's in .xz or .gz; they are found by either name.
 *
 * @param path the folder
 */
public record ImageFolder(Path path) {

    /** The data sets that are known by name. */
    public static final List<String> NAMES = List.of("mnist", "fashion-mnist", "cifar10");

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

    /** The files of a data set that is there, both parts. */
    public List<Path> files(String name) {
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (Part part : Part.values()) {
            try {
                files.addAll(files(name, part));
            } catch (NoSuchFileException e) {
                throw new IllegalArgumentException("the data set " + name + " is not in " + path, e);
            }
        }
        return files.build();
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
            Path whole = cifar(folder, "test_batch", "test");
            return List.of(whole != null ? whole : file(folder, "test_batch.bin"));
        }
        List<Path> batches = new ArrayList<>();
        for (int i = 1; i <= CIFAR_BATCHES; i++) {
            Path batch = cifar(folder, "data_batch_" + i, "data_batch_" + i);
            if (batch != null) {
                batches.add(batch);
            } else if (i == 1) {
                batches.add(file(folder, "data_batch_1.bin"));
            }
        }
        return batches;
    }

    /** The whole file, else its largest subset, else null. */
    private static Path cifar(Path folder, String whole, String subset) {
        Path published = found(folder, whole + ".bin");
        if (published != null || !Files.isDirectory(folder)) {
            return published;
        }
        Pattern name = Pattern.compile(subset + "_first([0-9]{1,9})\\.bin(\\.gz|\\.xz)?");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .max(Comparator.comparingInt((Path file) -> {
                                Matcher match = name.matcher(file.getFileName().toString());
                                return match.matches() ? Integer.parseInt(match.group(1)) : 0;
                            })
                            .thenComparing(Comparator.naturalOrder()))
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
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
