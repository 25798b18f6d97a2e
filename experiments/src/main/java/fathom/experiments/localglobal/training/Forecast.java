package fathom.experiments.localglobal.training;

import fathom.experiments.protocol.Paces;
import fathom.nn.Architecture;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Training;
import fathom.simd.random.RandomStream;
import java.util.function.BiFunction;

/**
 * How long trainings will take.
 *
 * <pre>
 * (passes share + looks / 3) x pace of a step / batch
 * </pre>
 *
 * A training ends as soon as it classifies every sample; the share is that of its epochs that it needs.
 *
 * @param paces of this machine
 */
public record Forecast(Paces paces) {

    private static final int STEPS = 8;

    private static final RandomStream RANDOM = RandomStream.of(0, "local-global forecast");

    /** A kind of piece. */
    private record Step(Architecture architecture, int batch, Loss loss) {}

    /**
     * Of trainings with the same settings.
     *
     * @param passes rows that would pass in all their epochs
     * @param share of the epochs that they need
     * @param looks rows that pass forwards only
     */
    public double seconds(Search search, int inputs, int depth, double passes, double share, double looks) {
        double step = step(
                Fit.architecture(inputs, depth, search),
                search.batch(),
                search.lossFunction(),
                (architecture, random) -> Network.initialised(architecture, search.weights(), random, search.batch()));
        return (passes * share + Paces.FORWARDS * looks) / search.batch() * step;
    }

    /** Seconds of a step of gradient descent. */
    public double step(
            Architecture architecture, int batch, Loss loss, BiFunction<Architecture, RandomStream, Network> network) {
        return paces.step(
                new Step(architecture, batch, loss),
                STEPS,
                () -> network.apply(architecture, RANDOM),
                () -> Paces.noise(STEPS * batch, architecture.inputs(), 1),
                Training.of(loss, 1, batch, 1));
    }
}
