package fathom.experiments.fractal;

import fathom.data.Dataset;
import fathom.data.fractal.CantorDistribution;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;

/**
 * A training on the line, in the setting of the trainings in the plane; inputs are moved from [0, 1] to [-1, 1].
 *
 * @param threads how many threads a kernel may use; no result depends on it
 * @param scratch where a training keeps what it has so far
 */
record LineTrial(int threads, String scratch) implements Trial<LineCell, LineResult>, Serializable {

    @Override
    public LineResult run(LineCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    private LineResult measure(LineCell cell) {
        CantorDistribution cantor = cell.distribution();
        Fitting fitting = cell.fitting();
        RandomStream random = RandomStream.of(cell.seed(), "fractal line");
        Dataset validation = cantor.sample(cell.validation(), random.child("validation"));
        Network network = fitting.network(1, random);
        Best best = new Best(moved(validation.inputs()), validation.targets(), network, fitting.looks());
        Dataset points = cantor.sample(cell.points(), random.child("training"));
        fitting.joint(network, moved(points.inputs()), points.targets(), best, random, Unfinished.of(scratch, cell));
        best.restore(network);
        LineNetwork line = LineNetwork.of(network);
        LineDecision decision = LineDecision.of(line);
        return new LineResult(
                best.accuracy(), best.step(), decision.accuracy(cantor), line.regions(-1, 1), decision.positive());
    }

    /** From [0, 1] to [-1, 1]. */
    private static FloatMatrix moved(FloatMatrix inputs) {
        FloatMatrix moved = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < inputs.rows(); i++) {
            moved.set(i, 0, 2 * inputs.get(i, 0) - 1);
        }
        return moved;
    }
}
