package fathom.experiments.fractal;

import fathom.data.Dataset;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.Initialiser;
import fathom.nn.LayerwiseTraining;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Outcome;
import fathom.nn.Stopping;
import fathom.nn.Training;
import fathom.nn.TrainingResult;
import fathom.nn.TrainingRun;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/**
 * One training in the authors' setting: Adam on the hinge loss, truncated normal weights of deviation 1 / sqrt(fan-in), all biases alike,
 * points reshuffled each epoch.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record NetworkTrial(int threads) implements Trial<NetworkCell, NetworkResult>, Serializable {

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Points, and three copies of a network, with room to spare. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.training() + problem.validation() + problem.test();
        return points * 64
                + 4 * Network.bytes(architecture(cell, 2), cell.training().batch());
    }

    private static NetworkResult measure(NetworkCell cell) {
        Problem problem = cell.problem();
        Dataset points = problem.points("training", problem.training());
        Dataset validation = problem.points("validation", problem.validation());
        RandomStream random = RandomStream.of(problem.seed(), "fractal network");
        Network network = network(cell, points.dimension(), random);
        Best best = new Best(validation.inputs(), validation.targets(), network);
        String outcome = cell.procedure().equals(NetworkCell.JOINT)
                ? joint(cell, network, points, best, random)
                : layerwise(cell, network, points, best, random);

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

    private static String joint(NetworkCell cell, Network network, Dataset points, Best best, RandomStream random) {
        int steps = cell.training().steps();
        TrainingRun run = new TrainingRun(
                network, Batches.of(points.inputs(), points.targets()), settings(cell, steps), random.child("batches"));
        run.watch(cell.training().look(), best).watch(steps, Stopping.afterSteps(steps));
        while (!run.finished()) {
            run.epoch();
        }
        if (best.looks().isEmpty()) {
            best.take(network, 0);
        }
        return word(run.outcome());
    }

    /** As many steps in all as in joint training, the same for every layer; one look, at the end. */
    private static String layerwise(NetworkCell cell, Network network, Dataset points, Best best, RandomStream random) {
        List<TrainingResult> results = LayerwiseTraining.train(
                network,
                points.inputs(),
                points.targets(),
                settings(cell, cell.training().steps() / cell.depth()),
                Initialiser.TRUNCATED_NORMAL,
                random.child("layers"));
        best.take(network, cell.training().steps());
        return word(results.getLast().outcome());
    }

    private static String word(Outcome outcome) {
        return outcome == Outcome.DIVERGED ? "diverged" : "all steps";
    }

    static Training settings(NetworkCell cell, int steps) {
        int batch = cell.training().batch();
        int inEpoch = Math.ceilDiv(cell.problem().training(), batch);
        return Training.of(Loss.HINGE, cell.rate(), batch, Math.ceilDiv(steps, inEpoch))
                .with(Optimiser.Adam.standard())
                .withCheckEvery(0);
    }

    static Network network(NetworkCell cell, int dimension, RandomStream random) {
        return Network.initialised(
                architecture(cell, dimension),
                Initialiser.TRUNCATED_NORMAL,
                cell.training().bias(),
                random.child("weights"),
                cell.training().batch());
    }

    private static Architecture architecture(NetworkCell cell, int dimension) {
        return Architecture.fullyConnected(dimension, cell.depth(), cell.width(), 1);
    }
}
