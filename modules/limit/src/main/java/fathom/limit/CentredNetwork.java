package fathom.limit;

import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.Derivatives;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Outcome;
import fathom.nn.Parameterisation;
import fathom.nn.Scaled;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.ntk.empirical.EmpiricalKernel;
import fathom.simd.Elementwise;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * A model that begins at 0 and whose laziness alpha decides (Chizat, Oyallon and Bach 2019).
 *
 * <pre>
 * g(x) = alpha (f(x; theta) - f(x; theta_0)),   f in the NTK parameterisation, weights of variance w / fan-in, biases 0
 * loss   mean (g(x_i) - y_i)^2 / 2,             learning rate   factor * 2 B / lambda_max(K_B)
 * </pre>
 *
 * K_B is the tangent kernel of g at theta_0 on the first B training samples, so that factor 1 is where a step over these samples ceases
 * to be stable; since K_B has a factor alpha^2, the rate falls as 1 / alpha^2. The loss of g on y is that of alpha f on y + alpha f(theta_0),
 * which is how it is trained.
 */
public final class CentredNetwork {

    private final Network network;
    private final Network beginning;
    private final int batch;
    private Outcome outcome = Outcome.EPOCH_LIMIT;
    private int epochs;

    /**
     * @param inputs d
     * @param depth hidden layers of ReLUs
     * @param width of each
     * @param weights where the initial weights come from
     * @param batch samples in a step of gradient descent
     */
    public CentredNetwork(int inputs, int depth, int width, double alpha, RandomStream weights, int batch) {
        Architecture architecture = architecture(inputs, depth, width, alpha);
        this.network = network(architecture, weights, batch);
        this.beginning = network(architecture, weights, 1);
        this.batch = batch;
    }

    private static Architecture architecture(int inputs, int depth, int width, double alpha) {
        return Architecture.fullyConnected(inputs, depth, width, 1)
                .then(new Scaled(alpha))
                .with(Parameterisation.NTK);
    }

    private static Network network(Architecture architecture, RandomStream weights, int batch) {
        return Network.initialised(architecture, Initialiser.HE, weights, batch);
    }

    /** g(x) for every row: n x 1. */
    public FloatMatrix outputs(FloatMatrix x) {
        FloatMatrix outputs = network.forward(x);
        Elementwise.subtract(beginning.forward(x), outputs);
        return outputs;
    }

    /** The tangent kernel of g where it stands: n x n. */
    public DoubleMatrix kernel(FloatMatrix x) {
        return new EmpiricalKernel(new Derivatives(network)::jacobian, 1).traced(x, x);
    }

    /**
     * Trains until all samples are classified rightly, or the epochs end, or it diverges.
     *
     * @param x n x d
     * @param labels -1 or 1, n x 1
     * @param factor share of the largest stable learning rate
     * @param limit epochs at most
     * @param order where the order of the samples comes from
     */
    public void train(FloatMatrix x, FloatMatrix labels, double factor, int limit, RandomStream order) {
        FloatMatrix first = x.rows(0, Math.min(batch, x.rows()));
        double[] eigenvalues = SymmetricEigen.values(kernel(first));
        double rate = factor * 2 * first.rows() / eigenvalues[eigenvalues.length - 1];
        FloatMatrix shifted = beginning.forward(x);
        Elementwise.add(labels, shifted);
        Training settings = Training.of(Loss.SQUARED, rate, batch, limit);
        TrainingRun run = new TrainingRun(network, Batches.of(x, shifted), settings, order);
        while (!run.finished() && outcome != Outcome.INTERPOLATED) {
            run.epoch();
            outcome = run.outcome();
            if (outcome != Outcome.DIVERGED && error(x, labels) == 0) {
                outcome = Outcome.INTERPOLATED;
            }
        }
        epochs = run.epochs();
    }

    /** The share of rows whose sign is wrong. */
    public double error(FloatMatrix x, FloatMatrix labels) {
        return (double) Classification.mistakes(outputs(x), labels) / labels.rows();
    }

    /** How the training ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Passes over the samples until it ended. */
    public int epochs() {
        return epochs;
    }

    public boolean diverged() {
        return outcome == Outcome.DIVERGED;
    }

    /** Memory of the two networks. */
    public static long bytes(int inputs, int depth, int width, int batch) {
        return 2 * Network.bytes(architecture(inputs, depth, width, 1), batch);
    }
}
