package fathom.experiments.conditioning;

import fathom.runs.Trial;
import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Off-diagonal entries and eigenvalues of both kernel matrices at each depth.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 * @param data the folder of published data sets; not read but for {@code mnist}
 */
record MatrixTrial(int threads, String data)
        implements Trial<MatrixTrial.MatrixCell, MatrixTrial.MatrixResult>, Serializable {

    /**
     * Kernel matrices of n inputs of length 1.
     *
     * @param activation normalised to mean 0 and second moment 1 if centred, else to second moment 1 alone
     * @param inputs one of {@link Inputs#KINDS}
     * @param delta separation of the first two of {@code near}; 0 for the others
     */
    public record MatrixCell(
            String activation,
            boolean centred,
            String inputs,
            int n,
            int d,
            double delta,
            long seed,
            List<Integer> depths) {

        public String label() {
            return activation + ", " + n + " inputs (" + inputs + "), d = " + d + ", seed " + seed;
        }

        public double cost() {
            return (double) n * n * depths.getLast() * CorrelationMap.TERMS / 4 + 10.0 * depths.size() * n * n * n;
        }
    }

    /**
     * @param mu the coefficient of non-linearity
     * @param separation the largest delta with |x_i.x_j| ≤ 1 - delta: assumption A
     * @param eigenvalue the smallest eigenvalue of the inputs' Gram matrix: assumption B, if positive
     * @param condition the condition number of the inputs' Gram matrix; infinite if it is singular
     */
    public record MatrixResult(
            double mu, double separation, double eigenvalue, double condition, List<MatrixPoint> points) {}

    /**
     * Largest off-diagonal entry in size, smallest eigenvalue and condition number of the top-layer kernel and of the tangent kernel, both
     * with diagonal 1; those of the tangent kernel are NaN for a step.
     */
    public record MatrixPoint(
            int depth,
            double largest,
            double smallest,
            double condition,
            double tangentLargest,
            double tangentSmallest,
            double tangentCondition) {}

    @Override
    public MatrixResult run(MatrixCell cell) throws Exception {
        return Parallelism.call(threads, () -> matrices(cell));
    }

    private MatrixResult matrices(MatrixCell cell) throws IOException {
        CorrelationMap map = cell.centred()
                ? CorrelationMap.centred(cell.activation())
                : CorrelationMap.uncentred(cell.activation());
        DoubleMatrix gram = Gemm.gram(inputs(cell));
        List<Layers> pairs = new ArrayList<>();
        double nearest = 0;
        for (int i = 0; i < cell.n(); i++) {
            gram.set(i, i, 1);
            for (int j = 0; j < i; j++) {
                nearest = Math.max(nearest, Math.abs(gram.get(i, j)));
                pairs.add(new Layers(map, gram.get(i, j)));
            }
        }
        double[] values = SymmetricEigen.values(gram);
        List<MatrixPoint> points =
                Layers.at(cell.depths(), () -> pairs.forEach(Layers::advance), depth -> point(depth, cell.n(), pairs));
        boolean regular = values[0] > 1e-12;
        return new MatrixResult(
                map.mu(),
                1 - nearest,
                regular ? values[0] : 0,
                regular ? values[values.length - 1] / values[0] : Double.POSITIVE_INFINITY,
                points);
    }

    private DoubleMatrix inputs(MatrixCell cell) throws IOException {
        return switch (cell.inputs()) {
            case Inputs.SPHERE -> Inputs.sphere(cell.n(), cell.d(), cell.seed());
            case Inputs.NEAR -> Inputs.near(cell.n(), cell.d(), cell.delta(), cell.seed());
            case Inputs.MNIST -> Inputs.mnist(cell.n(), cell.seed(), data);
            default -> throw new IllegalArgumentException("no inputs are called " + cell.inputs());
        };
    }

    private static MatrixPoint point(int depth, int n, List<Layers> pairs) {
        DoubleMatrix covariance = DoubleMatrix.zeros(n, n);
        DoubleMatrix tangent = DoubleMatrix.zeros(n, n);
        double largest = 0;
        double tangentLargest = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            covariance.set(i, i, 1);
            tangent.set(i, i, 1);
            for (int j = 0; j < i; j++) {
                Layers layers = pairs.get(pair++);
                covariance.set(i, j, layers.covariance());
                tangent.set(i, j, layers.tangent());
                largest = Math.max(largest, Math.abs(layers.covariance()));
                tangentLargest = Math.max(tangentLargest, Math.abs(layers.tangent()));
            }
        }
        double[] values = SymmetricEigen.values(covariance);
        boolean tangents = !Double.isNaN(tangentLargest);
        double[] others = tangents ? SymmetricEigen.values(tangent) : new double[] {Double.NaN, Double.NaN};
        return new MatrixPoint(depth, largest, values[0], ratio(values), tangentLargest, others[0], ratio(others));
    }

    /** The condition number; infinite where the smallest eigenvalue is lost in the rounding of the largest. */
    private static double ratio(double[] values) {
        double largest = values[values.length - 1];
        return values[0] <= 1e-15 * values.length * largest ? Double.POSITIVE_INFINITY : largest / values[0];
    }
}
