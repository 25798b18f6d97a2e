package fathom.experiments.localglobal.lazy;

import fathom.data.Target;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Samples;
import fathom.experiments.localglobal.problem.UnitSphere;
import fathom.experiments.localglobal.training.Fit;
import fathom.experiments.localglobal.training.Search;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One network between feature learning and lazy training, on inputs of length sqrt d, where its limit is the NTK with trained biases of
 * unit inputs. Labels know no length, so they are those of the points as drawn.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record LazyTrial(int threads) implements Trial<LazyCell, LazyResult>, Serializable {

    @Override
    public LazyResult run(LazyCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Samples, two networks, and the Jacobian that the empirical kernel holds. */
    static long bytes(LazyCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.N() + problem.testPoints();
        long jacobian =
                (long) Math.min(1 << 25, 2 * cell.parameters() * cell.descent().probes());
        return points * (2L * problem.d() + 16) * Float.BYTES
                + 2
                        * CentredNetwork.bytes(
                                problem.d(),
                                cell.depth(),
                                cell.width(),
                                cell.descent().batch())
                + jacobian * Float.BYTES
                + 8L * (long) cell.parameters();
    }

    private static LazyResult measure(LazyCell cell) {
        Problem problem = cell.problem();
        LazyCell.Descent descent = cell.descent();
        Samples samples = Samples.of(problem);
        Target target = Samples.target(cell.target(), problem);
        FloatMatrix x = UnitSphere.atRadius(samples.training());
        FloatMatrix y = target.labels(samples.training());
        FloatMatrix test = UnitSphere.atRadius(samples.test());
        FloatMatrix truth = target.labels(samples.test());
        RandomStream random = RandomStream.of(problem.seed(), "local-global lazy");

        List<Double> errors = descent.factors().size() > 1 ? validationErrors(cell, x, y, random) : List.of(0.0);
        double factor = Fit.best(errors, descent.factors());

        CentredNetwork trained = network(cell, random.child("final"));
        FloatMatrix probes = test.rows(0, descent.probes());
        DoubleMatrix before = trained.kernel(probes);
        trained.train(x, y, factor, descent.epochs(), random.child("final batches"));
        return new LazyResult(
                trained.diverged() ? Fit.CHANCE : trained.error(test, truth),
                factor,
                trained.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                trained.epochs(),
                trained.diverged() ? 1 : trained.error(x, y),
                descent.factors().size() > 1 ? errors : List.of(),
                trained.diverged()
                        ? null
                        : KernelChange.of(before, trained.kernel(probes), truth.rows(0, descent.probes())));
    }

    /** For each share of the largest stable rate the error on the last samples of a network trained on the others. */
    static List<Double> validationErrors(LazyCell cell, FloatMatrix x, FloatMatrix y, RandomStream random) {
        LazyCell.Descent descent = cell.descent();
        int kept = x.rows() - Search.held(descent.validation(), x.rows());
        List<Double> errors = new ArrayList<>();
        for (double factor : descent.factors()) {
            CentredNetwork trained = network(cell, random.child("search"));
            trained.train(x.rows(0, kept), y.rows(0, kept), factor, descent.epochs(), random.child("search batches"));
            errors.add(trained.diverged() ? 1 : trained.error(x.rows(kept, x.rows()), y.rows(kept, y.rows())));
        }
        return errors;
    }

    private static CentredNetwork network(LazyCell cell, RandomStream weights) {
        return new CentredNetwork(
                cell.problem().d(),
                cell.depth(),
                cell.width(),
                cell.alpha(),
                weights,
                cell.descent().batch());
    }
}
