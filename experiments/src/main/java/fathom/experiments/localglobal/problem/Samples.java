package fathom.experiments.localglobal.problem;

import fathom.data.GaussianInputs;
import fathom.data.GlobalTarget;
import fathom.data.LocalTarget;
import fathom.data.Target;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * The points of a problem: independent standard normal entries. They depend on the seed and the dimension alone, and the first n
 * of them not on how many there are.
 *
 * @param training N x d
 * @param test testPoints x d
 */
public record Samples(FloatMatrix training, FloatMatrix test) {

    public static Samples of(Problem problem) {
        RandomStream points = RandomStream.of(problem.seed(), "local-global").child("d = " + problem.d());
        GaussianInputs inputs = new GaussianInputs(problem.d());
        return new Samples(
                inputs.sample(problem.N(), points.child("training")),
                inputs.sample(problem.testPoints(), points.child("test")));
    }

    /** The target of that name. */
    public static Target target(String name, Problem problem) {
        return name.equals(Words.LOCAL)
                ? new LocalTarget(problem.k(), problem.d())
                : new GlobalTarget(problem.k(), problem.d());
    }
}
