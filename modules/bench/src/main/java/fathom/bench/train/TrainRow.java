package fathom.bench.train;

import fathom.bench.Column;
import fathom.bench.Results;
import fathom.bench.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the table: our step's time against a peer's; without a peer the last three are absent.
 *
 * @param ratio the speedup: the peer's least time over our least time
 * @param kernels what the peer ran, as its library names it
 */
record TrainRow(
        TrainShape shape,
        int threads,
        double oursMicroseconds,
        String peer,
        double peerMicroseconds,
        double ratio,
        String kernels)
        implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.count("d", "d", 5),
            Column.count("H", "H", 5),
            Column.count("L", "L", 3),
            Column.count("batch", "batch", 5),
            Column.count("threads", "threads", 7),
            Column.figure("ours_us", "ours us", 10, 1, 1),
            Column.aside("GFLOP/s", 8, 1),
            Column.text("peer", "peer", 9),
            Column.figure("peer_us", "peer us", 10, 1, 1),
            Column.figure("ratio", "ratio", 7, 3, 2),
            Column.text("network", "network", 7),
            Column.text("peer_kernels", "its kernels", 1));

    /** Our own products' speed. */
    double gflops() {
        return shape.flops() / oursMicroseconds * 1e-3;
    }

    @Override
    public List<Object> values() {
        List<Object> ours = List.of(
                shape.inputs(), shape.width(), shape.depth(), shape.batch(), threads, oursMicroseconds, gflops());
        List<Object> values = new ArrayList<>(Results.values(ours, !peer.isEmpty(), peer, peerMicroseconds, ratio));
        values.add(shape.network());
        values.add(kernels);
        return values;
    }

    @Override
    public List<String> groups() {
        return peer.isEmpty() ? List.of() : List.of(peer + ", " + shape.network() + ", " + threads + " thread(s)");
    }
}
