package fathom.bench.factor;

import fathom.bench.Column;
import fathom.bench.Results;
import fathom.bench.Row;
import java.util.List;

/**
 * One line of the table: our factorisation against one peer's; without peers the last three are absent.
 *
 * @param ratio the speedup: the peer's least time over our least time
 * @param kernels what the peer ran, as its library names it
 */
record FactorRow(
        String operation,
        int n,
        String precision,
        int threads,
        double oursSeconds,
        String peer,
        double peerSeconds,
        double ratio,
        String kernels)
        implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.text("operation", "operation", 12),
            Column.count("n", "n", 6),
            Column.text("precision", "type", 6),
            Column.count("threads", "threads", 7),
            Column.figure("ours_seconds", "ours s", 10, 6, 4),
            Column.text("peer", "peer", 9),
            Column.figure("peer_seconds", "peer s", 10, 6, 4),
            Column.figure("ratio", "ratio", 7, 3, 2),
            Column.text("peer_kernels", "its kernels", 1));

    @Override
    public List<Object> values() {
        return Results.values(
                List.of(operation, n, precision, threads, oursSeconds),
                !peer.isEmpty(),
                peer,
                peerSeconds,
                ratio,
                kernels);
    }

    @Override
    public List<String> groups() {
        return peer.isEmpty()
                ? List.of()
                : List.of(operation + ", " + peer + ", " + precision + ", " + threads + " thread(s)");
    }
}
