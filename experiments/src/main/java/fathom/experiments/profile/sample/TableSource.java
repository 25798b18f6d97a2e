package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rows of a file, shuffled anew for every seed.
 *
 * @param all every row, in the file's order
 */
public record TableSource(Samples all) implements Source {

    /** A CSV file with a sample a row and the label in the last column; {@link CsvTable#read} says more. */
    public static TableSource of(Path table) {
        return new TableSource(CsvTable.read(table, TableOptions.of("", ""), sentence -> {}));
    }

    @Override
    public Samples samples(long seed, int n) {
        int[] order = RandomStream.of(seed, "profile rows").permutation(all.size());
        return all.rows(Arrays.copyOf(order, Math.min(n, order.length)));
    }

    @Override
    public Optional<DoubleMatrix> unlabelled(long seed, int n) {
        return Optional.empty();
    }
}
