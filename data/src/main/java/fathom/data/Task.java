package fathom.data;

import com.google.common.collect.ImmutableMap;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Map;

/**
 * What is to be learned, and from which inputs.
 *
 * @param target f
 * @param inputs the law of x, of the same dimension
 */
public record Task(Target target, InputDistribution inputs) {

    /** @throws IllegalArgumentException if target and inputs differ in dimension */
    public Task {
        if (target.dimension() != inputs.dimension()) {
            throw new IllegalArgumentException("the " + target.name() + " target needs inputs of " + target.dimension()
                    + " entries, and " + inputs.name() + " inputs have " + inputs.dimension());
        }
    }

    /**
     * The task that a text names, such as {@code local(k=3,d=40)}, {@code parity(k=5,d=128,p=0.6)} or {@code staircase}; keys that are
     * left out take the defaults that {@link #names} shows.
     *
     * @throws IllegalArgumentException in one sentence, if there is no such name or key or a value is out of its range
     */
    public static Task named(String text) {
        return TaskName.parse(text);
    }

    /** Every name with its keys and their defaults, as {@link #named} reads them, and what it stands for. */
    public static Map<String, String> names() {
        return TaskName.catalogue();
    }

    /** n inputs and, in an n x 1 matrix, the label +1 or -1 of each. */
    public Dataset labelled(int n, RandomStream stream) {
        FloatMatrix x = inputs.sample(n, stream);
        return new Dataset(x, target.labels(x), provenance("label", n, stream));
    }

    /** n labelled inputs of a seed; the first ones do not depend on n, so that {@link Dataset#slice} parts training from test. */
    public Dataset labelled(int n, long seed) {
        return labelled(n, RandomStream.of(seed, "samples"));
    }

    /** n inputs of a seed with their values. */
    public Dataset valued(int n, long seed) {
        return valued(n, RandomStream.of(seed, "samples"));
    }

    /** n inputs and, in an n x 1 matrix, the value f(x) of each, rounded to float. */
    public Dataset valued(int n, RandomStream stream) {
        FloatMatrix x = inputs.sample(n, stream);
        return new Dataset(x, target.values(x), provenance("value", n, stream));
    }

    private Provenance provenance(String kind, int n, RandomStream stream) {
        ImmutableMap<String, String> parameters = ImmutableMap.of(
                "target", target.name(),
                "targets", kind,
                "dimension", Integer.toString(target.dimension()),
                "samples", Integer.toString(n),
                "stream", Long.toString(stream.stream()));
        return new Provenance(inputs.name(), parameters, stream.seed());
    }
}
