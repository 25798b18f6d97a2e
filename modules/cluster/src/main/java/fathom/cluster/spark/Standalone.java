package fathom.cluster.spark;

import fathom.runs.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark's own masters: whether one is there, and whether it has workers. Spark itself would try for minutes. */
final class Standalone {

    private static final Pattern HOST = Pattern.compile("(?:spark://|,)([^,:/]+):([0-9]{1,5})");
    private static final int CONNECT_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int PAUSE_MILLIS = 100;

    private Standalone() {}

    /** Refuses an address of the form {@code spark://host:port[,host:port]} where no host takes a connection. */
    static void reach(String master) {
        if (!master.startsWith("spark://")) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        Matcher hosts = HOST.matcher(master);
        while (hosts.find()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(hosts.group(1), Integer.parseInt(hosts.group(2))), CONNECT_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new UserError("no Spark master answers at " + master + " ("
                + (reasons.isEmpty() ? "expected spark://host:port" : String.join("; ", reasons))
                + "): check the address, and that the master runs");
    }

    /** Waits until an executor has reported. */
    static void awaitExecutor(JavaSparkContext spark, String master) {
        long begin = System.nanoTime();
        // The driver itself is listed too.
        while (spark.statusTracker().getExecutorInfos().length < 2) {
            if (System.nanoTime() - begin > PATIENCE_MILLIS * 1_000_000L) {
                throw new UserError("the Spark master at " + master + " gives no executor of "
                        + spark.getConf().get("spark.executor.memory", "1g") + " of memory within "
                        + PATIENCE_MILLIS / 1000
                        + " s: start workers, free some, or ask for less by spark.executor.memory");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted while waiting for the Spark master at " + master, e);
            }
        }
    }
}
