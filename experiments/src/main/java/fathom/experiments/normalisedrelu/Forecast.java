package fathom.experiments.normalisedrelu;

import fathom.experiments.protocol.Pace;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long trainings will take, from a few steps of each kind of network, taken now. Nothing of it enters a result. */
final class Forecast {

    /** Wider networks are estimated from one of this width, by their multiplications. */
    private static final int WIDEST = 512;

    private static final int STEPS = 4;

    /** Epochs of the first kind of network, in which the compiler warms up, and the least of every other. */
    private static final int COLD = 40;

    private static final int WARM = 6;

    /** Nanoseconds to spend on every kind at least. */
    private static final long SPENT = 100_000_000;

    private static final double RATE = 1e-6;

    private Forecast() {}

    /** Seconds of processor time that these trainings take together. */
    static double seconds(List<NetworkCell> cells) {
        Map<String, Double> paces = new HashMap<>();
        double seconds = 0;
        for (NetworkCell cell : cells) {
            if (!paces.containsKey(cell.kind())) {
                paces.put(cell.kind(), secondsPerStep(cell, paces.isEmpty() ? COLD : WARM));
            }
            Problem problem = cell.problem();
            // A look passes forwards only, which is about a third of a step.
            double looks = (2.0 * problem.test() + problem.validation()) / 3;
            double examples = (problem.training() + looks) * cell.descent().epochs();
            seconds += examples / cell.descent().batch() * paces.get(cell.kind());
        }
        return seconds;
    }

    private static double secondsPerStep(NetworkCell cell, int least) {
        Body body = cell.body();
        Body narrow = new Body(body.kind(), body.depth(), Math.min(body.width(), WIDEST));
        NetworkCell timed = new NetworkCell(cell.problem(), cell.network(), narrow, RATE, cell.descent());
        int batch = cell.descent().batch();
        RandomStream random = RandomStream.of(0, "normalised-relu forecast");
        FloatMatrix inputs =
                FloatMatrix.zeros(STEPS * batch, cell.problem().shape().size());
        random.fillNormal(inputs, 0);
        TrainingRun run = new TrainingRun(
                Session.network(timed),
                Batches.of(inputs, Classification.targets(new int[inputs.rows()], Problem.CLASSES)),
                timed.settings(inputs.rows()).withMaxEpochs(Integer.MAX_VALUE),
                random);
        return Pace.secondsPerStep(run, STEPS, least, SPENT) * (cell.multiplications() / timed.multiplications());
    }
}
