package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Optional;

/**
 * How much of a label survives when its input is shaken: large for functions of low degree, a power of rho for a single degree.
 *
 * <pre>
 * S(rho) = E y(x) y(x'),   x' = rho x + sqrt(1 - rho^2) g            gaussian: S = sum_j rho^j W_j, W_j the energy of Hermite degree j
 *                          x'_j = x_j with probability rho, else fresh   signs: the same with the degrees of the cube
 *                          x' at the angle arccos rho from x         sphere: S = sum_j P_j(rho) W_j, W_j the energy of harmonics of degree j
 * </pre>
 *
 * A Monte Carlo mean of n products of signs: its standard error is at most 1 / sqrt n. Source: O'Donnell, Analysis of Boolean functions,
 * sections 2.4 and 11.1.
 */
public final class NoiseStability {

    private NoiseStability() {}

    /**
     * S(rho), or nothing where shaken inputs are not of the task's law, as with sentences.
     *
     * @param rho from 0 to 1
     * @param n inputs, at least 1
     * @throws IllegalArgumentException if rho or n is out of range
     */
    public static Optional<Double> of(Task task, double rho, int n, RandomStream stream) {
        if (!(rho >= 0 && rho <= 1) || n < 1) {
            throw new IllegalArgumentException("noise stability needs a rho from 0 to 1 and at least 1 input, not "
                    + rho + " and " + n + " inputs");
        }
        FloatMatrix x = task.inputs().sample(n, stream.child("inputs"));
        FloatMatrix fresh = task.inputs().sample(n, stream.child("noise"));
        switch (task.inputs()) {
            case GaussianInputs _ -> mix(x, rho, fresh, Math.sqrt(1 - rho * rho));
            case SignInputs _ -> replace(x, rho, fresh, stream.child("places"));
            case SphereInputs _ -> turn(x, rho, fresh);
            default -> {
                return Optional.empty();
            }
        }
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) task.target().label(x, i) * task.target().label(fresh, i);
        }
        return Optional.of((double) sum / n);
    }

    /** y := a x + b y. */
    private static void mix(FloatMatrix x, double a, FloatMatrix y, double b) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                y.set(i, j, (float) (a * x.get(i, j) + b * y.get(i, j)));
            }
        }
    }

    /** y_ij := x_ij with probability rho. */
    private static void replace(FloatMatrix x, double rho, FloatMatrix y, RandomStream places) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (places.uniform((long) i * x.columns() + j) < rho) {
                    y.set(i, j, x.get(i, j));
                }
            }
        }
    }

    /** y := rho x + sqrt(1 - rho^2) t, t the direction of y's part that is perpendicular to x. */
    private static void turn(FloatMatrix x, double rho, FloatMatrix y) {
        for (int i = 0; i < x.rows(); i++) {
            double along = 0;
            for (int j = 0; j < x.columns(); j++) {
                along = Math.fma((double) x.get(i, j), y.get(i, j), along);
            }
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                double part = y.get(i, j) - along * x.get(i, j);
                square = Math.fma(part, part, square);
            }
            double factor = Math.sqrt((1 - rho * rho) / square);
            for (int j = 0; j < x.columns(); j++) {
                y.set(i, j, (float) (rho * x.get(i, j) + factor * (y.get(i, j) - along * x.get(i, j))));
            }
        }
    }
}
