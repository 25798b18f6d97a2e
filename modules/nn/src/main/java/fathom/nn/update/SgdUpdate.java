package fathom.nn.update;

import java.util.List;

/** Gradient descent, see {@code Optimiser.Sgd}. */
public final class SgdUpdate implements Update {

    private final float[] parameters;
    private final float[] gradient;
    private final float decay;
    private float rate;

    public SgdUpdate(float[] parameters, float[] gradient, float decay) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.decay = decay;
    }

    @Override
    public void begin(double rate) {
        this.rate = (float) rate;
    }

    /** The learning rate of the step that has begun. */
    public float rate() {
        return rate;
    }

    /** The weight decay lambda. */
    public float decay() {
        return decay;
    }

    @Override
    public void apply(int from, int to) {
        float[] theta = parameters;
        float[] g = gradient;
        float eta = -rate;
        if (decay == 0) {
            for (int p = from; p < to; p++) {
                theta[p] = Math.fma(eta, g[p], theta[p]);
            }
            return;
        }
        float lambda = decay;
        for (int p = from; p < to; p++) {
            theta[p] = Math.fma(eta, Math.fma(lambda, theta[p], g[p]), theta[p]);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of();
    }

    @Override
    public double[] scalars() {
        return new double[0];
    }
}
