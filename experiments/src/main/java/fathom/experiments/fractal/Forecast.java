package fathom.experiments.fractal;

import com.google.common.collect.ImmutableMap;
import fathom.data.Provenance;
import fathom.data.image.Images;
import fathom.experiments.protocol.Paces;
import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.simd.random.RandomStream;

/**
 * How long trainings will take: their steps, the rows at which they look, and the points that are drawn.
 *
 * <pre>
 * (steps + looks / (3 batch)) x pace of a step + points x pace of a point
 * </pre>
 *
 * @param paces of this machine
 */
record Forecast(Paces paces) {

    /** Steps between two looks at the clock. */
    private static final int STEPS = 50;

    private static final int IMAGE_STEPS = 2;

    /** Points drawn between two looks at the clock. */
    private static final int POINTS = 2000;

    private static final int MOST_CHANNELS = 16;

    private static final int IMAGE_BYTES = 3 * 32 * 32;

    private static final RandomStream RANDOM = RandomStream.of(0, "fractal forecast");

    /** A kind of piece. */
    private record Step(Architecture architecture, int batch) {}

    /** A kind of piece. */
    private record Points(String system, int d, int n, String curve) {}

    /** A kind of piece. */
    private record LinePoints(int curve, int n) {}

    double seconds(NetworkCell cell) {
        Problem problem = cell.problem();
        Fitting fitting = cell.fitting();
        int d = problem.iterated().dimension();
        double point = paces.seconds(
                        new Points(problem.system(), problem.d(), problem.n(), problem.curve()),
                        () -> () -> problem.points("forecast", POINTS))
                / POINTS;
        double points = (double) problem.training() + problem.validation() + problem.test();
        double looks = (double) problem.training() + problem.test() + (double) cell.picture() * cell.picture();
        boolean joint = cell.procedure().equals(NetworkCell.JOINT);
        return points * point
                + (joint
                        ? training(fitting, d, looks + (double) fitting.looks() * problem.validation())
                        : layers(fitting, d, looks + problem.validation()));
    }

    double seconds(LineCell cell) {
        double point = paces.seconds(
                        new LinePoints(cell.curve(), cell.n()),
                        () -> () -> cell.distribution().sample(POINTS, RANDOM))
                / POINTS;
        double looks = cell.points() + (double) cell.fitting().looks() * cell.validation();
        return ((double) cell.points() + cell.validation()) * point + training(cell.fitting(), 1, looks);
    }

    /** A convolutional network; one of many channels goes by the operations of one with fewer. */
    double seconds(ImageCell cell) {
        ImageCell timed = cell.withChannels(Math.min(cell.channels(), MOST_CHANNELS));
        int rows = IMAGE_STEPS * cell.batch();
        double step = paces.step(
                new Step(timed.architecture(), timed.batch()),
                IMAGE_STEPS,
                () -> Network.initialised(
                        timed.architecture(), Initialiser.TRUNCATED_NORMAL, timed.bias(), RANDOM, timed.batch()),
                () -> new ImageBatches(noise(rows), 0, rows, RANDOM),
                ImageTrial.settings(timed, rows));
        return cell.cost() / timed.cost() * cell.steps() * step;
    }

    private double training(Fitting fitting, int inputs, double looks) {
        NetworkCell.Training training = fitting.training();
        return (training.steps() + Paces.FORWARDS * looks / training.batch()) * step(fitting, inputs);
    }

    /** Each layer in turn, with a readout of its own and a share of the steps; only the last look is at all layers. */
    private double layers(Fitting fitting, int inputs, double looks) {
        Fitting one = new Fitting(fitting.training(), fitting.rate(), 1, fitting.width());
        double steps = (double) fitting.training().steps() / fitting.depth();
        double first = step(one, inputs);
        double later = fitting.depth() == 1 ? 0 : step(one, fitting.width());
        double layers = first + (fitting.depth() - 1) * later;
        return (steps + Paces.FORWARDS * looks / fitting.training().batch()) * layers;
    }

    private double step(Fitting fitting, int inputs) {
        int batch = fitting.training().batch();
        return paces.step(
                new Step(fitting.architecture(inputs), batch),
                STEPS,
                () -> fitting.network(inputs, RANDOM),
                () -> Paces.noise(STEPS * batch, inputs, 1),
                fitting.settings(STEPS, STEPS * batch));
    }

    /** Images whose pixels are of no matter, since those of files cost as much. */
    private static Images noise(int count) {
        byte[] pixels = new byte[count * IMAGE_BYTES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Images(3, 32, 32, pixels, new byte[count], new Provenance("noise", ImmutableMap.of(), 0));
    }
}
