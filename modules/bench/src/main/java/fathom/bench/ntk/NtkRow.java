package fathom.bench.ntk;

import fathom.bench.Column;
import fathom.bench.Row;
import java.util.List;

/**
 * One line of the table: the lower half of a Gram matrix of tangent kernels.
 *
 * @param activation with {@code @mixed} behind it where rows are of many lengths
 * @param seconds of the whole matrix, from the inputs
 * @param nanoseconds of wall time per entry of the half, n (n + 1) / 2, and hidden layer, the product of layer 0 left out
 */
record NtkRow(
        String activation, int n, int d, int depth, String precision, int threads, double seconds, double nanoseconds)
        implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.text("activation", "activation", 14),
            Column.count("n", "n", 6),
            Column.count("d", "d", 6),
            Column.count("L", "L", 4),
            Column.text("precision", "type", 6),
            Column.count("threads", "threads", 7),
            Column.figure("seconds", "seconds", 10, 6, 4),
            Column.figure("ns_per_entry_layer", "ns/entry/layer", 14, 3, 2));

    @Override
    public List<Object> values() {
        return List.of(activation, n, d, depth, precision, threads, seconds, nanoseconds);
    }

    @Override
    public List<String> groups() {
        return List.of();
    }

    @Override
    public double ratio() {
        return 0;
    }
}
