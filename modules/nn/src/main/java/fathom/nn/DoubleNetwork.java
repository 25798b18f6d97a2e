package fathom.nn;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The slow twin of {@link Network}: the same function and the same derivative in double, formula by formula. It is the
 * definition; tests hold it against finite differences, and the fast network against it.
 */
public final class DoubleNetwork {

    private final Architecture architecture;
    private final double[] parameters;

    /**
     * @param parameters in the order of {@link Architecture#tensors}; shared, not copied
     * @throws IllegalArgumentException if their number is not the architecture's
     */
    public DoubleNetwork(Architecture architecture, double[] parameters) {
        if (parameters.length != architecture.parameters()) {
            throw new IllegalArgumentException(
                    "this architecture has " + architecture.parameters() + " parameters, not " + parameters.length);
        }
        this.architecture = architecture;
        this.parameters = parameters;
    }

    /** The twin of {@code network} as it is now: a copy of its parameters, which every double holds exactly. */
    public static DoubleNetwork of(Network network) {
        double[] parameters = new double[network.parameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
        }
        return new DoubleNetwork(network.architecture(), parameters);
    }

    /** All parameters; not a copy: writing to it changes the network. */
    public double[] parameters() {
        return parameters;
    }

    /**
     * The network's outputs.
     *
     * @param x n x inputs
     * @return n x outputs, fresh
     */
    public DoubleMatrix forward(DoubleMatrix x) {
        DoubleMatrix[] values = values(x);
        return values[values.length - 1];
    }

    /**
     * What every layer reads, and last the outputs: A_0 = x, A_{i+1} = layer i of A_i.
     *
     * @param x n x inputs
     */
    public DoubleMatrix[] values(DoubleMatrix x) {
        if (x.columns() != architecture.inputs()) {
            throw new ShapeMismatchException("inputs are " + x.shape() + ", but this network takes rows of "
                    + architecture.inputs() + ": they must be n x " + architecture.inputs());
        }
        DoubleMatrix[] values = new DoubleMatrix[architecture.layers().size() + 1];
        values[0] = x;
        for (int i = 0; i + 1 < values.length; i++) {
            values[i + 1] = forward(i, values[i]);
        }
        return values;
    }

    /** (1/n) sum_i sum_j l(f_j(x_i), y_ij). */
    public double loss(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        DoubleMatrix outputs = forward(x);
        double sum = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            for (int j = 0; j < outputs.columns(); j++) {
                sum += loss.value(outputs.get(i, j), targets.get(i, j));
            }
        }
        return sum / outputs.rows();
    }

    /** The derivative of {@link #loss} by every parameter, by the chain rule from the last layer to the first. */
    public double[] gradient(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        double[] gradient = new double[parameters.length];
        DoubleMatrix[] values = values(x);
        int last = values.length - 1;
        DoubleMatrix slope = DoubleMatrix.zeros(x.rows(), architecture.outputs());
        for (int i = 0; i < slope.rows(); i++) {
            for (int j = 0; j < slope.columns(); j++) {
                slope.set(i, j, loss.slope(values[last].get(i, j), targets.get(i, j)) / x.rows());
            }
        }
        for (int i = last - 1; i >= 0; i--) {
            slope = backward(i, values[i], slope, gradient);
        }
        return gradient;
    }

    private DoubleMatrix forward(int layer, DoubleMatrix in) {
        return switch (architecture.layers().get(layer)) {
            case Dense _ ->
                dense(in, tensor(layer, Tensor.Kind.WEIGHT, parameters), tensor(layer, Tensor.Kind.BIAS, parameters));
            case Activated(Activation _) -> relu(in);
        };
    }

    /** Writes the layer's share of {@code gradient} and returns the derivative by the layer's input. */
    private DoubleMatrix backward(int layer, DoubleMatrix in, DoubleMatrix slope, double[] gradient) {
        return switch (architecture.layers().get(layer)) {
            case Dense _ -> {
                weightGradient(in, slope, tensor(layer, Tensor.Kind.WEIGHT, gradient));
                biasGradient(slope, tensor(layer, Tensor.Kind.BIAS, gradient));
                yield inputGradient(slope, tensor(layer, Tensor.Kind.WEIGHT, parameters));
            }
            case Activated(Activation _) -> reluGradient(in, slope);
        };
    }

    private DoubleMatrix tensor(int layer, Tensor.Kind kind, double[] array) {
        for (Tensor tensor : architecture.tensors()) {
            if (tensor.layer() == layer && tensor.kind() == kind) {
                return tensor.of(array);
            }
        }
        throw new IllegalStateException("layer " + layer + " has no " + kind);
    }

    /** z_ij = b_j + sum_k a_ik w_kj. */
    private static DoubleMatrix dense(DoubleMatrix a, DoubleMatrix w, DoubleMatrix b) {
        DoubleMatrix z = DoubleMatrix.zeros(a.rows(), w.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                double sum = b.get(0, j);
                for (int k = 0; k < w.rows(); k++) {
                    sum += a.get(i, k) * w.get(k, j);
                }
                z.set(i, j, sum);
            }
        }
        return z;
    }

    /** dw_kj = sum_i a_ik dz_ij. */
    private static void weightGradient(DoubleMatrix a, DoubleMatrix dz, DoubleMatrix dw) {
        for (int k = 0; k < dw.rows(); k++) {
            for (int j = 0; j < dw.columns(); j++) {
                double sum = 0;
                for (int i = 0; i < a.rows(); i++) {
                    sum += a.get(i, k) * dz.get(i, j);
                }
                dw.set(k, j, sum);
            }
        }
    }

    /** db_j = sum_i dz_ij. */
    private static void biasGradient(DoubleMatrix dz, DoubleMatrix db) {
        for (int j = 0; j < dz.columns(); j++) {
            double sum = 0;
            for (int i = 0; i < dz.rows(); i++) {
                sum += dz.get(i, j);
            }
            db.set(0, j, sum);
        }
    }

    /** da_ik = sum_j dz_ij w_kj. */
    private static DoubleMatrix inputGradient(DoubleMatrix dz, DoubleMatrix w) {
        DoubleMatrix da = DoubleMatrix.zeros(dz.rows(), w.rows());
        for (int i = 0; i < da.rows(); i++) {
            for (int k = 0; k < da.columns(); k++) {
                double sum = 0;
                for (int j = 0; j < dz.columns(); j++) {
                    sum += dz.get(i, j) * w.get(k, j);
                }
                da.set(i, k, sum);
            }
        }
        return da;
    }

    /** a_ij = max(0, z_ij). */
    private static DoubleMatrix relu(DoubleMatrix z) {
        DoubleMatrix a = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                a.set(i, j, Math.max(0, z.get(i, j)));
            }
        }
        return a;
    }

    /** dz_ij = da_ij where z_ij > 0, else 0. */
    private static DoubleMatrix reluGradient(DoubleMatrix z, DoubleMatrix da) {
        DoubleMatrix dz = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                dz.set(i, j, z.get(i, j) > 0 ? da.get(i, j) : 0);
            }
        }
        return dz;
    }
}
