package fathom.bench.factor;

import java.util.Locale;

/**
 * One line of the table: our factorisation against one peer's; without peers the last three are empty.
 *
 * @param ratio the speedup: the peer's least time over our least time
 */
record FactorRow(
        String operation,
        int n,
        String precision,
        int threads,
        double oursSeconds,
        String peer,
        double peerSeconds,
        double ratio) {

    static final String CSV_HEADER = "operation,n,precision,threads,ours_seconds,peer,peer_seconds,ratio";

    String csv() {
        return operation + "," + n + "," + precision + "," + threads + "," + seconds(oursSeconds) + "," + peer + ","
                + (peer.isEmpty() ? "," : seconds(peerSeconds) + "," + String.format(Locale.ROOT, "%.3f", ratio));
    }

    String json() {
        String theirs = peer.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ",\"peer\":\"%s\",\"peer_seconds\":%s,\"ratio\":%.3f",
                        peer,
                        seconds(peerSeconds),
                        ratio);
        return String.format(
                Locale.ROOT,
                "{\"operation\":\"%s\",\"n\":%d,\"precision\":\"%s\",\"threads\":%d,\"ours_seconds\":%s%s}",
                operation,
                n,
                precision,
                threads,
                seconds(oursSeconds),
                theirs);
    }

    static String tableHeader() {
        return String.format(
                "%-13s %6s %-7s %7s %12s   %-9s %12s %7s",
                "operation", "n", "type", "threads", "ours s", "peer", "peer s", "ratio");
    }

    String table() {
        String left =
                String.format(Locale.ROOT, "%-13s %6d %-7s %7d %12.4f", operation, n, precision, threads, oursSeconds);
        return peer.isEmpty()
                ? left
                : left + String.format(Locale.ROOT, "   %-9s %12.4f %7.2f", peer, peerSeconds, ratio);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
