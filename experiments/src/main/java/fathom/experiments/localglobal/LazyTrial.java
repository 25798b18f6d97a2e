package fathom.experiments.localglobal;

import fathom.data.Target;
import module fathom.experiments;
import module java.base;

/**
 * One network between feature learning and lazy training, on inputs of length sqrt d, where its limit is the NTK with trained biases of
 * unit inputs. Labels know no length, so they are those of the points as drawn.
 */
record LazyTrial() implements Trial<LazyTrial.LazyCase, LazyTrial.LazyResult> {

    /**
     * One network in the NTK parameterisation whose output is multiplied by alpha.
     *
     * @param target {@code local} or {@code global}
     * @param depth number of hidden layers
     * @param width of each of them
     * @param alpha the output's factor: lazy if large
     */
    public record LazyCase(
            TargetProblem problem, String target, int depth, int width, double alpha, LazyTraining descent) {

        String label() {
            return "lazy, " + target + ", L = " + depth + ", width " + width + ", alpha " + alpha + ", seed "
                    + problem.seed();
        }

        double parameters() {
            double n = width;
            return problem.d() * n + (depth - 1) * n * n + n;
        }

        /** Rough floating-point operations: trainings, 400 parameters more for what a step costs whatever its size, and Jacobians. */
        double cost() {
            double passes = problem.N() * (double) descent.epochs();
            return 8 * (parameters() + 400) * passes * (descent.factors().size() * (1 - descent.validation()) + 1)
                    + 10 * parameters() * descent.probes() * descent.probes();
        }

        /** Samples, two networks, and the Jacobian that the empirical kernel holds. */
        long bytes() {
            long points = (long) problem.N() + problem.testPoints();
            long jacobian = (long) Math.min(1 << 25, 2 * parameters() * descent.probes());
            return points * (2L * problem.d() + 16) * Float.BYTES
                    + 2 * CentredNetwork.bytes(problem.d(), depth, width, descent.batch())
                    + jacobian * Float.BYTES
                    + 8L * (long) parameters();
        }
    }

    /**
     * How it is trained.
     *
     * @param factors learning rates to choose from, as shares of the largest stable one of the batch's tangent kernel
     * @param epochs limit of each training
     * @param batch samples in a step
     * @param validation share of the samples on which the rate is chosen
     * @param probes test points on which the tangent kernel is watched
     */
    public record LazyTraining(List<Double> factors, int epochs, int batch, double validation, int probes) {}

    /**
     * Its result.
     *
     * @param error share of the test points whose sign is wrong; 0.5, which is chance, where training diverged
     * @param factor the share of the largest stable learning rate that the validation split chose
     * @param outcome {@code interpolated}, {@code epoch limit} or {@code diverged}
     * @param epochs passes over the samples until it stopped
     * @param trainingError share of misclassified training samples at the end
     * @param validationErrors by factor, 1 where training diverged; empty where there was one factor and so no choice
     * @param change what became of the tangent kernel; null where training diverged
     */
    public record LazyResult(
            double error,
            double factor,
            String outcome,
            int epochs,
            double trainingError,
            List<Double> validationErrors,
            KernelChange change) {}

    @Override
    public LazyResult run(LazyCase cell) {
        TargetProblem problem = cell.problem();
        LazyTraining descent = cell.descent();
        TargetSamples samples = TargetSamples.of(problem);
        Target target = TargetSamples.target(cell.target(), problem);
        FloatMatrix x = UnitSphere.atRadius(samples.training());
        FloatMatrix y = target.labels(samples.training());
        FloatMatrix test = UnitSphere.atRadius(samples.test());
        FloatMatrix truth = target.labels(samples.test());
        RandomStream random = RandomStream.of(problem.seed(), "local-global lazy");

        List<Double> errors = descent.factors().size() > 1 ? validationErrors(cell, x, y, random) : List.of(0.0);
        double factor = TrainedNetwork.best(errors, descent.factors());

        CentredNetwork trained = network(cell, random.child("final"));
        FloatMatrix probes = test.rows(0, descent.probes());
        DoubleMatrix before = trained.kernel(probes);
        trained.train(x, y, factor, descent.epochs(), random.child("final batches"));
        return new LazyResult(
                trained.diverged() ? TrainedNetwork.CHANCE : trained.error(test, truth),
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
    static List<Double> validationErrors(LazyCase cell, FloatMatrix x, FloatMatrix y, RandomStream random) {
        LazyTraining descent = cell.descent();
        int kept = x.rows() - Search.held(descent.validation(), x.rows());
        List<Double> errors = new ArrayList<>();
        for (double factor : descent.factors()) {
            CentredNetwork trained = network(cell, random.child("search"));
            trained.train(x.rows(0, kept), y.rows(0, kept), factor, descent.epochs(), random.child("search batches"));
            errors.add(trained.diverged() ? 1 : trained.error(x.rows(kept, x.rows()), y.rows(kept, y.rows())));
        }
        return errors;
    }

    private static CentredNetwork network(LazyCase cell, RandomStream weights) {
        return new CentredNetwork(
                cell.problem().d(),
                cell.depth(),
                cell.width(),
                cell.alpha(),
                weights,
                cell.descent().batch());
    }
}
