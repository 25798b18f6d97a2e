package fathom.experiments.profile.sample;

import fathom.data.Dataset;
import fathom.data.Task;
import fathom.simd.matrix.DoubleMatrix;
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
        DoubleMatrix answers = DoubleMatrix.widened(drawn.targets());
        if (!classification) {
            return new Samples(DoubleMatrix.widened(drawn.inputs()), List.of(), answers);
        }
        for (int i = 0; i < n; i++) {
            answers.set(i, 0, answers.get(i, 0) > 0 ? 1 : 0);
        }
        return new Samples(DoubleMatrix.widened(drawn.inputs()), SIGNS, answers);
    }

    @Override
    public Optional<DoubleMatrix> unlabelled(long seed, int n) {
        return Optional.of(DoubleMatrix.widened(task.inputs().sample(n, RandomStream.of(seed, "profile unlabelled"))));
    }
}
