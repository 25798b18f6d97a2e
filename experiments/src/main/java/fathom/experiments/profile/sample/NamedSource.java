package fathom.experiments.profile.sample;

import fathom.data.Dataset;
import fathom.data.Task;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.Optional;

/**
 * A named target on inputs drawn afresh for every seed.
 *
 * @param task the target and the law of its inputs
 * @param classification whether its sign is asked for, and not its value
 */
public record NamedSource(Task task, boolean classification) implements Source {

    private static final List<String> SIGNS = List.of("-1", "+1");

    @Override
    public Samples samples(long seed, int n) {
        RandomStream stream = RandomStream.of(seed, "profile samples");
        Dataset drawn = classification ? task.labelled(n, stream) : task.valued(n, stream);
        DoubleMatrix answers = doubles(drawn.targets());
        if (!classification) {
            return new Samples(doubles(drawn.inputs()), List.of(), answers);
        }
        for (int i = 0; i < n; i++) {
            answers.set(i, 0, answers.get(i, 0) > 0 ? 1 : 0);
        }
        return new Samples(doubles(drawn.inputs()), SIGNS, answers);
    }

    @Override
    public Optional<DoubleMatrix> unlabelled(long seed, int n) {
        return Optional.of(doubles(task.inputs().sample(n, RandomStream.of(seed, "profile unlabelled"))));
    }

    private static DoubleMatrix doubles(FloatMatrix x) {
        DoubleMatrix doubles = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                doubles.set(i, j, x.get(i, j));
            }
        }
        return doubles;
    }
}
