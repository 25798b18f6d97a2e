package fathom.experiments.profile;

import fathom.experiments.protocol.Pace;
import fathom.nn.Batches;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.ntk.ReluKernels;
import fathom.simd.Cholesky;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a profile will take, from a few steps of each network and a factorisation, taken now. Nothing of it enters a result.
 *
 * <p>Networks count with all their steps, though some will classify their samples before and stop.
 */
final class Forecast {

    private static final int STEPS = 10;

    /** Rows of what is factorised; more are as fast, nearly. */
    private static final int FACTORISED = 1024;

    private static final RandomStream RANDOM = RandomStream.of(0, "profile forecast");

    private final Pace pace;
    private final List<Double> seconds = new ArrayList<>();

    Forecast(Pace pace) {
        this.pace = pace;
    }

    /** The time of each trial. */
    List<Double> seconds() {
        return seconds;
    }

    /** Adds trials. */
    void networks(List<NetworkCell> cells) {
        Map<Integer, Double> paces = new HashMap<>();
        for (NetworkCell cell : cells) {
            double step = paces.computeIfAbsent(cell.depth(), depth -> step(cell, depth));
            for (int student : cell.students()) {
                step += paces.computeIfAbsent(student, depth -> step(cell, depth));
            }
            seconds.add(NetworkCell.steps(cell.training()) * step);
        }
    }

    /**
     * Adds trials that go by the speed of a factorisation, nearly.
     *
     * @param operations of each
     * @param samples of the training part
     */
    void matrices(List<Double> operations, int samples, int inputs) {
        if (operations.isEmpty()) {
            return;
        }
        int n = Math.min(FACTORISED, samples);
        double factorisation = pace.seconds(() -> {
            DoubleMatrix gram = gram(n, inputs);
            DoubleMatrix factor = gram.copy();
            return () -> {
                Elementwise.copy(gram, factor);
                Cholesky.factorise(factor);
            };
        });
        double one = (double) n * n * n / 3;
        operations.forEach(count -> seconds.add(count / one * factorisation));
    }

    private double step(NetworkCell cell, int depth) {
        int batch = cell.training().batch();
        FloatMatrix inputs = FloatMatrix.zeros(STEPS * batch, cell.inputs());
        RANDOM.fillNormal(inputs, 0);
        FloatMatrix targets = FloatMatrix.zeros(STEPS * batch, cell.outputs());
        RANDOM.fillNormal(targets, (long) STEPS * batch * cell.inputs());
        return pace.secondsPerStep(
                () -> new TrainingRun(
                        Network.initialised(NetworkTrial.architecture(cell, depth), Initialiser.GLOROT, RANDOM, batch),
                        Batches.of(inputs, targets),
                        Training.of(Loss.SQUARED, 1e-6, batch, Integer.MAX_VALUE)
                                .with(Optimiser.Adam.standard()),
                        RANDOM.child("batches")),
                STEPS);
    }

    /** Of one hidden layer on noise. */
    private static DoubleMatrix gram(int n, int inputs) {
        DoubleMatrix noise = DoubleMatrix.zeros(n, inputs);
        RANDOM.fillNormal(noise, 0);
        String name = Limits.NAMES.getFirst();
        return ReluKernels.of(Limits.kind(name), Limits.network(name, inputs), 1)
                .gram(noise);
    }
}
