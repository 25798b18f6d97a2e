package fathom.experiments.profile;

import fathom.experiments.profile.NetworkSearch.Found;
import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork;
import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.experiments.profile.sample.Part;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.nn.Architecture;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks of one depth with rate and moment chosen on the validation part; and, for the deepest, shallower networks that imitate its
 * outputs on inputs whose labels they never see.
 *
 * @param source of the samples
 * @param threads how many threads a kernel may use; no result depends on it
 */
record ProfileNetworkTrial(Source source, int threads) implements Trial<SplitNetworks, ChosenNetwork> {

    /**
     * The networks of one depth and one seed.
     *
     * @param depth number of hidden layers
     * @param students depths of the shallower networks that imitate this one; none for all but the deepest
     */
    public record SplitNetworks(
            ProfileProblem problem, int inputs, int outputs, int depth, Budget training, List<Integer> students) {

        /**
         * How they are trained.
         *
         * @param width of every hidden layer
         * @param rates learning rates to choose from
         * @param steps limit of each training
         * @param batch samples in a step
         * @param unlabelled inputs on which students imitate
         */
        public record Budget(int width, List<Double> rates, int steps, int batch, int unlabelled) {}

        /** The list is copied. */
        public SplitNetworks {
            students = List.copyOf(students);
        }

        String label() {
            return "network, depth " + depth + ", seed " + problem.seed();
        }

        /** Numbers that a network of this depth learns. */
        static double parameters(int inputs, int outputs, int width, int depth) {
            double hidden = width;
            return depth == 0
                    ? (inputs + 1.0) * outputs
                    : (inputs + 1) * hidden + (depth - 1) * (hidden + 1) * hidden + (hidden + 1) * outputs;
        }

        /** Steps of the whole search: all rates to one half, the better half of them to the end. */
        static double steps(Budget training) {
            int rates = training.rates().size();
            return training.steps() * (rates / 2.0 + Math.ceilDiv(rates, 2) / 2.0);
        }

        /** Looks of the whole search at what chooses, as its {@link #steps} go. */
        static double looks(Budget training) {
            return NetworkSearch.LOOKS * steps(training) / training.steps();
        }

        /** Rough floating-point operations: 6 for each parameter and sample of a step, and what a step costs besides. */
        double cost() {
            double sum = step(depth);
            for (int student : students) {
                sum += step(student);
            }
            return sum * steps(training);
        }

        private double step(int layers) {
            double parameters = parameters(inputs, outputs, training.width(), layers);
            return 6 * parameters * training.batch() + 20 * parameters + 2e5 * (layers + 1);
        }
    }

    /**
     * What came of the networks of one depth and seed.
     *
     * @param error on the test part
     * @param validationError on the validation part, which chose rate and moment
     * @param trainingError on the training part
     * @param trivialError what predicting the most frequent class, or the mean, gives on the same test part
     * @param rate the chosen learning rate
     * @param epochs passes over the training part at the chosen moment
     * @param outcome why the chosen training ended
     * @param students the imitations, if any
     */
    public record ChosenNetwork(
            double error,
            double validationError,
            double trainingError,
            double trivialError,
            double rate,
            int epochs,
            String outcome,
            List<Student> students) {

        /** The list is copied. */
        public ChosenNetwork {
            students = List.copyOf(students);
        }

        /**
         * A shallower network that imitates.
         *
         * @param unexplained sum (f - t)^2 / sum (t - mean t)^2 over the test inputs, t the teacher's outputs
         * @param disagreement share of the test inputs of another class than the teacher's; NaN where numbers are regressed
         * @param error on the labels of the test part
         */
        public record Student(int depth, double unexplained, double disagreement, double error, double rate) {}
    }

    /** One in so many unlabelled inputs judges students during their training. */
    static final int JUDGING = 8;

