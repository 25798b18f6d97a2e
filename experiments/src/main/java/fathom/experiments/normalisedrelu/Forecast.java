package fathom.experiments.normalisedrelu;

import fathom.experiments.protocol.Paces;
import fathom.simd.Elementwise;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * How long trials will take, from a few steps of each kind of network, and a few inputs that pass through fresh and infinitely wide ones.
 *
 * @param paces of this machine
 */
record Forecast(Paces paces) {

    /** Wider and deeper networks are estimated from one of this width and depth, by their multiplications. */
    private static final int WIDEST = 512;

    private static final int DEEPEST = 8;

    private static final int STEPS = 4;

    /** Inputs of an infinitely wide network. */
    private static final int INPUTS = 48;

    private static final RandomStream RANDOM = RandomStream.of(0, "normalised-relu forecast");

    /** A kind of piece. */
    private record Fresh(Problem problem, int width) {}

    /** A kind of piece. */
    private record Limit(String network, int inputs) {}

    double seconds(NetworkCell cell) {
        Problem problem = cell.problem();
        double looks = Paces.FORWARDS * (2.0 * problem.test() + problem.validation() + problem.probe());
        double examples = (problem.training() + looks) * cell.descent().epochs();
        double settling = cell.name().batch() ? Session.SETTLING : 0;
        return (examples / cell.descent().batch() + settling) * step(cell);
    }

    private double step(NetworkCell cell) {
        NetworkCell timed =
                new NetworkCell(cell.problem(), cell.network(), small(cell.body()), cell.rate(), cell.descent());
        int rows = STEPS * cell.descent().batch();
        double step = paces.step(
                timed.kind(),
                STEPS,
                () -> Session.network(timed),
                () -> Paces.noise(rows, cell.problem().shape().size(), Problem.CLASSES),
                timed.settings(rows));
        return cell.multiplications() / timed.multiplications() * step;
    }

    private static Body small(Body body) {
        return new Body(body.kind(), Math.min(body.depth(), DEEPEST), Math.min(body.width(), WIDEST));
    }

    /** By one network of few layers, whatever stands behind them. */
    double seconds(BeginningCell cell) {
        Problem problem = cell.problem();
        Body shallow = small(cell.body());
        BeginningCell timed = new BeginningCell(problem, cell.network(), shallow, 1, cell.initialiser());
        int inputs = Math.min(problem.probe(), problem.test());
        double one = paces.seconds(new Fresh(problem, shallow.width()), () -> {
            FloatMatrix x = FloatMatrix.zeros(inputs, problem.shape().size());
            RANDOM.fillNormal(x, 0);
            return () -> BeginningTrial.overlaps(timed, x);
        });
        return cell.cost() / timed.cost() * one;
    }

    /** By few inputs: it goes by pairs of them. */
    double seconds(LimitCell cell) {
        int inputs = Math.min(cell.problem().probe(), cell.problem().test());
        int few = Math.min(INPUTS, inputs);
        int d = cell.problem().shape().size();
        double layer = paces.seconds(new Limit(cell.network(), few), () -> {
                    DoubleMatrix x = DoubleMatrix.zeros(few, d);
                    RANDOM.fillNormal(x, 0);
                    scale(x);
                    return () -> LimitTrial.overlaps(new NetworkName(cell.network()), DEEPEST, cell.weights(), x);
                })
                / DEEPEST;
        return (double) inputs / few * inputs / few * cell.depth() * layer;
    }

    /** To the length sqrt d of all inputs. */
    private static void scale(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            Elementwise.scale(Math.sqrt(x.columns() / Reduce.squaredNorm(x.row(i))), x.row(i));
        }
    }
}
