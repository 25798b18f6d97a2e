package fathom.experiments.conditioning;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Dense;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.LayerNorm;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Outcome;
import fathom.nn.Trainer;
import fathom.nn.Training;
import fathom.nn.TrainingResult;
import fathom.runs.Trial;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether gradient descent learns a random deep network. Two kinds of networks try, at every rate: two hidden layers of ReLU, and as many as
 * the target has, each normalised (without which sixteen layers would fail for reasons of their own). A fifth of the samples is kept
 * for validation and picks one of them.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record LearnTrial(int threads) implements Trial<LearnTrial.LearnCell, LearnTrial.LearnResult>, Serializable {

    /**
     * One random network to be learned, on points of the half cube.
     *
     * @param activation of the target, like depth and width
     * @param samples labelled points that learners see, the validation's among them
     * @param testPoints other points on which they are judged
     */
    public record LearnCell(
            String activation, int depth, int width, int d, int samples, int testPoints, long seed, Learner learner) {

        String label() {
            return "learning a network of depth " + depth + ", seed " + seed;
        }

        double cost() {
            double parameters = (double) learner.width * learner.width * (depth + 1) + 400.0 * (depth + 3);
            double training = 6 * parameters * samples * learner.epochs * learner.rates.size();
            return training + 2.0 * (samples + testPoints) * width * width * depth / 4;
        }

        long bytes() {
            return 8L * (samples + testPoints) * (2L * width + samples) + 8L * width * width;
        }
    }

    /** How the learning networks are trained. */
    public record Learner(
            @Key(value = "width of the networks that learn", min = 1, max = 16_384)
            int width,

            @Key(value = "learning rates, of which a validation set chooses", example = "1,0.1", was = "rates")
            List<Double> rates,

            @Key(value = "passes over the training points", min = 1, was = "epochs")
            int epochs,

            @Key(value = "points in a step", min = 1, was = "batch")
            int batch) {

        public Learner {
            rates.forEach(rate -> Require.positive("learner.rates", rate));
        }
    }

    /**
     * Correlations E[y sgn g(x)] on points that no learner has seen.
     *
     * @param descent of the network that did best on the validation points
     * @param linear of the least squares fit of a linear function and a constant
     * @param kernel of kernel regression with the target's own kernel of infinite width, which gradient descent does not know
     * @param constant of the better constant
     * @param learner which network did best
     * @param trainingCorrelation its correlation on its own training points
     */
    public record LearnResult(
            double descent,
            double linear,
            double kernel,
            double constant,
            String learner,
            double rate,
            double trainingCorrelation) {}

    private static final int VALIDATION = 5;
    private static final int SHALLOW = 2;

    @Override
    public LearnResult run(LearnCell cell) throws Exception {
        return Parallelism.call(threads, () -> learn(cell));
    }

    private static LearnResult learn(LearnCell cell) {
        HalfCube cube = new HalfCube(cell.d());
        RandomStream stream = RandomStream.of(cell.seed(), "conditioning").child("target");
        int[] order = stream.child("points").permutation(cube.points());
        int[] sampled = Arrays.copyOf(order, cell.samples());
        int[] tested = Arrays.copyOfRange(order, cell.samples(), cell.samples() + cell.testPoints());
        DoubleMatrix x = cube.rows(sampled);
        DoubleMatrix others = cube.rows(tested);
        RandomTarget target = new RandomTarget(cell.activation(), cell.depth(), cell.width(), stream.child("weights"));
        double[] y = target.labels(x);
        double[] truth = target.labels(others);

        Fit best = null;
        for (Architecture architecture : architectures(cell)) {
            for (double rate : cell.learner().rates()) {
                Fit fit = Fit.of(cell, architecture, rate, x, y, stream.child("learner"));
                best = best == null || fit.validation > best.validation ? fit : best;
            }
        }
        return new LearnResult(
                correlation(best.predictions(others), truth),
                correlation(Baselines.linear(x, y, others), truth),
                correlation(Baselines.kernel(cube, cell.activation(), cell.depth(), sampled, y, tested), truth),
                constant(y, truth),
                best.network.architecture().depth() + " hidden layers",
                best.rate,
                best.training);
    }

    private static List<Architecture> architectures(LearnCell cell) {
        List<Architecture> list = new ArrayList<>();
        list.add(Architecture.fullyConnected(cell.d(), SHALLOW, cell.learner().width(), 1));
        if (cell.depth() != SHALLOW) {
            List<Layer> layers = new ArrayList<>();
            for (int l = 0; l < cell.depth(); l++) {
                layers.addAll(List.of(new Dense(cell.learner().width()), new LayerNorm(), Activated.relu()));
            }
            layers.add(new Dense(1));
            list.add(new Architecture(cell.d(), layers));
        }
        return list;
    }

    /** mean y sgn g */
    static double correlation(double[] g, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += g[i] > 0 ? y[i] : -y[i];
        }
        return sum / y.length;
    }

    /** The constant that is right more often on the samples, judged on the others. */
    private static double constant(double[] y, double[] truth) {
        double majority = Arrays.stream(y).sum() >= 0 ? 1 : -1;
        return majority * Arrays.stream(truth).sum() / truth.length;
    }

    /** A trained network and its correlations with the target on the points of its validation and its training. */
    record Fit(Network network, double rate, double validation, double training) {

        static Fit of(
                LearnCell cell,
                Architecture architecture,
                double rate,
                DoubleMatrix x,
                double[] y,
                RandomStream stream) {
            Learner learner = cell.learner();
            int kept = x.rows() - x.rows() / VALIDATION;
            Network network = Network.initialised(
                    architecture, Initialiser.HE, stream.child("initial"), Math.min(learner.batch(), kept));
            FloatMatrix inputs = signs(x);
            FloatMatrix labels = signs(DoubleMatrix.wrap(y, y.length, 1));
            TrainingResult result = Trainer.train(
                    network,
                    Batches.of(inputs.rows(0, kept), labels.rows(0, kept)),
                    Training.of(Loss.LOGISTIC, rate, network.batch(), learner.epochs()),
                    stream.child("batches"));
            boolean diverged = result.outcome() == Outcome.DIVERGED;
            double[] outputs = column(network.forward(inputs.rows(kept, x.rows())));
            return new Fit(
                    network,
                    rate,
                    diverged ? -2 : correlation(outputs, Arrays.copyOfRange(y, kept, y.length)),
                    1 - 2 * result.trainingError());
        }

        double[] predictions(DoubleMatrix x) {
            return column(network.forward(signs(x)));
        }

        /** -1 and 1, as networks like them. */
        private static FloatMatrix signs(DoubleMatrix x) {
            FloatMatrix signs = FloatMatrix.zeros(x.rows(), x.columns());
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                    signs.set(i, j, x.get(i, j) > 0 ? 1 : -1);
                }
            }
            return signs;
        }

        private static double[] column(FloatMatrix outputs) {
            return IntStream.range(0, outputs.rows())
                    .mapToDouble(i -> outputs.get(i, 0))
                    .toArray();
        }
    }
}
