package fathom.bench.math;

import java.util.Locale;

/**
 * One line of the table: our function against one peer's; without a peer the last three are empty.
 *
 * @param oursNs nanoseconds a number
 * @param ratio the speedup: the peer's least time over our least time
 */
record MathRow(String function, String precision, double oursNs, String peer, double peerNs, double ratio) {

    static final String CSV_HEADER = "function,precision,ours_ns,peer,peer_ns,ratio";

    static String tableHeader() {
        return String.format(
                "%-14s %-7s %9s   %-16s %9s %7s", "function", "type", "ours ns", "peer", "peer ns", "ratio");
    }

    String csv() {
        String left = String.format(Locale.ROOT, "%s,%s,%.4f,%s,", function, precision, oursNs, peer);
        return peer.isEmpty() ? left + "," : left + String.format(Locale.ROOT, "%.4f,%.3f", peerNs, ratio);
    }

    String json() {
        String left = String.format(
                Locale.ROOT, "{\"function\":\"%s\",\"precision\":\"%s\",\"ours_ns\":%.4f", function, precision, oursNs);
        return peer.isEmpty()
                ? left + "}"
                : left
                        + String.format(
                                Locale.ROOT, ",\"peer\":\"%s\",\"peer_ns\":%.4f,\"ratio\":%.3f}", peer, peerNs, ratio);
    }

    String table() {
        String left = String.format(Locale.ROOT, "%-14s %-7s %9.3f", function, precision, oursNs);
        return peer.isEmpty() ? left : left + String.format(Locale.ROOT, "   %-16s %9.3f %7.2f", peer, peerNs, ratio);
    }
}
