package fathom.simd.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** NumPy's .npz files: zip archives of .npy files, of which each is one named array. Compressed ones are read; written ones are not compressed. */
public final class Npz {

    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * Reads all arrays.
     *
     * @return arrays by name, in the order of the file
     * @throws FileFormatException if it is missing, is no zip archive, or an array in it cannot be read
     */
    public static Map<String, Tensor> read(Path path) throws IOException {
        byte[] bytes = Whole.read(path);
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new FileFormatException(path + " is no .npz file: it does not begin with PK");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                String where = path + ", array " + name;
                if (!name.endsWith(SUFFIX)) {
                    throw new FileFormatException(where + ": a name in an .npz file ends in .npy");
                }
                tensors.put(name.substring(0, name.length() - SUFFIX.length()), Npy.decode(zip.readAllBytes(), where));
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new FileFormatException(path + " is a damaged zip archive: " + e.getMessage());
        }
        return Collections.unmodifiableMap(tensors);
    }

    /** Writes all arrays in the order of the map, replacing a file that is there; the bytes depend on the arrays and names alone. */
    public static void write(Path path, Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                byte[] content = Npy.encode(tensor.getValue());
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(tensor.getKey() + SUFFIX);
                entry.setSize(content.length);
                entry.setCompressedSize(content.length);
                entry.setCrc(sum.getValue());
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        Whole.write(path, bytes.toByteArray());
    }
}
