package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.file.JsonFile;
import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The tiles of one Gram matrix in a folder: {@code provenance.json} and {@code tile-I-J.npy} for each tile that is done, each of which
 * appears only once it is whole. A computation that was cut short goes on where it stopped.
 */
public final class GramStore {

    private static final String PROVENANCE = "provenance.json";

    private final Path folder;
    private final int tile;

    private GramStore(Path folder, int tile) {
        this.folder = folder;
        this.tile = tile;
    }

    /**
     * Opens a folder, or makes it.
     *
     * @param provenance what the matrix is made of, see {@link GramFile#provenance}
     * @param tile rows of a tile
     * @throws IllegalArgumentException if the folder holds tiles of another matrix, with the first difference
     * @throws IOException if the folder cannot be used
     */
    public static GramStore open(Path folder, Map<String, String> provenance, int tile) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.put("tile", Integer.toString(tile));
        Files.createDirectories(folder);
        Path file = folder.resolve(PROVENANCE);
        if (Files.exists(file)) {
            GramFile.checkSame(file, JsonFile.read(file), all);
        } else {
            JsonFile.write(file, all);
        }
        return new GramStore(folder, tile);
    }

    /** Rows of a tile. */
    public int tile() {
        return tile;
    }

    /** Tiles that are there. */
    public long done() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().matches("tile-\\d+-\\d+\\.npy"))
                    .count();
        }
    }

    /** Reads the tile that begins at that row and column into {@code out}, or computes and keeps it. */
    void fill(int row, int column, DoubleMatrix out, Consumer<DoubleMatrix> compute) {
        Path file = folder.resolve("tile-" + row / tile + "-" + column / tile + ".npy");
        try {
            if (Files.exists(file)) {
                DoubleMatrix kept = Npy.read(file).toDoubleMatrix();
                if (kept.rows() != out.rows() || kept.columns() != out.columns()) {
                    throw new IllegalArgumentException(file + " is " + kept.shape() + ", expected " + out.shape()
                            + ": delete the file, and it is computed again");
                }
                Elementwise.copy(kept, out);
            } else {
                compute.accept(out);
                Npy.write(file, Tensor.of(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
