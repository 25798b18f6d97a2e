package fathom.bench.math;

import fathom.bench.Column;
import fathom.bench.Results;
import fathom.bench.Row;
import java.util.List;

/**
 * One line of the table: our function against one peer's; without a peer the last three are absent.
 *
 * @param oursNs nanoseconds a number
 * @param ratio the speedup: the peer's least time over our least time
 */
record MathRow(String function, String precision, double oursNs, String peer, double peerNs, double ratio)
        implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.text("function", "function", 14),
            Column.text("precision", "type", 6),
            Column.figure("ours_ns", "ours ns", 9, 4, 3),
            Column.text("peer", "peer", 16),
            Column.figure("peer_ns", "peer ns", 9, 4, 3),
            Column.figure("ratio", "ratio", 7, 3, 2));

    @Override
    public List<Object> values() {
        return Results.values(List.of(function, precision, oursNs), !peer.isEmpty(), peer, peerNs, ratio);
    }

    @Override
    public List<String> groups() {
        return peer.isEmpty() ? List.of() : List.of(peer + ", " + precision);
    }
}
