package fathom.simd.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's .npz files: zip archives of .npy files, of which each is one named array. Compressed ones and those written to a pipe are read;
 * written ones are not compressed.
 *
 * <p>The archive's own directory at its end says what is in it, so an archive that is cut anywhere is refused.
 */
public final class Npz {

    private static final String SUFFIX = ".npy";
    private static final List<String> STARTS = List.of("PK\u0003\u0004", "PK\u0005\u0006");

    private Npz() {}

    /**
     * Reads all arrays of numbers; members that hold something else are left out.
     *
     * @return arrays by name, in the order of the file
     * @throws FileFormatException if it is missing, is no whole zip archive, or one of its arrays is damaged
     */
    public static Map<String, Tensor> read(Path path) throws IOException {
        return read(path, sentence -> {});
    }

    /**
     * Reads all arrays of numbers.
     *
     * @param leftOut receives a sentence on each member that holds something else, such as an array of texts
     */
    public static Map<String, Tensor> read(Path path, Consumer<String> leftOut) throws IOException {
        InputFile.size(path);
        String start;
        try (InputStream in = Files.newInputStream(path)) {
            start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        }
        if (!STARTS.contains(start)) {
            throw new FileFormatException(path + " is no .npz file: it does not begin as zip archives do");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                String where = path + ", array " + Quoted.of(name);
                if (!names.add(name)) {
                    throw new FileFormatException(where + " is there twice");
                }
                Tensor tensor = tensor(zip, entry, where, leftOut);
                if (tensor != null) {
                    tensors.put(name.substring(0, name.length() - SUFFIX.length()), tensor);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new FileFormatException(
                    path + " is a damaged zip archive, or cut short: " + Quoted.of(e.getMessage()));
        }
        return Collections.unmodifiableMap(tensors);
    }

    /** One array, or null if it holds no numbers. */
    private static Tensor tensor(ZipFile zip, ZipEntry entry, String where, Consumer<String> leftOut)
            throws IOException {
        if (!entry.getName().endsWith(SUFFIX)) {
            leftOut.accept(where + ": a name in an .npz file ends in .npy; it is left out");
            return null;
        }
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            Tensor tensor;
            try {
                tensor = Npy.read(in, entry.getSize(), where);
            } catch (UnreadTypeException e) {
                leftOut.accept(e.getMessage() + "; it is left out");
                return null;
            }
            if (in.read() >= 0) {
                throw new FileFormatException(where + " goes on after the end of its array");
            }
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new FileFormatException(where + " is damaged: its check sum does not fit");
            }
            return tensor;
        }
    }

    /** Writes all arrays in the order of the map, replacing a file that is there; the bytes depend on the arrays and names alone. */
    public static void write(Path path, Map<String, Tensor> tensors) throws IOException {
        OutputFile.write(path, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                zip.putNextEntry(entry(tensor.getKey() + SUFFIX, tensor.getValue()));
                Npy.write(tensor.getValue(), zip);
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** What the archive says of a member before its bytes: their sum, too, for which they are written twice. */
    private static ZipEntry entry(String name, Tensor tensor) throws IOException {
        CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        Npy.write(tensor, sum);
        long size =
                Npy.header(tensor).length + (long) tensor.elements().count() * ElementCodec.of(tensor.elements()).bytes;
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(sum.getChecksum().getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}
