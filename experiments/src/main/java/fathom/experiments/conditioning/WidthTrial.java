package fathom.experiments.conditioning;

import fathom.runs.Trial;
import fathom.simd.Activation;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition number of the representations' Gram matrix at initialisation, by depth, in a network of finite width.
 *
 * <pre>
 * F_1 = phi(X W_1),   F_l = phi(F_{l-1} W_l / sqrt(m)),   K_l = F_l F_l' / m,   W_l of independent standard normal entries
 * batch(phi)   each column of the argument of phi is shifted and scaled to mean 0 and variance 1 over the inputs
 * layer(phi)   each row of F_l is shifted and scaled to mean 0 and variance 1 over the units
 * </pre>
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
record WidthTrial(int threads) implements Trial<WidthCell, WidthResult>, Serializable {

    static final Pattern NORMALISED = Pattern.compile("(batch|layer)\\((.*)\\)");

    /** log(10) */
    static final double LOG_TEN = 2.302585092994046;

    @Override
    public WidthResult run(WidthCell cell) throws Exception {
        return Parallelism.call(threads, () -> conditions(cell));
    }

    private static WidthResult conditions(WidthCell cell) {
        Matcher normalised = NORMALISED.matcher(cell.network());
        boolean wrapped = normalised.matches();
        String kind = wrapped ? normalised.group(1) : "";
        Activation phi = Activation.parse(wrapped ? normalised.group(2) : cell.network());
        RandomStream weights = RandomStream.of(cell.seed(), "conditioning").child("weights");
        DoubleMatrix features = Points.sample(cell.n(), cell.d(), cell.delta(), cell.seed());
        double scale = 1;
        List<Double> logs = new ArrayList<>();
        for (int depth = 1; depth <= cell.depths().getLast(); depth++) {
            DoubleMatrix w = DoubleMatrix.zeros(features.columns(), cell.width());
            weights.child(depth).fillNormal(w, 0);
            DoubleMatrix next = DoubleMatrix.zeros(cell.n(), cell.width());
            Gemm.multiply(scale, features, w, 0, next);
            if (kind.equals("batch")) {
                standardise(next.transposed());
            }
            apply(phi, next);
            if (kind.equals("layer")) {
                standardise(next);
            }
            features = next;
            scale = 1 / Math.sqrt(cell.width());
            if (cell.depths().contains(depth)) {
                logs.add(logCondition(features));
            }
        }
        return new WidthResult(logs);
    }

    private static void apply(Activation phi, DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, phi.value(x.get(i, j)));
            }
        }
    }

    /** Every row to mean 0 and variance 1; a constant row becomes 0. */
    private static void standardise(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            double mean = 0;
            for (int j = 0; j < x.columns(); j++) {
                mean += x.get(i, j) / x.columns();
            }
            double variance = 0;
            for (int j = 0; j < x.columns(); j++) {
                variance += (x.get(i, j) - mean) * (x.get(i, j) - mean) / x.columns();
            }
            Elementwise.shift(-mean, x.row(i));
            Elementwise.scale(variance > 0 ? 1 / Math.sqrt(variance) : 0, x.row(i));
        }
    }

    private static double logCondition(DoubleMatrix features) {
        double[] values = SymmetricEigen.values(Gemm.gram(features));
        double largest = values[values.length - 1];
        // Below the rounding of the largest eigenvalue nothing is known of the smallest one.
        return values[0] > 1e-14 * values.length * largest
                ? DoubleFunctions.log(largest / values[0]) / LOG_TEN
                : Double.POSITIVE_INFINITY;
    }
}
