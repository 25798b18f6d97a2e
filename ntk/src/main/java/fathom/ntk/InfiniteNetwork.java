package fathom.ntk;

/**
 * A fully connected network of infinite width, without its activation phi; that, and its depth L, the number of hidden layers, are chosen where
 * a kernel is asked for.
 *
 * <pre>
 * S_0(x,x') = s x.x' + b_0
 * S_l(x,x') = w_l E[phi(u) phi(v)] + b_l      (u, v) ~ N(0, [[S_{l-1}(x,x), S_{l-1}(x,x')], [., S_{l-1}(x',x')]])
 * D_l(x,x') = w_l E[phi'(u) phi'(v)]
 * T_0 = r_0 S_0 + beta_0,   T_l = r_l S_l + beta_l + D_l T_{l-1}
 * </pre>
 *
 * phi' is the pointwise derivative, relu'(0) = 0, for rows of zeros too.
 *
 * <p>The network's NNGP kernel is S_L and its tangent kernel T_L. A network {@code serial(Dense, Relu, Dense, ...)} of neural-tangents has
 * s = W_std^2 / d, w = W_std^2 and b = b_std^2.
 *
 * @param inputScale s
 * @param weightVariance w_l for l = 1..L (the value of layer 0 is not used); 2 keeps the variance of a ReLU network, and {@link
 *     ActivationKernels#weightVariance} that of another
 * @param biasVariance b_l, the variance of the biases at initialisation
 * @param trainedBias beta_l, what biases that start at 0 and are trained add to the tangent kernel
 * @param learningRate r_l, the learning rate of the weights and biases of layer l over that of the others: 1, or 0 for a frozen layer; other
 *     parameterisations than the tangent kernel's are such factors
 */
public record InfiniteNetwork(
        double inputScale,
        PerLayer weightVariance,
        PerLayer biasVariance,
        PerLayer trainedBias,
        PerLayer learningRate) {

    /** @throws IllegalArgumentException if the input scale is not positive and finite */
    public InfiniteNetwork {
        if (!(inputScale > 0 && inputScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the input scale must be positive and finite, not " + inputScale);
        }
    }

    /** One learning rate for all layers. */
    public InfiniteNetwork(double inputScale, PerLayer weightVariance, PerLayer biasVariance, PerLayer trainedBias) {
        this(inputScale, weightVariance, biasVariance, trainedBias, PerLayer.same(1));
    }

    /** The ReLU network without biases that keeps the variance of inputs of length 1: s = 1, w = 2, b = beta = 0. */
    public static InfiniteNetwork relu() {
        return new InfiniteNetwork(1, PerLayer.same(2), PerLayer.same(0), PerLayer.same(0));
    }

    public InfiniteNetwork withInputScale(double scale) {
        return new InfiniteNetwork(scale, weightVariance, biasVariance, trainedBias, learningRate);
    }

    /** The same w for every layer. */
    public InfiniteNetwork withWeightVariance(double variance) {
        return withWeightVariance(PerLayer.same(variance));
    }

    public InfiniteNetwork withWeightVariance(PerLayer variance) {
        return new InfiniteNetwork(inputScale, variance, biasVariance, trainedBias, learningRate);
    }

    /** The same b for every layer. */
    public InfiniteNetwork withBiasVariance(double variance) {
        return withBiasVariance(PerLayer.same(variance));
    }

    public InfiniteNetwork withBiasVariance(PerLayer variance) {
        return new InfiniteNetwork(inputScale, weightVariance, variance, trainedBias, learningRate);
    }

    /** The same beta for every layer. */
    public InfiniteNetwork withTrainedBias(double bias) {
        return withTrainedBias(PerLayer.same(bias));
    }

    public InfiniteNetwork withTrainedBias(PerLayer bias) {
        return new InfiniteNetwork(inputScale, weightVariance, biasVariance, bias, learningRate);
    }

    public InfiniteNetwork withLearningRate(PerLayer rate) {
        return new InfiniteNetwork(inputScale, weightVariance, biasVariance, trainedBias, rate);
    }

    /** Layers 0 to count - 1 keep what they were at initialisation, their biases too, in a network of that depth. */
    public InfiniteNetwork withFrozenLayers(int count, int depth) {
        if (count < 0 || count > depth + 1) {
            throw new IllegalArgumentException("a network of depth " + depth + " has layers 0 to " + depth
                    + ", of which " + count + " cannot be frozen");
        }
        double[] rates = new double[depth + 1];
        double[] biases = new double[depth + 1];
        for (int l = 0; l <= depth; l++) {
            rates[l] = l < count ? 0 : learningRate.at(l);
            biases[l] = l < count ? 0 : trainedBias.at(l);
        }
        return withLearningRate(PerLayer.of(rates)).withTrainedBias(PerLayer.of(biases));
    }

    /** The network whose tangent kernel is what layer {@code layer} alone contributes to this one's; all layers' sum to the whole. */
    public InfiniteNetwork contribution(int layer, int depth) {
        if (layer < 0 || layer > depth) {
            throw new IllegalArgumentException(
                    "a network of depth " + depth + " has layers 0 to " + depth + ", not " + layer);
        }
        double[] rates = new double[depth + 1];
        double[] biases = new double[depth + 1];
        rates[layer] = learningRate.at(layer);
        biases[layer] = trainedBias.at(layer);
        return withLearningRate(PerLayer.of(rates)).withTrainedBias(PerLayer.of(biases));
    }

    /**
     * For what knows no learning rates of layers.
     *
     * @throws IllegalArgumentException if they are not all 1
     */
    public void requireOneLearningRate(String what) {
        if (learningRate.values().stream().anyMatch(rate -> rate != 1)) {
            throw new IllegalArgumentException(
                    what + " are there for one learning rate only, not for " + learningRate + " by layers");
        }
    }

    /** @throws IllegalArgumentException if depth is negative or a number per layer does not reach it */
    void checkDepth(int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException("the depth is the number of hidden layers, at least 0, not " + depth);
        }
        check("weight variance", weightVariance, depth);
        check("bias variance", biasVariance, depth);
        check("trained bias", trainedBias, depth);
        check("learning rate", learningRate, depth);
    }

    private static void check(String what, PerLayer numbers, int depth) {
        if (!numbers.reaches(depth)) {
            throw new IllegalArgumentException("the " + what + " has values for "
                    + numbers.values().size() + " layers, and depth " + depth + " needs layers 0 to " + depth);
        }
    }
}
