package fathom.nn;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * How fresh weights are drawn: independent, normal, mean 0. Biases start at zero. The variance is that of the
 * weights that act, whatever the {@link Parameterisation}.
 *
 * <pre>
 * GLOROT   Var W = 2 / (fanIn + fanOut)                          Glorot and Bengio 2010, the normal variant
 * HE       Var W = 2 / fanIn                                     He et al. 2015
 * NTK      Var W = 1 in the first layer, 2 / fanIn in later ones
 * </pre>
 *
 * With NTK the outputs of a wide ReLU network are, over the draws, a Gaussian process whose kernel is the NNGP kernel of the
 * default conventions (S_0(x, x') = x.x', w = 2, b = 0): it is meant for inputs of length 1.
 */
public enum Initialiser {
    /** Var W = 2 / (fanIn + fanOut). */
    GLOROT {
        @Override
        double variance(Tensor weight, boolean first) {
            return 2.0 / ((double) weight.rows() + weight.columns());
        }
    },

    /** Var W = 2 / fanIn. */
    HE {
        @Override
        double variance(Tensor weight, boolean first) {
            return 2.0 / weight.rows();
        }
    },

    /** Var W = 1 in the first layer, 2 / fanIn in later ones. */
    NTK {
        @Override
        double variance(Tensor weight, boolean first) {
            return first ? 1 : 2.0 / weight.rows();
        }
    };

    /** The variance of each element of {@code weight}. */
    abstract double variance(Tensor weight, boolean first);

    /**
     * Overwrites {@code parameters}: each weight from the stream's child of the tensor's name, each gain with 1, each bias with 0.
     *
     * @param parameters as long as the architecture has parameters
     */
    void initialise(Architecture architecture, float[] parameters, RandomStream stream) {
        Parameterisation parameterisation = architecture.parameterisation();
        for (Tensor tensor : architecture.tensors()) {
            FloatMatrix view = tensor.of(parameters);
            switch (tensor.kind()) {
                case WEIGHT -> {
                    stream.child(tensor.name()).fillNormal(view, 0);
                    boolean first = architecture.first(tensor.layer());
                    double acting = Math.sqrt(variance(tensor, first))
                            * parameterisation.initialScale(tensor.rows(), first, architecture.last(tensor.layer()));
                    Elementwise.scale((float) (acting / architecture.weightFactor(tensor.layer())), view);
                }
                case GAIN -> Elementwise.fill(view, 1);
                case BIAS -> Elementwise.fill(view, 0);
            }
        }
    }
}
