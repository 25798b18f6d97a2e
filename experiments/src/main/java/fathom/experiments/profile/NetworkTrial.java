package fathom.experiments.profile;

import fathom.experiments.profile.NetworkSearch.Found;
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
record NetworkTrial(Source source, int threads) implements Trial<NetworkCell, NetworkResult> {

    /** One in so many unlabelled inputs judges students during their training. */
    static final int JUDGING = 8;

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Samples in both widths, all contestants of a search and the chosen one's copy. */
    static long bytes(NetworkCell cell) {
        int deepest = cell.depth();
        long network =
                Network.bytes(architecture(cell, deepest), cell.training().batch())
                        + 8L * architecture(cell, deepest).parameters();
        long rows = 3L * cell.problem().n() + 2L * cell.training().unlabelled();
        return rows * (cell.inputs() + cell.outputs()) * 12L
                + network * (cell.training().rates().size() + 1);
    }

    private NetworkResult measure(NetworkCell cell) {
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
            return new NetworkResult(trivial, trivial, trivial, trivial, found.rate(), 0, "diverged", List.of());
        }
        return new NetworkResult(
                error(split, found.network(), split.test()),
                error(split, found.network(), validation),
                error(split, found.network(), training),
                trivial,
                found.rate(),
                found.epochs(),
                found.outcome(),
                students(cell, split, found.network()));
    }

    private List<NetworkResult.Student> students(NetworkCell cell, Split split, Network teacher) {
        List<NetworkResult.Student> students = new ArrayList<>();
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
            students.add(new NetworkResult.Student(
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

    private static Loss loss(NetworkCell cell) {
        return !cell.problem().classification()
                ? Loss.SQUARED
                : cell.outputs() == 1 ? Loss.LOGISTIC : Loss.SOFTMAX_CROSS_ENTROPY;
    }

    static Architecture architecture(NetworkCell cell, int depth) {
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
