package fathom.experiments.localglobal;

import fathom.data.Target;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Samples;
import fathom.experiments.localglobal.stability.Stability;
import fathom.experiments.localglobal.training.Fit;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/**
 * One network: its learning rate is chosen on a validation split, then it is trained again, from fresh weights, on all samples.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record NetworkTrial(int threads) implements Trial<NetworkCell, NetworkResult>, Serializable {

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Samples and their labels, a network with its gradient, and the training error's outputs, with room to spare. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.N() + problem.testPoints();
        return points * (problem.d() + 8L) * Float.BYTES
                + 2
                        * Network.bytes(
                                Fit.architecture(problem.d(), cell.depth(), cell.training()),
                                cell.training().batch());
    }

    private static NetworkResult measure(NetworkCell cell) {
        Problem problem = cell.problem();
        Samples samples = Samples.of(problem);
        FloatMatrix inputs = samples.training();
        Target target = Samples.target(cell.target(), problem);
        FloatMatrix labels = target.labels(inputs);
        RandomStream random = RandomStream.of(problem.seed(), "local-global network");

        List<Double> errors = Fit.validationErrors(cell.depth(), cell.training(), inputs, labels, random);
        double rate = Fit.best(errors, cell.training().rates());
        Fit fit = Fit.of(cell.depth(), cell.training(), inputs, labels, rate, random, "final");
        return new NetworkResult(
                fit.error(samples.test(), target.labels(samples.test()), Fit.CHANCE),
                rate,
                fit.outcome(),
                fit.result().epochs(),
                fit.result().trainingError(),
                errors,
                fit.diverged() ? List.of() : stability(cell, fit.network(), samples.test()));
    }

    private static List<Stability> stability(NetworkCell cell, Network network, FloatMatrix points) {
        RandomStream random = RandomStream.of(cell.problem().seed(), "local-global perturbations");
        return cell.perturbations().stream()
                .map(length ->
                        Stability.of(network, Samples.target(cell.target(), cell.problem()), points, length, random))
                .toList();
    }
}
