package fathom.experiments.conditioning;

import fathom.simd.Activation;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A random network in double, with what its backward pass needs.
 *
 * <pre>
 * F_0 = X,   Z_1 = X W_1,   Z_l = F_{l-1} W_l / sqrt(m),   F_l = phi(Z_l),   f = F_L v / sqrt(m)      W_l, v of independent standard normal entries
 * batch(phi)   each column of Z_l is shifted and scaled to mean 0 and variance 1 over the inputs
 * layer(phi)   each row of phi(Z_l) is shifted and scaled to mean 0 and variance 1 over the units
 * kernel       F_L F_L' / m
 * tangent      F_L F_L' / m + sum_l (c_l F_{l-1} F_{l-1}') o (G_l G_l'),   G_l = df/dZ_l,   c_1 = 1, else 1/m
 * </pre>
 *
 * The tangent kernel of a batch normalised network takes the batch's means and deviations as constants, as after training.
 */
final class RandomNetwork {

    private static final Pattern NORMALISED = Pattern.compile("(batch|layer)\\((.*)\\)");

    private final Activation phi;
    private final String kind;
    private final int width;
    private final RandomStream weights;
    private final DoubleMatrix inputs;
    private final List<Step> steps = new ArrayList<>();

    /**
     * One layer as it was passed.
     *
     * @param arguments of phi
     * @param features F_l
     * @param deviations by which columns (batch) or rows (layer) were divided
     */
    private record Step(DoubleMatrix arguments, DoubleMatrix features, double[] deviations) {}

    RandomNetwork(String network, int width, DoubleMatrix inputs, RandomStream weights) {
        Matcher normalised = NORMALISED.matcher(network);
        boolean wrapped = normalised.matches();
        this.kind = wrapped ? normalised.group(1) : "";
        this.phi = Activation.parse(inner(network));
        this.width = width;
        this.inputs = inputs;
        this.weights = weights;
    }

    /** The activation of a network's name. */
    static String inner(String network) {
        Matcher normalised = NORMALISED.matcher(network);
        return normalised.matches() ? normalised.group(2) : network;
    }

    private DoubleMatrix features(int layer) {
        return layer == 0 ? inputs : steps.get(layer - 1).features;
    }

    private double scale(int layer) {
        return layer == 1 ? 1 : 1 / Math.sqrt(width);
    }

    /** W_l, the same at every call. */
    private DoubleMatrix weight(int layer) {
        DoubleMatrix w = DoubleMatrix.zeros(features(layer - 1).columns(), width);
        weights.child(layer).fillNormal(w, 0);
        return w;
    }

    /** One hidden layer more. */
    void deepen() {
        int layer = steps.size() + 1;
        DoubleMatrix z = DoubleMatrix.zeros(inputs.rows(), width);
        Gemm.multiply(scale(layer), features(layer - 1), weight(layer), 0, z);
        double[] deviations = kind.equals("batch") ? standardise(z.transposed()) : null;
        DoubleMatrix features = DoubleMatrix.zeros(z.rows(), z.columns());
        phi.apply(z, features);
        if (kind.equals("layer")) {
            deviations = standardise(features);
        }
        steps.add(new Step(z, features, deviations));
    }

    /** F_L F_L' / m. */
    DoubleMatrix kernel() {
        DoubleMatrix gram = Gemm.gram(features(steps.size()));
        Elementwise.scale(1.0 / width, gram);
        return gram;
    }

    /** The tangent kernel of the network so far, with an output of its own. */
    DoubleMatrix tangent() {
        int depth = steps.size();
        int n = inputs.rows();
        DoubleMatrix kernel = kernel();
        double[] head = new double[width];
        DoubleMatrix v = DoubleMatrix.wrap(head, 1, width);
        weights.child("output").child(depth).fillNormal(v, 0);
        Elementwise.scale(1 / Math.sqrt(width), v);
        DoubleMatrix g = DoubleMatrix.zeros(n, width);
        Elementwise.addRow(v, g);
        for (int layer = depth; layer >= 1; layer--) {
            Step step = steps.get(layer - 1);
            if (kind.equals("layer")) {
                throughRows(g, step);
            }
            phi.multiplyByDerivative(step.arguments, g);
            if (kind.equals("batch")) {
                for (int j = 0; j < width; j++) {
                    Elementwise.scale(inverse(step.deviations[j]), g.column(j));
                }
            }
            DoubleMatrix part = Gemm.gram(features(layer - 1));
            Elementwise.scale(scale(layer) * scale(layer), part);
            Elementwise.multiply(Gemm.gram(g), part);
            Elementwise.add(part, kernel);
            if (layer > 1) {
                DoubleMatrix below = DoubleMatrix.zeros(n, width);
                Gemm.multiply(scale(layer), g, weight(layer).transposed(), 0, below);
                g = below;
            }
        }
        return kernel;
    }

    /** g := (g - mean g - F mean(g F)) / deviation, row by row: backwards through a standardised row F. */
    private static void throughRows(DoubleMatrix g, Step step) {
        for (int i = 0; i < g.rows(); i++) {
            DoubleMatrix row = g.row(i);
            DoubleMatrix features = step.features.row(i);
            double along = Reduce.dot(row, features) / g.columns();
            double mean = Reduce.mean(row);
            Elementwise.addScaled(-along, features, row);
            Elementwise.shift(-mean, row);
            Elementwise.scale(inverse(step.deviations[i]), row);
        }
    }

    private static double inverse(double deviation) {
        return deviation > 0 ? 1 / deviation : 0;
    }

    /** Every row to mean 0 and variance 1; a constant row becomes 0. Returns the deviations. */
    private static double[] standardise(DoubleMatrix x) {
        double[] deviations = new double[x.rows()];
        for (int i = 0; i < x.rows(); i++) {
            DoubleMatrix row = x.row(i);
            Elementwise.shift(-Reduce.mean(row), row);
            deviations[i] = Math.sqrt(Reduce.squaredNorm(row) / x.columns());
            Elementwise.scale(inverse(deviations[i]), row);
        }
        return deviations;
    }
}
