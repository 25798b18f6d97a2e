package fathom.simd.tile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tiles in a memory-mapped scratch file, which is deleted at the end: the system keeps in memory as many as it has room for. */
public final class DoubleFileTiles implements DoubleTiles {

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment elements;
    private final int count;

    /** @param file to be made; must not exist */
    public DoubleFileTiles(Grid grid, Path file) throws IOException {
        this.file = file;
        count = grid.tile() * grid.tile();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            elements =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) grid.tiles() * count * Double.BYTES, arena);
        }
    }

    @Override
    public double[] open(int i, int j, double[] scratch) {
        MemorySegment.copy(elements, ValueLayout.JAVA_DOUBLE, offset(i, j), scratch, 0, count);
        return scratch;
    }

    @Override
    public void keep(int i, int j, double[] tile) {
        MemorySegment.copy(tile, 0, elements, ValueLayout.JAVA_DOUBLE, offset(i, j), count);
    }

    private long offset(int i, int j) {
        return (long) Grid.index(i, j) * count * Double.BYTES;
    }

    @Override
    public void close() {
        arena.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A scratch file that cannot be deleted now goes when the machine is next cleaned; results do not depend on
            // it.
            file.toFile().deleteOnExit();
        }
    }
}
