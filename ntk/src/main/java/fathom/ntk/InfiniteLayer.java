package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import java.util.List;

/**
 * One layer of an infinitely wide network. With S the mean of the products of two inputs' units and T their tangent kernel, a layer gives
 * new ones; m is the mean over the units of one input.
 */
public sealed interface InfiniteLayer {

    /**
     * Weights of variance w / fanIn and biases of variance b.
     *
     * <pre>
     * S' = w S + b,   T' = w T + rho S + tau
     * </pre>
     *
     * Of the first layer S is x.x', and there is no T. In the tangent parameterisation of {@link InfiniteNetwork} rho = w and tau = b;
     * {@link WidthLimit} has those of others.
     *
     * @param weightVariance w, positive
     * @param biasVariance b
     * @param weightRate rho, what the weights add to the tangent kernel
     * @param biasRate tau, what the biases add
     */
    record Dense(double weightVariance, double biasVariance, double weightRate, double biasRate)
            implements InfiniteLayer {

        /** @throws IllegalArgumentException if w is not positive, another number is negative, or one is not finite */
        public Dense {
            if (!(weightVariance > 0)) {
                throw new IllegalArgumentException(
                        "the weight variance of a dense layer is positive, not " + weightVariance);
            }
            check("weight variance", weightVariance);
            check("bias variance", biasVariance);
            check("weight rate", weightRate);
            check("bias rate", biasRate);
        }

        /** rho = w, tau = b. */
        public Dense(double weightVariance, double biasVariance) {
            this(weightVariance, biasVariance, weightVariance, biasVariance);
        }
    }

    /**
     * An activation, entry by entry, behind a dense layer.
     *
     * <pre>
     * S' = E[phi(u) phi(v)],   T' = E[phi'(u) phi'(v)] T      (u, v) of covariance S
     * </pre>
     */
    record Activated(Nonlinearity phi) implements InfiniteLayer {}

    /**
     * Layer normalisation, before an activation (m = 0) or behind one, with gains that begin at 1 and shifts that begin at 0.
     *
     * <pre>
     * S' = (S - m m') / (s s'),   T' = T / (s s') + tau + gains,   s^2 = S(x,x) - m^2 + epsilon
     * </pre>
     *
     * A gain multiplies its own unit, so that what gains add depends on what follows: gamma S' before a dense layer, gamma E[u phi'(u) v
     * phi'(v)] behind an activation.
     *
     * @param epsilon at least 0; with 0 an input of variance 0 stays so
     * @param gainRate gamma: 1 for gains trained as the network's other parameters, 0 for fixed ones
     * @param shiftRate tau, the same of the shifts
     */
    record LayerNorm(double epsilon, double gainRate, double shiftRate) implements InfiniteLayer {

        /** @throws IllegalArgumentException if a number is negative or not finite */
        public LayerNorm {
            check("epsilon of a layer normalisation", epsilon);
            check("gain rate", gainRate);
            check("shift rate", shiftRate);
        }
    }

    /** A multiple: S' = alpha^2 S, T' = alpha^2 T. */
    record Scaled(double alpha) implements InfiniteLayer {

        /** @throws IllegalArgumentException if alpha is 0 or not finite */
        public Scaled {
            if (alpha == 0 || !Double.isFinite(alpha)) {
                throw new IllegalArgumentException("a scaled layer needs a finite factor that is not 0, not " + alpha);
            }
        }
    }

    /**
     * A sum with what goes round it, out = in + f(in), where f ends in weights of its own: then in and f(in) are independent.
     *
     * <pre>
     * S' = S + S_f(S),   T' = T + T_f(S, T)
     * </pre>
     */
    record Residual(List<InfiniteLayer> layers) implements InfiniteLayer {
        public Residual {
            layers = List.copyOf(layers);
        }
    }

    private static void check(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the " + what + " must be at least 0 and finite, not " + value);
        }
    }
}
