package fathom.experiments.normalisedrelu;

import fathom.experiments.protocol.Pace;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long trainings will take, from a few steps of each kind of network, taken now. Nothing of it enters a result. */
final class Forecast {

    /** Wider networks are estimated from one of this width, by their multiplications. */
    private static final int WIDEST = 512;

    private static final int STEPS = 4;

    private static final double RATE = 1e-6;

    private Forecast() {}

    /** Seconds that each of these trainings takes. */
    static List<Double> seconds(List<NetworkCell> cells, Pace pace) {
        Map<String, Double> paces = new HashMap<>();
        List<Double> seconds = new ArrayList<>();
        for (NetworkCell cell : cells) {
            double step = paces.computeIfAbsent(cell.kind(), kind -> secondsPerStep(cell, pace));
            Problem problem = cell.problem();
            // A look passes forwards only, which is about a third of a step.
            double looks = (2.0 * problem.test() + problem.validation()) / 3;
            double examples = (problem.training() + looks) * cell.descent().epochs();
            seconds.add(examples / cell.descent().batch() * step);
        }
        return seconds;
    }

    private static double secondsPerStep(NetworkCell cell, Pace pace) {
        Body body = cell.body();
        Body narrow = new Body(body.kind(), body.depth(), Math.min(body.width(), WIDEST));
        NetworkCell timed = new NetworkCell(cell.problem(), cell.network(), narrow, RATE, cell.descent());
        int batch = cell.descent().batch();
        RandomStream random = RandomStream.of(0, "normalised-relu forecast");
        FloatMatrix inputs =
                FloatMatrix.zeros(STEPS * batch, cell.problem().shape().size());
        random.fillNormal(inputs, 0);
        FloatMatrix targets = Classification.targets(new int[inputs.rows()], Problem.CLASSES);
        return pace.secondsPerStep(
                        () -> new TrainingRun(
                                Session.network(timed),
                                Batches.of(inputs, targets),
                                timed.settings(inputs.rows()).withMaxEpochs(Integer.MAX_VALUE),
                                random),
                        STEPS)
                * (cell.multiplications() / timed.multiplications());
    }
}
