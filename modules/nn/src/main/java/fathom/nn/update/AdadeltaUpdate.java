package fathom.nn.update;

import java.util.List;

/** Adadelta, see {@code Optimiser.Adadelta}. */
public final class AdadeltaUpdate implements Update {

    private final float[] parameters;
    private final float[] gradient;
    private final float[] squares;
    private final float[] steps;
    private final float rho;
    private final float epsilon;
    private float rate;

    public AdadeltaUpdate(float[] parameters, float[] gradient, float rho, float epsilon) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.squares = new float[parameters.length];
        this.steps = new float[parameters.length];
        this.rho = rho;
        this.epsilon = epsilon;
    }

    @Override
    public void begin(double rate) {
        this.rate = (float) rate;
    }

    @Override
    public void apply(int from, int to) {
        for (int p = from; p < to; p++) {
            float g = gradient[p];
            squares[p] = Math.fma(rho, squares[p], (1 - rho) * g * g);
            float delta = g * (float) Math.sqrt(steps[p] + epsilon) / (float) Math.sqrt(squares[p] + epsilon);
            steps[p] = Math.fma(rho, steps[p], (1 - rho) * delta * delta);
            parameters[p] = Math.fma(-rate, delta, parameters[p]);
        }
    }

    @Override
    public List<float[]> state() {
        return List.of(squares, steps);
    }

    @Override
    public double[] scalars() {
        return new double[0];
    }
}
