package fathom.experiments.conditioning;

import fathom.runs.Trial;
import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.machine.Parallelism;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.random.RandomStream;
import java.io.Serializable;

/**
 * The interpolant of least norm and its risk.
 *
 * <pre>
 * f(x) = (2/5) P_1(x_1) + (2/5) P_2(x_1),   y = f(x) + noise,   K c = y,   v_S(x) = sum_i c_i k(x_i, x),   |v_S|^2 = y' c
 * |f|^2 = sum_k (2/5)^2 / (N_k lambda_k),   E f^2 = sum_k (2/5)^2 / N_k
 * L = ceil(log(n^2) / -log(1 - mu/2)) + L0(Delta(n^2, gamma))          theorem 17
 * </pre>
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
record RiskTrial(int threads) implements Trial<RiskTrial.RiskCell, RiskTrial.RiskResult>, Serializable {

    /**
     * One interpolation on the sphere of R^d.
     *
     * @param depth hidden layers; 0 for the depth that theorem 17 sets
     * @param noise labels are the target plus a number uniform in +-noise
     * @param gamma the theorem holds with probability at least 1 - gamma
     * @param testPoints on which the excess risk is measured
     */
    public record RiskCell(
            String activation, int d, int n, int depth, double noise, double gamma, int testPoints, long seed) {

        String label() {
            return "interpolating " + n + " samples at " + (depth == 0 ? "theorem 17's depth" : "depth " + depth)
                    + ", seed " + seed;
        }

        double cost() {
            return 400.0 * (depth == 0 ? 300 : depth) * n * (n / 2.0 + testPoints) + 1e8;
        }

        long bytes() {
            return 8L * n * (n + 2L * testPoints);
        }
    }

    /**
     * @param depth hidden layers
     * @param excess mean of (v_S(x) - f(x))^2 over test points: the risk above that of the best predictor, which is f
     * @param norm |v_S|^2 of the interpolant; not a number, like the excess, where the kernel matrix is singular to rounding
     * @param targetNorm |v*|^2 = |f|^2 in the kernel's space
     * @param zero E f(x)^2, the excess risk of predicting 0
     * @param testedZero the same as a mean over the test points
     * @param bound (log(n / gamma) / n) |v*|^2, theorem 17 with the constant 1
     * @param largest off-diagonal entry of the kernel matrix, in size
     * @param operator the largest of the kernel's eigenvalues of degrees 0, 1 and 2
     * @param operatorBound 8 log N / N, N = n^2: lemma 55
     */
    public record RiskResult(
            int depth,
            double excess,
            double norm,
            double targetNorm,
            double zero,
            double testedZero,
            double bound,
            double largest,
            double operator,
            double operatorBound) {}

    private static final double WEIGHT = 0.4;

    @Override
    public RiskResult run(RiskCell cell) throws Exception {
        return Parallelism.call(threads, () -> risk(cell));
    }

    /** The depth of theorem 17, infinite at mu = 0. */
    static double depth(String activation, int d, int n, double gamma) {
        double points = (double) n * n;
        double delta = new Sphere(d).separation(points, gamma);
        return new Bounds(CorrelationMap.centred(activation).mu(), delta).l1(points);
    }

    private static RiskResult risk(RiskCell cell) {
        Sphere sphere = new Sphere(cell.d());
        int depth = cell.depth() > 0 ? cell.depth() : (int) depth(cell.activation(), cell.d(), cell.n(), cell.gamma());
        DeepKernel kernel = new DeepKernel(CorrelationMap.centred(cell.activation()), depth);
        RandomStream stream = RandomStream.of(cell.seed(), "conditioning").child("risk");
        DoubleMatrix x = DoubleMatrix.zeros(cell.n(), cell.d());
        stream.child("samples").fillSphere(x, 0);
        DoubleMatrix tested = DoubleMatrix.zeros(cell.testPoints(), cell.d());
        stream.child("test").fillSphere(tested, 0);
        double[] labels = new double[cell.n()];
        for (int i = 0; i < cell.n(); i++) {
            labels[i] = target(sphere, x.get(i, 0)) + noise(cell.noise(), stream.child("noise"), i);
        }

        DoubleMatrix gram = between(kernel, x, x);
        double largest = 0;
        for (int i = 0; i < cell.n(); i++) {
            gram.set(i, i, 1);
            for (int j = 0; j < i; j++) {
                largest = Math.max(largest, Math.abs(gram.get(i, j)));
            }
        }
        double excess = Double.NaN;
        double norm = Double.NaN;
        try {
            DoubleMatrix weights = DoubleMatrix.wrap(labels.clone(), cell.n(), 1);
            Cholesky.factorise(gram);
            Cholesky.solve(gram, weights);
            norm = Reduce.dot(DoubleMatrix.wrap(labels, cell.n(), 1), weights);
            excess = excess(sphere, tested, Gemm.product(between(kernel, tested, x), weights));
        } catch (NotPositiveDefiniteException e) {
            // Singular to rounding: there is no interpolant to be had in double precision.
        }
        double targetNorm = 0;
        double zero = 0;
        double operator = Math.abs(sphere.eigenvalue(kernel, 0));
        for (int degree = 1; degree <= 2; degree++) {
            double share = WEIGHT * WEIGHT / sphere.multiplicity(degree);
            double eigenvalue = sphere.eigenvalue(kernel, degree);
            targetNorm += share / eigenvalue;
            zero += share;
            operator = Math.max(operator, eigenvalue);
        }
        double points = (double) cell.n() * cell.n();
        return new RiskResult(
                kernel.depth(),
                excess,
                norm,
                targetNorm,
                zero,
                excess(sphere, tested, DoubleMatrix.zeros(tested.rows(), 1)),
                DoubleFunctions.log(cell.n() / cell.gamma()) / cell.n() * targetNorm,
                largest,
                operator,
                8 * DoubleFunctions.log(points) / points);
    }

    /** Uniform in +-size. */
    static double noise(double size, RandomStream stream, int sample) {
        return size * (2 * stream.uniform(sample) - 1);
    }

    private static double target(Sphere sphere, double u) {
        return WEIGHT * (sphere.polynomial(1, u) + sphere.polynomial(2, u));
    }

    private static double excess(Sphere sphere, DoubleMatrix x, DoubleMatrix predictions) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            double error = predictions.get(i, 0) - target(sphere, x.get(i, 0));
            sum = Math.fma(error, error, sum);
        }
        return sum / x.rows();
    }

    /** k between all rows, from their squared distances: 1 - x.y = |x - y|^2 / 2. */
    private static DoubleMatrix between(DeepKernel kernel, DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix k = DoubleMatrix.zeros(a.rows(), b.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < (a == b ? i : b.rows()); j++) {
                double square = 0;
                for (int c = 0; c < a.columns(); c++) {
                    double difference = a.get(i, c) - b.get(j, c);
                    square = Math.fma(difference, difference, square);
                }
                k.set(i, j, kernel.ofSeparation(Math.min(2, square / 2)));
            }
        }
        return k;
    }
}
