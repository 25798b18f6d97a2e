package fathom.experiments.fractal;

import fathom.data.Dataset;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Classification;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.random.RandomStream;
import java.io.Serializable;

/**
 * One training in the authors' setting, on points of a fractal.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 * @param scratch where a training keeps what it has so far
 */
record NetworkTrial(int threads, String scratch) implements Trial<NetworkCell, NetworkResult>, Serializable {

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Points, and three copies of a network, with room to spare. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.training() + problem.validation() + problem.test();
        return points * 64
                + 4
                        * Network.bytes(
                                cell.fitting().architecture(2), cell.training().batch());
    }

    private NetworkResult measure(NetworkCell cell) {
        Problem problem = cell.problem();
        Fitting fitting = cell.fitting();
        boolean joint = cell.procedure().equals(NetworkCell.JOINT);
        Dataset points = problem.points("training", problem.training());
        Dataset validation = problem.points("validation", problem.validation());
        RandomStream random = RandomStream.of(problem.seed(), "fractal network");
        Network network = fitting.network(points.dimension(), random);
        Best best = new Best(validation.inputs(), validation.targets(), network, joint ? fitting.looks() : 1);
        Unfinished unfinished = Unfinished.of(scratch, cell);
        String outcome = joint
                ? fitting.joint(network, points.inputs(), points.targets(), best, random, unfinished)
                : fitting.layerwise(network, points.inputs(), points.targets(), best, random, unfinished);

        best.restore(network);
        Dataset test = problem.points("test", problem.test());
        return new NetworkResult(
                best.accuracy(),
                best.step(),
                1 - Classification.error(network, test.inputs(), test.targets()),
                best.looks().getLast(),
                outcome,
                best.looks(),
                cell.picture() == 0 ? "" : Region.of(network, cell.picture()));
    }
}
