package fathom.ntk;

/**
 * What becomes of a parameterisation as hidden widths n grow: the factors rho and tau of {@link InfiniteLayer.Dense}, for weights that act
 * with variance w / fanIn (of the first layer: with variance s, d being the number of inputs).
 *
 * <pre>
 *                  first layer              hidden and last layers            tangent kernel
 * TANGENT          rho = s,    tau = b      rho = w,        tau = b           as it is
 * UNIT             rho = 1/d,  tau = 1      rho = 1,        tau = 1           as it is
 * STANDARD         rho = 1,    tau = 1      rho = fan-in,   tau = 1           grows with n; divided by n it has a limit
 * MAXIMAL_UPDATE   rho = 1,    tau = 1      rho = 1,        tau = 1           of the initial network alone
 * </pre>
 *
 * TANGENT is this library's convention: parameters of variance 1, all factors before them. UNIT has weights as drawn, of variance w,
 * divided by the root of the fan-in, and biases as drawn. With STANDARD weights act as stored; layers then count as their fan-ins,
 * and under a learning rate eta / n those of the weights behind the first layer remain: T / n with rho = fan-in / n and, in the limit, rho = tau
 * = 0 elsewhere (Sohl-Dickstein et al. 2020). Finite fan-ins n_l may be given as they are; the kernel is then the leading order of a
 * network of these widths, first layer and biases included.
 *
 * <p>MAXIMAL_UPDATE, mean-field for one hidden layer, begins with outputs of variance w / n, so its covariance kernel S_L is 0 in the
 * limit: what {@link LayeredKernels} calls NNGP is n times the covariance of the outputs. Its tangent kernel at the start has the limit
 * above. It moves from the first step on, by as much as it is large: no kernel describes the trained network, and none is offered for it.
 *
 * <p>Gains and shifts of a layer normalisation have the rate 1 in all but MAXIMAL_UPDATE, where it is 0.
 */
public enum WidthLimit {
    /** Parameters of variance 1: rho = w, tau = b. */
    TANGENT {
        @Override
        public InfiniteLayer.Dense first(double weightVariance, double biasVariance, int inputs) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance);
        }

        @Override
        public InfiniteLayer.Dense later(double weightVariance, double biasVariance, double fanIn) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance);
        }
    },

    /** Weights of variance w over the root of the fan-in. */
    UNIT {
        @Override
        public InfiniteLayer.Dense first(double weightVariance, double biasVariance, int inputs) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, 1.0 / inputs, 1);
        }

        @Override
        public InfiniteLayer.Dense later(double weightVariance, double biasVariance, double fanIn) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, 1, 1);
        }
    },

    /** Weights as they act. */
    STANDARD {
        @Override
        public InfiniteLayer.Dense first(double weightVariance, double biasVariance, int inputs) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, 1, 1);
        }

        @Override
        public InfiniteLayer.Dense later(double weightVariance, double biasVariance, double fanIn) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, fanIn, 1);
        }
    },

    /** Features that move; the kernel of the start. */
    MAXIMAL_UPDATE {
        @Override
        public InfiniteLayer.Dense first(double weightVariance, double biasVariance, int inputs) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, 1, 1);
        }

        @Override
        public InfiniteLayer.Dense later(double weightVariance, double biasVariance, double fanIn) {
            return new InfiniteLayer.Dense(weightVariance, biasVariance, 1, 1);
        }
    };

    /**
     * The layer that sees the inputs.
     *
     * @param weightVariance s: S_0 = s x.x' + b
     * @param inputs d
     */
    public abstract InfiniteLayer.Dense first(double weightVariance, double biasVariance, int inputs);

    /**
     * A later layer.
     *
     * @param weightVariance w
     * @param fanIn the width of the layer below, or its ratio to n; only STANDARD looks at it
     */
    public abstract InfiniteLayer.Dense later(double weightVariance, double biasVariance, double fanIn);
}
