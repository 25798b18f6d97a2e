package fathom.data;

import com.google.common.collect.ImmutableMap;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/** Data sets with Gaussian inputs and noiseless targets. */
public final class Datasets {

    private Datasets() {}

    /** n Gaussian inputs and, in an n x 1 matrix, the label +1 or -1 of each. */
    public static Dataset labelled(Target target, int n, RandomStream stream) {
        FloatMatrix inputs = GaussianInputs.sample(n, target.dimension(), stream);
        return new Dataset(inputs, labels(target, inputs), provenance(target, "label", n, stream));
    }

    /** n Gaussian inputs and, in an n x 1 matrix, the value f(x) of each, rounded to float. */
    public static Dataset valued(Target target, int n, RandomStream stream) {
        FloatMatrix inputs = GaussianInputs.sample(n, target.dimension(), stream);
        return new Dataset(inputs, values(target, inputs), provenance(target, "value", n, stream));
    }

    /** The labels +1 and -1 of inputs that are there already: n x 1. */
    public static FloatMatrix labels(Target target, FloatMatrix inputs) {
        FloatMatrix labels = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < inputs.rows(); i++) {
            labels.set(i, 0, target.label(inputs, i));
        }
        return labels;
    }

    /** The values f(x), rounded to float, of inputs that are there already: n x 1. */
    public static FloatMatrix values(Target target, FloatMatrix inputs) {
        FloatMatrix values = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < inputs.rows(); i++) {
            values.set(i, 0, (float) target.value(inputs, i));
        }
        return values;
    }

    private static Provenance provenance(Target target, String kind, int n, RandomStream stream) {
        ImmutableMap<String, String> parameters = ImmutableMap.of(
                "target", target.name(),
                "targets", kind,
                "dimension", Integer.toString(target.dimension()),
                "samples", Integer.toString(n),
                "stream", Long.toString(stream.stream()));
        return new Provenance("gaussian", parameters, stream.seed());
    }
}
