package fathom.nn.update;

import java.util.List;

/** Gradient descent with momentum, see {@code Optimiser.Momentum}. */
public final class MomentumUpdate implements Update {

    private final float[] parameters;
    private final float[] gradient;
    private final float[] velocity;
    private final float momentum;
    private final boolean nesterov;
    private final float decay;
    private float rate;

    public MomentumUpdate(float[] parameters, float[] gradient, float momentum, boolean nesterov, float decay) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.velocity = new float[parameters.length];
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.decay = decay;
    }

    @Override
    public void begin(double rate) {
        this.rate = (float) rate;
    }

    @Override
    public void apply(int from, int to) {
        float[] theta = parameters;
        float[] v = velocity;
        float mu = momentum;
        float eta = -rate;
        // Nesterov's step is g + mu v, the plain one v: with ahead = 0 or mu and own = 1 or 0 this is one loop without
        // branches.
        float own = nesterov ? 1 : 0;
        float ahead = nesterov ? mu : 1;
        for (int p = from; p < to; p++) {
            float g = Math.fma(decay, theta[p], gradient[p]);
            v[p] = Math.fma(mu, v[p], g);
            theta[p] = Math.fma(eta, Math.fma(ahead, v[p], own * g), theta[p]);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(velocity);
    }

    @Override
    public double[] scalars() {
        return new double[0];
    }
}
