package fathom.nn;

/**
 * How a gradient moves the parameters, as a description. In the formulas g is the gradient of a mini-batch, theta a parameter, eta the
 * learning rate at this step, and every operation is one of floats.
 */
public sealed interface Optimiser {

    /** {@link Sgd} without weight decay. */
    static Optimiser sgd() {
        return new Sgd(0);
    }

    /**
     * Stochastic gradient descent; gradient descent if a batch is all the data.
     *
     * <pre>
     * theta := theta - eta (g + lambda theta)
     * </pre>
     *
     * @param weightDecay lambda, at least 0
     */
    record Sgd(double weightDecay) implements Optimiser {

        /** @throws IllegalArgumentException if lambda is negative */
        public Sgd {
            Ranges.notNegative(weightDecay, "the weight decay");
        }
    }

    /**
     * Gradient descent with momentum (Polyak 1964), or Nesterov's (1983) in the form of Sutskever et al. 2013.
     *
     * <pre>
     * v := mu v + (g + lambda theta),   theta := theta - eta v                              plain
     *                                   theta := theta - eta ((g + lambda theta) + mu v)    Nesterov
     * </pre>
     *
     * @param momentum mu, in [0, 1)
     * @param nesterov whether to look ahead
     * @param weightDecay lambda, at least 0
     */
    record Momentum(double momentum, boolean nesterov, double weightDecay) implements Optimiser {

        /** @throws IllegalArgumentException if a number is out of range */
        public Momentum {
            Ranges.fraction(momentum, "the momentum");
            Ranges.notNegative(weightDecay, "the weight decay");
        }
    }

    /**
     * Adam (Kingma and Ba 2015) at step t = 1, 2, ..., or AdamW (Loshchilov and Hutter 2019) where the decay is decoupled.
     *
     * <pre>
     * g := g + lambda theta                                        Adam
     * theta := theta - eta lambda theta                            AdamW
     * m := b1 m + (1 - b1) g,   v := b2 v + (1 - b2) g^2
     * theta := theta - eta (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)
     * </pre>
     *
     * @param beta1 b1, in [0, 1)
     * @param beta2 b2, in [0, 1)
     * @param epsilon positive
     * @param weightDecay lambda, at least 0
     * @param decoupled whether this is AdamW
     */
    record Adam(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
            implements Optimiser {

        /** @throws IllegalArgumentException if a number is out of range */
        public Adam {
            Ranges.fraction(beta1, "beta1");
            Ranges.fraction(beta2, "beta2");
            Ranges.positive(epsilon, "epsilon");
            Ranges.notNegative(weightDecay, "the weight decay");
        }

        /** b1 = 0.9, b2 = 0.999, epsilon = 1e-8, no decay. */
        public static Adam standard() {
            return new Adam(0.9, 0.999, 1e-8, 0, false);
        }
    }

    /**
     * Adadelta (Zeiler 2012).
     *
     * <pre>
     * s := rho s + (1 - rho) g^2,   delta = g sqrt(u + epsilon) / sqrt(s + epsilon)
     * u := rho u + (1 - rho) delta^2,   theta := theta - eta delta
     * </pre>
     *
     * @param rho in [0, 1)
     * @param epsilon positive
     */
    record Adadelta(double rho, double epsilon) implements Optimiser {

        /** @throws IllegalArgumentException if a number is out of range */
        public Adadelta {
            Ranges.fraction(rho, "rho");
            Ranges.positive(epsilon, "epsilon");
        }
    }
}
