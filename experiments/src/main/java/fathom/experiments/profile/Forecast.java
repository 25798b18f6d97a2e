package fathom.experiments.profile;

import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Training;
import fathom.simd.random.RandomStream;

/**
 * How long a profile will take. Networks count with all their steps, though some will classify their samples before and stop.
 *
 * @param paces of this machine
 * @param matrices of this machine
 */
record Forecast(Paces paces, MatrixPaces matrices) {

    private static final int STEPS = 10;

    private static final RandomStream RANDOM = RandomStream.of(0, "profile forecast");

    /** A kind of piece. */
    private record Step(int depth, int inputs, int outputs, int width, int batch) {}

    Forecast(Paces paces) {
        this(paces, new MatrixPaces(paces));
    }

    /** The network and its students, with their looks at the validation part. */
    double seconds(NetworkCell cell) {
        double steps = NetworkCell.steps(cell.training());
        double looks = NetworkCell.looks(cell.training());
        Problem problem = cell.problem();
        double batch = cell.training().batch();
        double seconds = step(cell, cell.depth()) * (steps + Paces.FORWARDS * looks * problem.validated() / batch);
        for (int student : cell.students()) {
            seconds += step(cell, student)
                    * (steps + Paces.FORWARDS * looks * cell.training().unlabelled() / NetworkTrial.JUDGING / batch);
        }
        return seconds;
    }

    /** A factorisation for each ridge, and the kernel of the training part with all samples. */
    double seconds(KernelCell cell) {
        double n = cell.problem().training();
        return matrices.factorisation(
                        cell.ridges().size() * n * n * n / 3, cell.problem().training())
                + matrices.kernel(n * (cell.problem().n() - n / 2), cell.inputs(), cell.depth());
    }

    double seconds(SpectrumCell cell) {
        return matrices.factorisation(cell.cost(), cell.samples());
    }

    double seconds(ConditioningCell cell) {
        return matrices.factorisation(cell.cost(), cell.samples());
    }

    private double step(NetworkCell cell, int depth) {
        int batch = cell.training().batch();
        return paces.step(
                new Step(depth, cell.inputs(), cell.outputs(), cell.training().width(), batch),
                STEPS,
                () -> Network.initialised(NetworkTrial.architecture(cell, depth), Initialiser.GLOROT, RANDOM, batch),
                () -> Paces.noise(STEPS * batch, cell.inputs(), cell.outputs()),
                Training.of(Loss.SQUARED, 1, batch, 1).with(Optimiser.Adam.standard()));
    }
}
