package fathom.bench.gemm;

import fathom.bench.peer.GemmShape;
import java.util.Locale;

/**
 * One line of the table: our product against one peer's; without peers the last three are empty.
 *
 * @param ratio the speedup: the peer's least time over our least time
 */
record GemmRow(
        String precision,
        GemmShape shape,
        int threads,
        double oursGflops,
        String peer,
        double peerGflops,
        double ratio) {

    static final String CSV_HEADER = "precision,m,n,k,transA,transB,threads,ours_gflops,peer,peer_gflops,ratio";

    String csv() {
        return precision + "," + shape + "," + threads + "," + number(oursGflops) + "," + peer + ","
                + (peer.isEmpty() ? "," : number(peerGflops) + "," + String.format(Locale.ROOT, "%.3f", ratio));
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"precision\":\"%s\",\"m\":%d,\"n\":%d,\"k\":%d,\"transA\":%b,\"transB\":%b,\"threads\":%d,\"ours_gflops\":%s%s}",
                precision,
                shape.m(),
                shape.n(),
                shape.k(),
                shape.transposeA(),
                shape.transposeB(),
                threads,
                number(oursGflops),
                peer.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ",\"peer\":\"%s\",\"peer_gflops\":%s,\"ratio\":%.3f",
                                peer,
                                number(peerGflops),
                                ratio));
    }

    static String tableHeader() {
        return String.format(
                "%-7s %-20s %7s %12s   %-9s %12s %7s",
                "type", "m,n,k", "threads", "ours GFLOP/s", "peer", "GFLOP/s", "ratio");
    }

    String table() {
        String left = String.format(Locale.ROOT, "%-7s %-20s %7d %12.1f", precision, shape, threads, oursGflops);
        return peer.isEmpty()
                ? left
                : left + String.format(Locale.ROOT, "   %-9s %12.1f %7.2f", peer, peerGflops, ratio);
    }

    private static String number(double gflops) {
        return String.format(Locale.ROOT, "%.2f", gflops);
    }
}
