package fathom.experiments.localglobal;

import module fathom.experiments;

/**
 * The points of a problem. Those of local and global targets are independent standard normal entries that depend on the seed and the dimension
 * alone, the first n of them not on how many there are. Points of the unit sphere are moved to the radius sqrt d, where all other inputs live,
 * so that one grid of learning rates serves all.
 *
 * @param training N x d
 * @param test testPoints x d
 */
public record TargetSamples(FloatMatrix training, FloatMatrix test) {

    /** Gaussian points. */
    public static TargetSamples of(TargetProblem problem) {
        return draw(
                new NamedTarget(Words.LOCAL, problem.k(), problem.d()).task(),
                problem,
                problem.stream("").child("d = " + problem.d()));
    }

    /** The points of a target. */
    public static TargetSamples of(String target, TargetProblem problem) {
        return problem.k() > 0 ? of(problem) : draw(Task.named(target), problem, problem.stream(""));
    }

    private static TargetSamples draw(Task task, TargetProblem problem, RandomStream points) {
        return new TargetSamples(
                draw(task, problem.N(), points.child("training")),
                draw(task, problem.testPoints(), points.child("test")));
    }

    private static FloatMatrix draw(Task task, int n, RandomStream stream) {
        FloatMatrix drawn = task.inputs().sample(n, stream);
        return task.inputs() instanceof SphereInputs ? UnitSphere.atRadius(drawn) : drawn;
    }

    /** The target of that name. */
    public static Target target(String name, TargetProblem problem) {
        return new NamedTarget(name, problem.k(), problem.d()).task().target();
    }
}
