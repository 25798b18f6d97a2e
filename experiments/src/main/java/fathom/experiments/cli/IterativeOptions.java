package fathom.experiments.cli;

import fathom.ntk.IterativeRegression;
import fathom.ntk.KernelRegression;
import fathom.ntk.RowKernel;
import fathom.ntk.TiledGram;
import fathom.runs.Bytes;
import fathom.runs.ExecutorProvider;
import fathom.runs.ExecutorProvider.Connection;
import fathom.runs.ExecutorProvider.Shared;
import fathom.runs.ExecutorProvider.Work;
import fathom.runs.UserError;
import fathom.runs.progress.Durations;
import fathom.runs.settings.Settings;
import fathom.simd.ConjugateGradients.LinearMap;
import fathom.simd.Elementwise;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Regression by conjugate gradients, on this machine or on a cluster, for more samples than the memory takes as a matrix. */
final class IterativeOptions {

    private static final int TILE = 2048;
    private static final int FEWEST = 100;
    private static final int STANDARD_LANDMARKS = 2000;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([mMgG])");

    @Option(
            names = "--solver",
            defaultValue = "direct",
            description =
                    "direct, or iterative: conjugate gradients on tiles that are computed again in each iteration (default: ${DEFAULT-VALUE}).")
    private String solver;

    @Option(
            names = "--landmarks",
            paramLabel = "M",
            description = "Samples of the iteration's preconditioner (default: 2000, fewer where --memory says so).")
    private Integer landmarks;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "What the iteration may use, such as 4g (default: 3/4 of the heap).")
    private String memory;

    @Option(names = "--executor", defaultValue = "local", description = "Where tiles are computed: local or spark.")
    private String executor;

    @Option(names = "--master", paramLabel = "ADDRESS", description = "The cluster, such as spark://host:7077.")
    private String master;

    IterativeOptions() {}

    boolean asked() {
        Settings.known("solver", solver, List.of("direct", "iterative"));
        if (solver.equals("direct") && (landmarks != null || memory != null)) {
            throw new UserError("--landmarks and --memory are for --solver iterative: give it too");
        }
        return solver.equals("iterative") || !executor.equals("local") || master != null;
    }

    /** Fits on whatever machines were asked for. */
    KernelRegression fit(
            KernelDescription description, DoubleMatrix x, DoubleMatrix y, double ridge, Consumer<String> tell) {
        if (Double.isNaN(ridge)) {
            throw new UserError("--solver iterative needs a number as --ridge, not auto: try 1e-3, 1e-5, ...");
        }
        RowKernel kernel = description.kernel();
        IterativeRegression regression =
                IterativeRegression.withLandmarks(landmarks(x, y)).telling(tell);
        TiledGram gram = new TiledGram(x.rows(), Math.min(TILE, x.rows()));
        int last = gram.tiles() - 1;
        gram.contribution(kernel, x, last, y); // so that the compiler is done
        long begin = System.nanoTime();
        gram.add(last, gram.contribution(kernel, x, last, y), DoubleMatrix.zeros(y.rows(), y.columns()));
        double seconds = 1e-9 * (System.nanoTime() - begin) * gram.tiles();
        tell.accept(String.format(
                Locale.ROOT,
                "%d samples in %d tiles, %s of memory; an iteration computes them all, about %s on %d threads of this machine; some tens are needed",
                x.rows(),
                gram.tiles(),
                Bytes.words(regression.bytes(x.rows(), x.columns(), y.columns(), gram.tile())),
                Durations.words(Duration.ofMillis((long) (1000 * seconds))),
                Parallelism.threads()));
        try (Connection cluster = ExecutorProvider.connection(executor, master)) {
            LinearMap product = cluster == null
                    ? gram.product(kernel, x)
                    : new ClusterProduct(cluster, cluster.share(Rows.of(x)), description, gram);
            return regression.fit(kernel, x, y, ridge, product);
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private int landmarks(DoubleMatrix x, DoubleMatrix y) {
        long allowed = memory == null ? Runtime.getRuntime().maxMemory() / 4 * 3 : size(memory);
        int most = Math.min(landmarks == null ? STANDARD_LANDMARKS : landmarks, x.rows());
        if (most < 0) {
            throw new UserError("invalid value --landmarks=" + most + ": must be at least 0");
        }
        long needed = bytes(x, y, most);
        while (landmarks == null && needed > allowed && most > FEWEST) {
            most = Math.max(FEWEST, most * 4 / 5);
            needed = bytes(x, y, most);
        }
        if (needed > allowed) {
            throw new UserError("regression on " + x.rows() + " samples with " + most + " landmarks needs "
                    + Bytes.words(needed) + ", but --memory allows " + Bytes.words(allowed)
                    + ": give fewer landmarks, more memory, or a larger FATHOM_HEAP");
        }
        return most;
    }

    private static long bytes(DoubleMatrix x, DoubleMatrix y, int landmarks) {
        return IterativeRegression.withLandmarks(landmarks)
                .bytes(x.rows(), x.columns(), y.columns(), Math.min(TILE, x.rows()));
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new UserError("invalid value --memory=" + text + ": must be a whole number with m or g, such as 4g");
        }
        int shift = matcher.group(2).equalsIgnoreCase("m") ? 20 : 30;
        return Long.parseLong(matcher.group(1)) << shift;
    }

    /** A matrix that can travel. */
    private record Rows(double[] values, int rows, int columns) implements Serializable {

        static Rows of(DoubleMatrix x) {
            DoubleMatrix copy = x.copy();
            return new Rows(copy.array(), copy.rows(), copy.columns());
        }

        DoubleMatrix matrix() {
            return DoubleMatrix.wrap(values, rows, columns);
        }
    }

    /** One product with K: computes a tile's contribution on whatever machine this is, on one thread. */
    private record TileWork(Shared<Rows> inputs, KernelDescription kernel, TiledGram gram, Rows v)
            implements Work<Integer, Rows> {
        @Override
        public Rows apply(Integer number) throws Exception {
            DoubleMatrix x = inputs.value().matrix();
            return Parallelism.call(1, () -> Rows.of(gram.contribution(kernel.kernel(), x, number, v.matrix())));
        }
    }

    /** K v, its tiles computed on a cluster and added in their order. */
    private record ClusterProduct(Connection cluster, Shared<Rows> inputs, KernelDescription kernel, TiledGram gram)
            implements LinearMap {
        @Override
        public void apply(DoubleMatrix v, DoubleMatrix y) {
            List<Integer> numbers = IntStream.range(0, gram.tiles()).boxed().toList();
            Rows[] contributions = new Rows[numbers.size()];
            try {
                cluster.map(
                        new TileWork(inputs, kernel, gram, Rows.of(v)),
                        numbers,
                        (number, rows) -> contributions[number] = rows);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted while tiles were computed on the cluster", e);
            }
            Elementwise.fill(y, 0);
            numbers.forEach(number -> gram.add(number, contributions[number].matrix(), y));
        }
    }
}
