package fathom.experiments.localglobal.tasks;

import fathom.data.SphereInputs;
import fathom.data.Task;
import fathom.experiments.localglobal.problem.UnitSphere;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Points and labels of a task; points of the unit sphere are moved to the radius sqrt d, where all other inputs live, so that one grid of
 * learning rates serves all.
 */
record TaskSamples(FloatMatrix training, FloatMatrix labels, FloatMatrix test, FloatMatrix truth) {

    static TaskSamples of(String name, int samples, int testPoints, long seed) {
        Task task = Task.named(name);
        RandomStream points = RandomStream.of(seed, "local-global task");
        FloatMatrix training = points(task, samples, points.child("training"));
        FloatMatrix test = points(task, testPoints, points.child("test"));
        return new TaskSamples(
                training, task.target().labels(training), test, task.target().labels(test));
    }

    private static FloatMatrix points(Task task, int n, RandomStream stream) {
        FloatMatrix drawn = task.inputs().sample(n, stream);
        return task.inputs() instanceof SphereInputs ? UnitSphere.atRadius(drawn) : drawn;
    }

    /** The error of always answering the test points' more frequent class. */
    double constantError() {
        int positive = 0;
        for (int i = 0; i < truth.rows(); i++) {
            positive += truth.get(i, 0) > 0 ? 1 : 0;
        }
        return (double) Math.min(positive, truth.rows() - positive) / truth.rows();
    }
}
