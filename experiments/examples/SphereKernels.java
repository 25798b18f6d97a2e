import module fathom.experiments;
import fathom.runs.settings.Key;

/*
 * Which kernel learns a target on the sphere from fewest samples?
 *
 *     ./fathom run experiments/examples/SphereKernels.java kernel=ntk1,ntk4,laplace "target=bump(b=0.65,d=4)" n=64,256,1024
 */

record Settings(
        @Key(value = "a task on the sphere, as in docs/profile.md", example = "harmonic(k=3,d=10)") String target,
        @Key("ntkL and nngpL of a ReLU network with L hidden layers, laplace, gaussian") List<String> kernel,
        @Key(value = "training samples", min = 2) List<Integer> n,
        @Key(value = "ridge r: n r is added to the diagonal", min = 0) double ridge,
        @Key("draws of the samples") List<Long> seeds) {}

record Point(String target, String kernel, int n, double ridge, long seed) {}

record Fit(double error) {}

static SphereKernel kernel(String name) {
    String depth = name.replaceAll("\\D", "");
    InfiniteNetwork network = InfiniteNetwork.relu().withTrainedBias(1);
    return switch (name.replaceAll("\\d", "")) {
        case "ntk" -> SphereKernel.relu(Kernel.NTK, network, Integer.parseInt(depth));
        case "nngp" -> SphereKernel.relu(Kernel.NNGP, network, Integer.parseInt(depth));
        case "laplace" -> SphereKernel.laplace(1);
        case "gaussian" -> SphereKernel.gaussian(1);
        default -> throw new UserError("unknown kernel " + name + ": take ntk1, nngp2, laplace or gaussian");
    };
}

static Fit regress(Point p) {
    int test = 1000;
    Dataset all = Task.named(p.target()).valued(test + p.n(), p.seed());
    DoubleMatrix x = DoubleMatrix.widened(all.inputs());
    DoubleMatrix y = DoubleMatrix.widened(all.targets());
    var fit = KernelRegression.fit(
            kernel(p.kernel()).homogeneous(), x.rows(test, test + p.n()), y.rows(test, test + p.n()), p.ridge());
    return new Fit(Split.squaredError(fit.predict(x.rows(0, test)), y.rows(0, test)));
}

void main(String... args) {
    Experiment.of("sphere-kernels", "Which kernel learns a target on the sphere from fewest samples?")
            .settings(new Settings(
                    "harmonic(k=3,d=6)",
                    List.of("ntk1", "ntk4", "laplace", "gaussian"),
                    List.of(100, 300, 1000),
                    1e-6,
                    List.of(1L, 2L, 3L, 4L, 5L)))
            .sweep(Point.class, Fit.class, p -> regress(p))
            .cost(p -> Math.pow(p.n(), 3))
            .bytes(p -> 16L * p.n() * (p.n() + 1000))
            .report((results, page) -> {
                Metric error = results.metric("squared error / variance", Fit::error);
                Metric most = error.where("n", error.values("n").getLast());
                Metric best = most.by("kernel").stream()
                        .min(Comparator.comparingDouble(one -> one.overSeeds().mean()))
                        .orElseThrow();
                page.answer("At n = " + best.at("n") + " " + best.at("kernel") + " errs least: "
                        + Numbers.words(best.overSeeds()) + " of the variance.");
                page.lines(error, "n", "kernel");
                page.table("Squared error / variance", error, "kernel", "n");
                page.summary(error);
            })
            .run(args);
}
