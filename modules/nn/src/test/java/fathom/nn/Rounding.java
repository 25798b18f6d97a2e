package fathom.nn;

import fathom.nn.twin.Formula;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;

/**
 * How far rounding can move what a float network computes, by Monte Carlo arithmetic (Parker 1997): the double twin is run again with each
 * parameter, each input, each intermediate value and each intermediate derivative multiplied by 1 + 4 u z, z uniform in [-1, 1] and u =
 * 2^-24 the unit roundoff of float. What a result moves by has the size of the sums of absolute values in its chain of products times u,
 * amplified and cancelled as the network itself amplifies and cancels; no bound relative to the result alone knows that. (A layer
 * normalisation, for one, multiplies gradients and errors by 1/s at each layer, s the deviation of the row.)
 *
 * <p>A sum of n products in float is wrong by about 0.09 sqrt(n) times what the perturbation of its terms does, so that for the sizes of
 * these tests four spreads hold with a margin: over 26000 tensors the greatest was 1.7.
 */
final class Rounding {

    /** The error of a float result is within so many spreads. */
    static final double SPREADS = 4;

    /** A kink closer to an argument than so many of its spreads may be passed on one side or the other. */
    static final double KINK_SPREADS = 8;

    private static final double SIZE = 4 * 0x1p-24;

    /** The root mean square of 12 normal movements is below half the true one once in 220 times, below a quarter once in 360,000. */
    private static final int RUNS = 12;

    /** The unit in which {@link #SPREADS} was measured: a spread is so many root mean squares. It does not depend on the number of runs. */
    private static final double UNIT = 1.5;

    private final Architecture architecture;
    private final DoubleNetwork twin;
    private final Mode mode;
    private final RandomStream random;
    private long draws;

    Rounding(Architecture architecture, DoubleNetwork twin, Mode mode, long seed) {
        this.architecture = architecture;
        this.twin = twin;
        this.mode = mode;
        this.random = RandomStream.of(seed, "rounding");
    }

    /** Where a pass back begins: the derivative by the outputs. */
    interface Seed {
        DoubleMatrix slopes(DoubleMatrix outputs);
    }

    /** The spread of each element of the gradient. */
    double[] ofGradient(DoubleMatrix x, Seed seed) {
        double[] exact = gradient(x, seed, 0);
        double[] squares = new double[exact.length];
        for (int run = 0; run < RUNS; run++) {
            double[] moved = gradient(x, seed, SIZE);
            for (int p = 0; p < squares.length; p++) {
                squares[p] += (moved[p] - exact[p]) * (moved[p] - exact[p]);
            }
        }
        return spreads(squares);
    }

    /** The greatest spread of an element of J v. */
    double ofTangent(DoubleMatrix x, double[] v) {
        DoubleMatrix exact = tangent(x, v, 0);
        double squares = 0;
        for (int run = 0; run < RUNS; run++) {
            double moved = greatestDifference(tangent(x, v, SIZE), exact);
            squares += moved * moved;
        }
        return spreads(squares)[0];
    }

    /** For each layer the greatest spread of its input, and last that of the outputs. */
    double[] ofValues(DoubleMatrix x) {
        DoubleMatrix[] exact = values(twin.formulas(new double[twin.parameters().length], mode), x, 0);
        double[] squares = new double[exact.length];
        for (int run = 0; run < RUNS; run++) {
            DoubleMatrix[] moved = values(perturbed().formulas(new double[twin.parameters().length], mode), x, SIZE);
            for (int i = 0; i < squares.length; i++) {
                double difference = greatestDifference(moved[i], exact[i]);
                squares[i] += difference * difference;
            }
        }
        return spreads(squares);
    }

    private static double[] spreads(double... squares) {
        double[] spreads = new double[squares.length];
        for (int i = 0; i < spreads.length; i++) {
            spreads[i] = UNIT * Math.sqrt(squares[i] / RUNS);
        }
        return spreads;
    }

    /** Whether rounding may carry some argument over its kink. */
    boolean reachesAKink(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        double[] spread = ofValues(x);
        double[] distances = Kinks.distances(architecture, twin.values(x, mode), targets, loss);
        for (int i = 0; i < spread.length; i++) {
            if (distances[i] <= KINK_SPREADS * spread[i]) {
                return true;
            }
        }
        return false;
    }

    private double[] gradient(DoubleMatrix x, Seed seed, double size) {
        double[] gradient = new double[twin.parameters().length];
        List<Formula> formulas = (size == 0 ? twin : perturbed()).formulas(gradient, mode);
        DoubleMatrix[] values = values(formulas, x, size);
        DoubleMatrix slope = perturbed(seed.slopes(values[formulas.size()]), size);
        for (int i = formulas.size() - 1; i >= 0; i--) {
            slope = perturbed(formulas.get(i).backward(values[i], slope), size);
        }
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] *= factor(size);
        }
        return gradient;
    }

    private DoubleMatrix tangent(DoubleMatrix x, double[] v, double size) {
        double[] direction = v.clone();
        for (int p = 0; p < v.length; p++) {
            direction[p] *= factor(size);
        }
        List<Formula> formulas = (size == 0 ? twin : perturbed()).formulas(direction, mode);
        DoubleMatrix[] values = values(formulas, x, size);
        DoubleMatrix moved = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < formulas.size(); i++) {
            moved = perturbed(formulas.get(i).tangent(values[i], moved), size);
        }
        return moved;
    }

    private DoubleMatrix[] values(List<Formula> formulas, DoubleMatrix x, double size) {
        DoubleMatrix[] values = new DoubleMatrix[formulas.size() + 1];
        values[0] = perturbed(x, size);
        for (int i = 0; i < formulas.size(); i++) {
            values[i + 1] = perturbed(formulas.get(i).forward(values[i]), size);
        }
        return values;
    }

    private DoubleNetwork perturbed() {
        double[] parameters = twin.parameters().clone();
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] *= factor(SIZE);
        }
        return twin.with(parameters);
    }

    private DoubleMatrix perturbed(DoubleMatrix x, double size) {
        if (size == 0) {
            return x;
        }
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                y.set(i, j, x.get(i, j) * factor(size));
            }
        }
        return y;
    }

    private double factor(double size) {
        return size == 0 ? 1 : 1 + size * (2 * random.uniform(draws++) - 1);
    }

    static double greatestDifference(DoubleMatrix a, DoubleMatrix b) {
        double greatest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                greatest = Math.max(greatest, Math.abs(a.get(i, j) - b.get(i, j)));
            }
        }
        return greatest;
    }
}
