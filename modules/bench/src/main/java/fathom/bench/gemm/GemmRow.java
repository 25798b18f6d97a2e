package fathom.bench.gemm;

import fathom.bench.Column;
import fathom.bench.Results;
import fathom.bench.Row;
import fathom.bench.peer.GemmShape;
import java.util.List;

/**
 * One line of the table: our product against one peer's; without peers the last three are absent.
 *
 * @param ratio the speedup: the peer's least time over our least time
 * @param kernels what the peer ran, as its library names it
 */
record GemmRow(
        String precision,
        GemmShape shape,
        int threads,
        double oursGflops,
        String peer,
        double peerGflops,
        double ratio,
        String kernels)
        implements Row {

    /** The least dimension of a product that matters for training. */
    private static final int LARGE = 128;

    static final List<Column> COLUMNS = Product.columns(
            Column.figure("ours_gflops", "ours GFLOP/s", 12, 2, 1),
            Column.text("peer", "peer", 9),
            Column.figure("peer_gflops", "GFLOP/s", 8, 2, 1),
            Column.figure("ratio", "ratio", 7, 3, 2),
            Column.text("peer_kernels", "its kernels", 1));

    @Override
    public List<Object> values() {
        List<Object> ours = new Product(precision, shape, threads).values(oursGflops);
        return Results.values(ours, !peer.isEmpty(), peer, peerGflops, ratio, kernels);
    }

    @Override
    public List<String> groups() {
        if (peer.isEmpty()) {
            return List.of();
        }
        String all = peer + ", " + precision + ", " + threads + " thread(s)";
        return Math.min(shape.m(), Math.min(shape.n(), shape.k())) >= LARGE
                ? List.of(all + ", all shapes", all + ", shapes of at least " + LARGE + " in every dimension")
                : List.of(all + ", all shapes");
    }
}
