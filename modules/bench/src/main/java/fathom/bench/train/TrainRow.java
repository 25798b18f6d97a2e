package fathom.bench.train;

import java.util.Locale;

/**
 * One line of the table: our step's time against a peer's; without a peer the last three are empty.
 *
 * @param ratio the speedup: the peer's least time over our least time
 */
record TrainRow(
        TrainShape shape, int threads, double oursMicroseconds, String peer, double peerMicroseconds, double ratio) {

    static final String CSV_HEADER = "d,H,L,batch,threads,ours_us,peer,peer_us,ratio";

    /** Our own products' speed. */
    double gflops() {
        return shape.flops() / oursMicroseconds * 1e-3;
    }

    String csv() {
        return shape + "," + threads + "," + number(oursMicroseconds) + "," + peer + ","
                + (peer.isEmpty() ? "," : number(peerMicroseconds) + "," + String.format(Locale.ROOT, "%.3f", ratio));
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"d\":%d,\"H\":%d,\"L\":%d,\"batch\":%d,\"threads\":%d,\"ours_us\":%s%s}",
                shape.inputs(),
                shape.width(),
                shape.depth(),
                shape.batch(),
                threads,
                number(oursMicroseconds),
                peer.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ",\"peer\":\"%s\",\"peer_us\":%s,\"ratio\":%.3f",
                                peer,
                                number(peerMicroseconds),
                                ratio));
    }

    static String tableHeader() {
        return String.format(
                "%-18s %7s %12s %12s   %-9s %12s %7s",
                "d,H,L,batch", "threads", "ours us", "ours GFLOP/s", "peer", "us", "ratio");
    }

    String table() {
        String left = String.format(Locale.ROOT, "%-18s %7d %12.1f %12.1f", shape, threads, oursMicroseconds, gflops());
        return peer.isEmpty()
                ? left
                : left + String.format(Locale.ROOT, "   %-9s %12.1f %7.2f", peer, peerMicroseconds, ratio);
    }

    private static String number(double microseconds) {
        return String.format(Locale.ROOT, "%.1f", microseconds);
    }
}
