package fathom.experiments.normalisedrelu;

import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * One training, epoch by epoch.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 * @param data the folder of published data sets; may be empty for a mixture
 * @param scratch where a training that takes long keeps what it has so far
 */
record NetworkTrial(int threads, String data, String scratch)
        implements Trial<NetworkCell, NetworkResult>, Serializable {

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** The published files, the examples, the network with its momentum, and a copy of it. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long examples = (long) problem.training() + problem.validation() + problem.test();
        return (problem.published() ? 200_000_000L : 0)
                + examples * problem.shape().size() * Float.BYTES
                + 2 * Network.bytes(cell.architecture(), cell.descent().batch());
    }

    private NetworkResult measure(NetworkCell cell) throws IOException {
        Path file = file(cell);
        Session session = Session.open(cell, Split.of(cell.problem(), data), file);
        session.finish(file);
        return session.result();
    }

    /** Where a cell's training is kept. */
    Path file(NetworkCell cell) {
        return Path.of(scratch).resolve(cell.label().replaceAll("[^A-Za-z0-9.-]+", "_") + ".checkpoint");
    }
}
