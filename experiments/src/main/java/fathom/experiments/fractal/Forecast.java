package fathom.experiments.fractal;

import com.google.common.collect.ImmutableMap;
import fathom.data.Provenance;
import fathom.data.image.Images;
import fathom.experiments.protocol.Pace;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long trainings will take, from a few steps of each kind of network, taken now. Nothing of it enters a result.
 *
 * @param pace of this machine
 */
record Forecast(Pace pace) {

    /** Steps between two looks at the clock. */
    private static final int STEPS = 50;

    private static final int IMAGE_STEPS = 2;

    private static final int MOST_CHANNELS = 16;

    private static final int IMAGE_BYTES = 3 * 32 * 32;

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

    /** Seconds of each training; convolutional networks of many channels go by the operations of one with fewer. */
    List<Double> seconds(List<Planned> trainings, List<ImageCell> images) {
        Map<String, Double> paces = new HashMap<>();
        List<Double> seconds = new ArrayList<>();
        for (Planned planned : trainings) {
            double step = paces.computeIfAbsent(planned.kind(), kind -> pace.secondsPerStep(() -> run(planned), STEPS));
            seconds.add(planned.fitting.training().steps() * step);
        }
        Map<Architecture, Double> imagePaces = new HashMap<>();
        for (ImageCell cell : images) {
            ImageCell timed = cell.withChannels(Math.min(cell.channels(), MOST_CHANNELS));
            double step = imagePaces.computeIfAbsent(
                    timed.architecture(), kind -> pace.secondsPerStep(() -> run(timed), IMAGE_STEPS));
            seconds.add(cell.cost() / timed.cost() * cell.steps() * step);
        }
        return seconds;
    }

    private static TrainingRun run(ImageCell cell) {
        RandomStream random = RandomStream.of(0, "fractal forecast");
        Network network = Network.initialised(
                cell.architecture(), Initialiser.TRUNCATED_NORMAL, cell.bias(), random, cell.batch());
        int rows = IMAGE_STEPS * cell.batch();
        return new TrainingRun(
                network,
                new ImageBatches(noise(rows), 0, rows, random),
                ImageTrial.settings(cell, rows).withMaxEpochs(Integer.MAX_VALUE),
                random);
    }

    /** Images whose pixels are of no matter, since those of files cost as much. */
    private static Images noise(int count) {
        byte[] pixels = new byte[count * IMAGE_BYTES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Images(3, 32, 32, pixels, new byte[count], new Provenance("noise", ImmutableMap.of(), 0));
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
