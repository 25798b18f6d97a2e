package fathom.nn.update;

import java.util.List;

/** Adam and AdamW, see {@code Optimiser.Adam}. */
public final class AdamUpdate implements Update {

    private final float[] parameters;
    private final float[] gradient;
    private final float[] first;
    private final float[] second;
    private final Constants constants;
    /** b1^t and b2^t. */
    private final double[] powers = {1, 1};

    private float stepLength;
    private float secondScale;
    private float shrink;

    /** The constants of Adam's formulas; {@code decoupled} is true for AdamW. */
    public record Constants(float beta1, float beta2, float epsilon, float decay, boolean decoupled) {}

    public AdamUpdate(float[] parameters, float[] gradient, Constants constants) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.first = new float[parameters.length];
        this.second = new float[parameters.length];
        this.constants = constants;
    }

    @Override
    public void begin(double rate) {
        powers[0] *= constants.beta1;
        powers[1] *= constants.beta2;
        stepLength = (float) (rate / (1 - powers[0]));
        secondScale = (float) (1 / (1 - powers[1]));
        shrink = constants.decoupled ? (float) (1 - rate * constants.decay) : 1;
    }

    @Override
    public void apply(int from, int to) {
        float[] theta = parameters;
        float[] m = first;
        float[] v = second;
        float b1 = constants.beta1;
        float b2 = constants.beta2;
        float lambda = constants.decoupled ? 0 : constants.decay;
        for (int p = from; p < to; p++) {
            float g = Math.fma(lambda, theta[p], gradient[p]);
            m[p] = Math.fma(b1, m[p], (1 - b1) * g);
            v[p] = Math.fma(b2, v[p], (1 - b2) * g * g);
            float size = (float) Math.sqrt(v[p] * secondScale) + constants.epsilon;
            theta[p] = shrink * theta[p] - stepLength * m[p] / size;
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(first, second);
    }

    @Override
    public double[] scalars() {
        return powers;
    }
}
