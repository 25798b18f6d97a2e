package fathom.nn;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;

/**
 * Plain stochastic gradient descent, a constant learning rate eta.
 *
 * <pre>
 * theta := fma(-eta, g, theta)
 * </pre>
 */
final class Sgd {

    private final FloatMatrix parameters;
    private final FloatMatrix gradient;
    private final float negativeRate;

    Sgd(float[] parameters, float[] gradient, double learningRate) {
        this.parameters = FloatMatrix.wrap(parameters, 1, parameters.length);
        this.gradient = FloatMatrix.wrap(gradient, 1, gradient.length);
        this.negativeRate = (float) -learningRate;
    }

    void step() {
        Elementwise.addScaled(negativeRate, gradient, parameters);
    }
}
