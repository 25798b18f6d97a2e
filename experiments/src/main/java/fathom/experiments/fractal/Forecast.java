package fathom.experiments.fractal;

import fathom.experiments.protocol.Pace;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long trainings will take, from a few steps of each kind of network, taken now. Nothing of it enters a result. */
final class Forecast {

    /** Steps between two looks at the clock. */
    private static final int STEPS = 50;

    private static final int IMAGE_STEPS = 2;

    private static final int MOST_CHANNELS = 16;

    /** Epochs of every kind of network at least. */
    private static final int EPOCHS = 3;

    /** Nanoseconds to spend at least on the first kind, on which the compiler warms up, and on every other. */
    private static final long COLD = 1_000_000_000;

    private static final long WARM = 300_000_000;

    private Forecast() {}

    /**
     * A training that is planned.
     *
     * @param inputs dimension of its points
     */
    record Planned(int inputs, Fitting fitting) {

        static Planned of(NetworkCell cell) {
            return new Planned(cell.problem().iterated().dimension(), cell.fitting());
        }

        static Planned of(LineCell cell) {
            return new Planned(1, cell.fitting());
        }

        private String kind() {
            return inputs + " " + fitting.depth() + " " + fitting.width();
        }
    }

    /** Seconds of processor time that these trainings take together. */
    static double seconds(List<Planned> trainings) {
        Map<String, Double> paces = new HashMap<>();
        double seconds = 0;
        for (Planned planned : trainings) {
            if (!paces.containsKey(planned.kind())) {
                paces.put(
                        planned.kind(),
                        Pace.secondsPerStep(run(planned), STEPS, EPOCHS, paces.isEmpty() ? COLD : WARM));
            }
            seconds += planned.fitting.training().steps() * paces.get(planned.kind());
        }
        return seconds;
    }

    /** The same for convolutional networks; those of many channels go by the operations of one with fewer. */
    static double imageSeconds(List<ImageCell> cells) {
        Map<ImageCell, Double> paces = new HashMap<>();
        double seconds = 0;
        for (ImageCell cell : cells) {
            ImageCell timed = cell.withChannels(Math.min(cell.channels(), MOST_CHANNELS));
            seconds += cell.cost() / timed.cost() * cell.steps() * paces.computeIfAbsent(timed, Forecast::imagePace);
        }
        return seconds;
    }

    private static double imagePace(ImageCell cell) {
        RandomStream random = RandomStream.of(0, "fractal forecast");
        Network network = Network.initialised(
                cell.architecture(), Initialiser.TRUNCATED_NORMAL, cell.bias(), random, cell.batch());
        FloatMatrix inputs = FloatMatrix.zeros(
                IMAGE_STEPS * cell.batch(), cell.architecture().inputs());
        random.fillNormal(inputs, 0);
        FloatMatrix targets = Classification.targets(
                new int[inputs.rows()], cell.architecture().outputs());
        Training settings = ImageTrial.settings(cell, inputs.rows());
        TrainingRun run = new TrainingRun(network, Batches.of(inputs, targets), settings, random);
        return Pace.secondsPerStep(run, IMAGE_STEPS, EPOCHS, WARM);
    }

    private static TrainingRun run(Planned planned) {
        RandomStream random = RandomStream.of(0, "fractal forecast");
        FloatMatrix inputs =
                FloatMatrix.zeros(STEPS * planned.fitting.training().batch(), planned.inputs);
        random.fillUniform(inputs, 0);
        FloatMatrix labels = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < labels.rows(); i++) {
            labels.set(i, 0, inputs.get(i, 0) < 0.5 ? -1 : 1);
        }
        return new TrainingRun(
                planned.fitting.network(planned.inputs, random),
                Batches.of(inputs, labels),
                planned.fitting.settings(Integer.MAX_VALUE, inputs.rows()),
                random.child("batches"));
    }
}