    @Override
    public ChosenNetwork run(SplitNetworks cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Samples in both widths, all contestants of a search and the chosen one's copy. */
    static long bytes(SplitNetworks cell) {
        int deepest = cell.depth();
        long network =
                Network.bytes(architecture(cell, deepest), cell.training().batch())
                        + 8L * architecture(cell, deepest).parameters();
        long rows = 3L * cell.problem().n() + 2L * cell.training().unlabelled();
        return rows * (cell.inputs() + cell.outputs()) * 12L
                + network * (cell.training().rates().size() + 1);
    }

    private ChosenNetwork measure(SplitNetworks cell) {
        Split split = cell.problem().split(source);
        RandomStream random = RandomStream.of(cell.problem().seed(), "profile network");
        Part training = split.training();
        Part validation = split.validation();
        boolean classes = split.classification();
        Found found = new NetworkSearch(
                        training.floatInputs(),
                        training.floatTargets(classes),
                        validation.floatInputs(),
                        validation.floatTargets(classes),
                        loss(cell))
                .of(architecture(cell, cell.depth()), cell.training(), random);
        double trivial = split.trivialError();
        if (found.diverged()) {
            return new ChosenNetwork(trivial, trivial, trivial, trivial, found.rate(), 0, "diverged", List.of());
        }
        return new ChosenNetwork(
                error(split, found.network(), split.test()),
                error(split, found.network(), validation),
                error(split, found.network(), training),
                trivial,
                found.rate(),
                found.epochs(),
                found.outcome(),
                students(cell, split, found.network()));
    }

    private List<ChosenNetwork.Student> students(SplitNetworks cell, Split split, Network teacher) {
        List<ChosenNetwork.Student> students = new ArrayList<>();
        if (cell.students().isEmpty()) {
            return students;
        }
        FloatMatrix inputs = Unlabelled.of(cell, split, source);
        FloatMatrix outputs = teacher.forward(inputs);
        float scale = rootMeanSquare(outputs);
        FloatMatrix targets = scaled(outputs, scale);
        int held = Math.max(1, inputs.rows() / JUDGING);
        NetworkSearch search = new NetworkSearch(
                inputs.rows(held, inputs.rows()),
                targets.rows(held, inputs.rows()),
                inputs.rows(0, held),
                targets.rows(0, held),
                Loss.SQUARED);
        FloatMatrix tests = split.test().floatInputs();
        DoubleMatrix taught = DoubleMatrix.widened(teacher.forward(tests));
        RandomStream random = RandomStream.of(cell.problem().seed(), "profile student");
        for (int depth : cell.students()) {
            Found found = search.of(architecture(cell, depth), cell.training(), random.child(depth));
            DoubleMatrix copied = DoubleMatrix.widened(scaled(found.network().forward(tests), 1 / scale));
            students.add(new ChosenNetwork.Student(
                    depth,
                    Imitation.unexplained(copied, taught),
                    split.classification() ? Imitation.disagreement(copied, taught) : Double.NaN,
                    split.error(copied, split.test().targets()),
                    found.rate()));
        }
        return students;
    }

    private static double error(Split split, Network network, Part part) {
        return split.error(DoubleMatrix.widened(network.forward(part.floatInputs())), part.targets());
    }

    private static Loss loss(SplitNetworks cell) {
        return !cell.problem().classification()
                ? Loss.SQUARED
                : cell.outputs() == 1 ? Loss.LOGISTIC : Loss.SOFTMAX_CROSS_ENTROPY;
    }

    static Architecture architecture(SplitNetworks cell, int depth) {
        return Architecture.fullyConnected(cell.inputs(), depth, cell.training().width(), cell.outputs());
    }

    private static float rootMeanSquare(FloatMatrix x) {
        double square = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                square = Math.fma((double) x.get(i, j), x.get(i, j), square);
            }
        }
        double mean = Math.sqrt(square / Math.max(1, (double) x.rows() * x.columns()));
        return mean > 0 ? (float) mean : 1;
    }

    /** x / scale: fresh. */
    private static FloatMatrix scaled(FloatMatrix x, float scale) {
        FloatMatrix scaled = FloatMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                scaled.set(i, j, x.get(i, j) / scale);
            }
        }
        return scaled;
    }
}
