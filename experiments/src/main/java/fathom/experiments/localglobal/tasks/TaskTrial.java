package fathom.experiments.localglobal.tasks;

import fathom.experiments.localglobal.training.Fit;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/**
 * One network on one task: its learning rate is chosen on a validation split, then it is trained again, from fresh weights, on all samples.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record TaskTrial(int threads) implements Trial<TaskCell, TaskResult>, Serializable {

    @Override
    public TaskResult run(TaskCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(TaskCell cell) {
        long points = (long) cell.N() + cell.testPoints();
        return points * (cell.dimension() + 8L) * Float.BYTES
                + 2
                        * Network.bytes(
                                Fit.architecture(cell.dimension(), cell.depth(), cell.training()),
                                cell.training().batch());
    }

    private static TaskResult measure(TaskCell cell) {
        TaskSamples samples = TaskSamples.of(cell.task(), cell.N(), cell.testPoints(), cell.seed());
        RandomStream random = RandomStream.of(cell.seed(), "local-global task network");
        List<Double> errors =
                Fit.validationErrors(cell.depth(), cell.training(), samples.training(), samples.labels(), random);
        double rate = Fit.best(errors, cell.training().rates());
        Fit fit = Fit.of(cell.depth(), cell.training(), samples.training(), samples.labels(), rate, random, "final");
        double constant = samples.constantError();
        return new TaskResult(
                fit.error(samples.test(), samples.truth(), constant),
                constant,
                rate,
                fit.outcome(),
                fit.result().epochs(),
                fit.result().trainingError());
    }
}
