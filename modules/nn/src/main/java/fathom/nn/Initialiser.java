package fathom.nn;

import fathom.simd.Elementwise;
import fathom.simd.Qr;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * How fresh weights are drawn, with mean 0; independent but for ORTHOGONAL. Biases are constant, 0 unless said otherwise, gains 1. All is
 * said of the weights that act, whatever the {@link Parameterisation}.
 *
 * <pre>
 * GLOROT            normal, variance 2 / (fanIn + fanOut)                          Glorot and Bengio 2010, the normal variant
 * GLOROT_UNIFORM    uniform in +-sqrt(6 / (fanIn + fanOut))                        the same, the uniform variant
 * HE                normal, variance w / fanIn                                     He et al. 2015
 * LECUN             normal, variance 1 / fanIn                                     LeCun et al. 1998
 * TRUNCATED_NORMAL  normal of deviation 1 / sqrt(fanIn), cut off at two deviations (its own deviation is then 0.880 of that)
 * UNIFORM           uniform in +-1 / (2 fanIn)                                     Malach and Shalev-Shwartz 2019, theorem 5
 * ORTHOGONAL        sqrt(w) Q, Q uniform among the matrices with orthonormal columns, or rows where there are more columns
 * NTK               normal, variance 1 in the first layer, w / fanIn in later ones
 * </pre>
 *
 * w = 1 / E phi(g)^2, g standard normal, for the activation phi that comes last before the layer, or else first after it (2 for a ReLU,
 * 1 where there is none). The fan-in of a convolution is the size of its window times its input channels, its fan-out the size of
 * its window times its output channels.
 *
 * <p>With NTK the outputs of a wide network are, over the draws, a Gaussian process whose kernel is the NNGP kernel of the default
 * conventions (S_0(x, x') = x.x', w, b = 0): it is meant for inputs of length 1.
 */
public enum Initialiser {
    /** Normal, variance 2 / (fanIn + fanOut). */
    GLOROT {
        @Override
        double variance(Fan fan) {
            return 2.0 / (fan.in + fan.out);
        }
    },

    /** Uniform in +-sqrt(6 / (fanIn + fanOut)). */
    GLOROT_UNIFORM {
        @Override
        void draw(FloatMatrix weight, Fan fan, RandomStream stream, double scale) {
            uniform(weight, stream, Math.sqrt(6.0 / (fan.in + fan.out)) * scale);
        }

        @Override
        double variance(Fan fan) {
            return 2.0 / (fan.in + fan.out);
        }
    },

    /** Normal, variance w / fanIn. */
    HE {
        @Override
        double variance(Fan fan) {
            return fan.gain / fan.in;
        }
    },

    /** Normal, variance 1 / fanIn. */
    LECUN {
        @Override
        double variance(Fan fan) {
            return 1 / fan.in;
        }
    },

    /** Normal of deviation 1 / sqrt(fanIn), cut off at two deviations. */
    TRUNCATED_NORMAL {
        @Override
        void draw(FloatMatrix weight, Fan fan, RandomStream stream, double scale) {
            stream.fillTruncatedNormal(weight, 0);
            Elementwise.scale((float) (Math.sqrt(1 / fan.in) * scale), weight);
        }

        @Override
        double variance(Fan fan) {
            return CUT_VARIANCE / fan.in;
        }
    },

    /** Uniform in +-1 / (2 fanIn). */
    UNIFORM {
        @Override
        void draw(FloatMatrix weight, Fan fan, RandomStream stream, double scale) {
            uniform(weight, stream, scale / (2 * fan.in));
        }

        @Override
        double variance(Fan fan) {
            return 1 / (12 * fan.in * fan.in);
        }
    },

    /** sqrt(w) Q. */
    ORTHOGONAL {
        @Override
        void draw(FloatMatrix weight, Fan fan, RandomStream stream, double scale) {
            FloatMatrix tall = weight.rows() >= weight.columns() ? weight : weight.transposed();
            DoubleMatrix normal = DoubleMatrix.zeros(tall.rows(), tall.columns());
            stream.fillNormal(normal, 0);
            DoubleMatrix q = Qr.orthonormal(normal);
            for (int i = 0; i < tall.rows(); i++) {
                for (int j = 0; j < tall.columns(); j++) {
                    tall.set(i, j, (float) (Math.sqrt(fan.gain) * scale * q.get(i, j)));
                }
            }
        }

        @Override
        double variance(Fan fan) {
            return fan.gain / Math.max(fan.in, fan.columns);
        }
    },

    /** Normal, variance 1 in the first layer, w / fanIn in later ones. */
    NTK {
        @Override
        double variance(Fan fan) {
            return fan.first ? 1 : fan.gain / fan.in;
        }
    };

    /** 1 - 4 p(2) / (2 P(2) - 1), the variance of a standard normal cut off at two deviations; p its density, P its distribution. */
    private static final double CUT_VARIANCE =
            1 - 4 * DoubleFunctions.normalDensity(2) / (2 * DoubleFunctions.normalCdf(2) - 1);

    /**
     * What a draw knows of its layer.
     *
     * @param in fan-in
     * @param out fan-out
     * @param columns of the matrix of weights
     * @param gain w
     * @param first whether no layer with weights comes before it
     */
    record Fan(double in, double out, double columns, double gain, boolean first) {}

    /** The variance of a weight. */
    abstract double variance(Fan fan);

    /** Overwrites {@code weight} with a draw times {@code scale}; normal numbers, where nothing else is said. */
    void draw(FloatMatrix weight, Fan fan, RandomStream stream, double scale) {
        normal(weight, stream, Math.sqrt(variance(fan)) * scale);
    }

    /**
     * The variance of an acting weight. In the last layer of MAXIMAL_UPDATE, where they begin smaller, it is that of the other
     * parameterisations.
     *
     * @param weight a tensor of {@code architecture} whose kind is WEIGHT
     */
    public double variance(Architecture architecture, Tensor weight) {
        return variance(architecture.fan(weight));
    }

    /**
     * Overwrites {@code parameters}: each weight from the stream's child of the tensor's name, each gain with 1, each bias of a layer with
     * weights with {@code bias} (as it acts), those of normalisations with 0.
     *
     * @param parameters as long as the architecture has parameters
     */
    void initialise(Architecture architecture, float[] parameters, double bias, RandomStream stream) {
        if (!Double.isFinite(bias)) {
            throw new IllegalArgumentException("biases begin at a finite number, not " + bias);
        }
        Parameterisation parameterisation = architecture.parameterisation();
        for (Tensor tensor : architecture.tensors()) {
            FloatMatrix view = tensor.of(parameters);
            int layer = tensor.layer();
            switch (tensor.kind()) {
                case WEIGHT -> {
                    Fan fan = architecture.fan(tensor);
                    double scale = parameterisation.initialScale(tensor.rows(), fan.first, architecture.last(layer));
                    draw(view, fan, stream.child(tensor.name()), scale / architecture.weightFactor(layer));
                }
                case BIAS ->
                    Elementwise.fill(
                            view,
                            architecture.nodes().get(layer).weighted()
                                    ? (float) (bias / architecture.biasFactor(layer))
                                    : 0);
                case GAIN -> Elementwise.fill(view, 1);
                case MEAN, VARIANCE -> throw new AssertionError(tensor + " is no parameter");
            }
        }
    }

    private static void normal(FloatMatrix weight, RandomStream stream, double deviation) {
        stream.fillNormal(weight, 0);
        Elementwise.scale((float) deviation, weight);
    }

    /** Uniform in +-limit. */
    private static void uniform(FloatMatrix weight, RandomStream stream, double limit) {
        stream.fillUniform(weight, 0);
        Elementwise.shift(-0.5f, weight);
        Elementwise.scale((float) (2 * limit), weight);
    }
}
