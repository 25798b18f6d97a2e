package fathom.experiments.localglobal.tasks;

import fathom.experiments.localglobal.problem.UnitSphere;
import fathom.experiments.localglobal.regression.KernelTrial;
import fathom.ntk.KernelRegression;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.io.Serializable;

/**
 * Regression of a task's labels with the kernel of an infinitely wide network, read by sign.
 *
 * <p>Inputs of a finite set may repeat, with the same label; without a ridge a kernel matrix with equal rows has no inverse, so repeated
 * training inputs are left out.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
record TaskKernelTrial(int threads) implements Trial<TaskKernelCell, TaskKernelResult>, Serializable {

    @Override
    public TaskKernelResult run(TaskKernelCell cell) throws Exception {
        return Parallelism.call(threads, () -> regress(cell));
    }

    static long bytes(TaskKernelCell cell) {
        return KernelRegression.bytes(cell.N(), cell.testPoints(), cell.dimension())
                + ((long) cell.N() + cell.testPoints()) * cell.dimension() * 12L;
    }

    private static TaskKernelResult regress(TaskKernelCell cell) {
        TaskSamples samples = TaskSamples.of(cell.task(), cell.N(), cell.testPoints(), cell.seed());
        int[] distinct = DistinctRows.of(samples.training());
        DoubleMatrix sides = DoubleMatrix.zeros(distinct.length, 1);
        FloatMatrix inputs = FloatMatrix.zeros(distinct.length, cell.dimension());
        for (int i = 0; i < distinct.length; i++) {
            sides.set(i, 0, samples.labels().get(distinct[i], 0));
            for (int j = 0; j < cell.dimension(); j++) {
                inputs.set(i, j, samples.training().get(distinct[i], j));
            }
        }
        DoubleMatrix predicted = KernelRegression.fit(
                        KernelTrial.kind(cell.kernel()),
                        KernelTrial.network(cell.kernel()),
                        cell.depth(),
                        UnitSphere.directions(inputs),
                        sides,
                        cell.ridge())
                .predict(UnitSphere.directions(samples.test()));
        int wrong = 0;
        for (int i = 0; i < predicted.rows(); i++) {
            wrong += predicted.get(i, 0) >= 0 == samples.truth().get(i, 0) > 0 ? 0 : 1;
        }
        return new TaskKernelResult((double) wrong / predicted.rows());
    }
}
