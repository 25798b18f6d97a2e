package fathom.experiments.localglobal;

import fathom.nn.Outcome;
import module fathom.experiments;

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
final class CentredNetwork {

    private final Network network;
    private final Network beginning;
    private final int batch;
    private Outcome outcome = Outcome.EPOCH_LIMIT;
    private int epochs;

    CentredNetwork(int inputs, int depth, int width, double alpha, RandomStream weights, int batch) {
        Architecture architecture = architecture(inputs, depth, width, alpha);
        this.network = network(architecture, weights, batch);
        this.beginning = network(architecture, weights, 1);
        this.batch = batch;
    }

    /** That of f, times alpha. */
    static Architecture architecture(int inputs, int depth, int width, double alpha) {
        return Architecture.fullyConnected(inputs, depth, width, 1)
                .then(new Scaled(alpha))
                .with(Parameterisation.NTK);
    }

    static Network network(Architecture architecture, RandomStream weights, int batch) {
        return Network.initialised(architecture, Initialiser.HE, weights, batch);
    }

    /** g(x) for every row. */
    FloatMatrix outputs(FloatMatrix x) {
        FloatMatrix outputs = network.forward(x);
        Elementwise.subtract(beginning.forward(x), outputs);
        return outputs;
    }

    /** The tangent kernel of g where it stands. */
    DoubleMatrix kernel(FloatMatrix x) {
        return new EmpiricalKernel(new Derivatives(network)::jacobian, 1).traced(x, x);
    }

    /** Trains until all samples are classified rightly, or the epochs end, or it diverges. */
    void train(FloatMatrix x, FloatMatrix labels, double factor, int limit, RandomStream order) {
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
    double error(FloatMatrix x, FloatMatrix labels) {
        return (double) fathom.nn.Classification.mistakes(outputs(x), labels) / labels.rows();
    }

    Outcome outcome() {
        return outcome;
    }

    int epochs() {
        return epochs;
    }

    boolean diverged() {
        return outcome == Outcome.DIVERGED;
    }

    static long bytes(int inputs, int depth, int width, int batch) {
        return 2
                * Network.bytes(
                        Architecture.fullyConnected(inputs, depth, width, 1).with(Parameterisation.NTK), batch);
    }
}
