package fathom.experiments.cli;

import fathom.ntk.Classes;
import fathom.ntk.KernelRegression;
import fathom.ntk.Resources;
import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.ntk.TiledRegression;
import fathom.runs.Bytes;
import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.progress.Durations;
import fathom.simd.file.Tensor;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Regression or classification with the kernel of an infinitely wide network, from NumPy files to NumPy files. */
@Command(
        name = "predict",
        description = "Regress or classify .npy files with the NNGP or tangent kernel.",
        sortOptions = false,
        footer = {
            "",
            "Floating-point targets are regressed. An integer vector is class labels: the scores go to P.npy, the classes to"
                    + " P.classes.npy.",
            "Example: fathom predict --depth 3 --train X.npy --targets y.npy --test T.npy --ridge auto --output P.npy"
        })
final class PredictCommand implements Runnable {

    /** Operations that take ten seconds and more; to measure how fast the machine is takes some. */
    private static final double WORTH_SAYING = 1e12;

    @Option(names = "--depth", required = true, description = "Hidden layers.")
    private int depth;

    @Option(names = "--train", paramLabel = "X.npy", required = true, description = "Training inputs, n x d.")
    private Path train;

    @Option(names = "--targets", paramLabel = "Y.npy", required = true, description = "Their targets, n or n x m.")
    private Path targets;

    @Option(names = "--test", paramLabel = "T.npy", required = true, description = "Inputs to predict, t x d.")
    private Path test;

    @Option(names = "--ridge", defaultValue = "0", description = "r of K + n r I, or auto (default: ${DEFAULT-VALUE}).")
    private String ridge;

    @Option(names = "--output", paramLabel = "P.npy", required = true, description = "The predictions.")
    private Path output;

    @Option(
            names = "--precision",
            defaultValue = "f64",
            description = "f64, or f32: floats in half of the memory, refined in double (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description =
                    "A folder for a scratch file that holds the kernel's matrix, for more samples than the memory takes.")
    private Path scratch;

    @Option(names = "--unit", description = "Scale every input to length 1 first.")
    private boolean unit;

    @Mixin
    private KernelOptions options;

    @Mixin
    private IterativeOptions iterative;

    @Spec
    private CommandSpec spec;

    PredictCommand() {}

    @Override
    public void run() {
        try {
            predict();
        } catch (NotPositiveDefiniteException e) {
            throw new UserError(singular(e.pivot()), e);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private String singular(int row) {
        if (ridge.equals("auto")) {
            return "--ridge auto found no ridge that gives the kernel's matrix of " + train
                    + " a Cholesky factor: its entries are all 0, or leave the range of double precision; scale the inputs"
                    + " with --unit or --input-scale";
        }
        double given = number(ridge);
        return "the kernel's matrix with --ridge " + ridge + " is singular: row " + row + " (from 0) of " + train
                + " repeats rows before it, or cannot be told from them; give a larger --ridge such as "
                + (given == 0 ? 1e-9 : 1000 * given) + ", --ridge auto, or leave the row out";
    }

    private void predict() {
        double fixed = ridge.equals("auto") ? Double.NaN : number(ridge);
        boolean tiled = scratch != null || precision.equals("f32");
        if (!precision.equals("f64") && !precision.equals("f32")) {
            throw new UserError("--precision must be f64 or f32, not \"" + precision + "\"");
        }
        if (scratch != null && !Files.isDirectory(scratch)) {
            throw new UserError("--scratch " + scratch + " is no folder");
        }
        ArrayFiles.checkOutput(output, ".npy");
        RowKernel kernel = options.rowKernel(depth);
        PrintWriter err = spec.commandLine().getErr();
        DoubleMatrix x = rows(train, err);
        DoubleMatrix t = rows(test, err);
        ArrayFiles.checkSameColumns(x, train, t, test);
        PredictTargets given = PredictTargets.read(targets, train, x.rows(), t.rows(), this::tell);
        boolean vector = given.vector();
        boolean labels = given.labels();
        DoubleMatrix y = given.matrix();
        KernelRegression regression = iterative.asked()
                ? iterative.fit(options.described(depth), x, y, fixed, this::tell)
                : direct(kernel, x, y, t.rows(), fixed, tiled || !KernelRegression.inOneArray(x));
        DoubleMatrix scores = ArrayFiles.finiteResult(regression.predict(t), output);
        ArrayFiles.write(output, ArrayFiles.shaped(scores, vector && !labels));
        PrintWriter out = spec.commandLine().getOut();
        out.println(output);
        if (labels) {
            int[] classes = Classes.of(scores);
            Path beside = output.resolveSibling(output.getFileName().toString().replaceAll("\\.npy$", ".classes.npy"));
            ArrayFiles.write(beside, new Tensor(List.of(classes.length), new Tensor.Ints(classes)));
            out.println(beside);
        }
    }

    private KernelRegression direct(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix y, int tests, double fixed, boolean parts) {
        announce(kernel, x, tests, Double.isNaN(fixed), parts);
        if (Double.isNaN(fixed)) {
            return searched(kernel, x, y, parts);
        }
        return parts ? tiles(this::tell).fit(kernel, x, y, fixed) : KernelRegression.fit(kernel, x, y, fixed);
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println("fathom: " + sentence);
    }

    /** Tells those who will wait what they wait for. */
    private void announce(RowKernel kernel, DoubleMatrix x, int tests, boolean search, boolean parts) {
        TiledRegression tiles = tiles(sentence -> {});
        int fits = search ? RidgeSearch.CANDIDATES : 1;
        Resources resources = parts
                ? tiles.resources(x.rows(), tests, x.columns(), fits)
                : Resources.regression(x.rows(), tests, x.columns(), fits);
        resources.check(
                "regression on " + x.rows() + " samples",
                "take fewer samples, --precision f32, a --scratch folder, or a larger FATHOM_HEAP");
        if (resources.operations() > WORTH_SAYING) {
            RegressionForecast forecast = RegressionForecast.here(kernel, x);
            double seconds = forecast.seconds(x.rows(), tests, search, parts, parts && tiles.floats());
            tell("regression on " + x.rows() + " samples takes about " + Bytes.words(resources.bytes())
                    + " of memory and " + Durations.words(Duration.ofMillis((long) (1000 * seconds))) + " on "
                    + Parallelism.threads()
                    + (Parallelism.threads() == 1 ? " thread" : " threads")
                    + (parts && search ? ", if all " + fits + " ridges are tried" : ""));
        }
    }

    private TiledRegression tiles(Consumer<String> notices) {
        TiledRegression tiles = TiledRegression.inMemory().telling(notices);
        TiledRegression placed = scratch == null ? tiles : tiles.in(scratch);
        return precision.equals("f32") ? placed.inFloats() : placed;
    }

    /** With the ridge chosen here: leave-one-out where the whole matrix is there, held-out samples in tiles. */
    private KernelRegression searched(RowKernel kernel, DoubleMatrix x, DoubleMatrix y, boolean parts) {
        OncePerKind notices = new OncePerKind(this::tell);
        RidgeSearch search =
                parts ? RidgeSearch.heldOut(tiles(notices), kernel, x, y) : RidgeSearch.leaveOneOut(kernel, x, y);
        notices.tellRest();
        tell(search.sentence());
        return search.regression();
    }

    private DoubleMatrix rows(Path path, PrintWriter err) {
        DoubleMatrix matrix = ArrayFiles.matrix(path, err);
        if (unit) {
            ArrayFiles.unit(matrix, path);
        }
        options.warnOfScale(matrix, path, err);
        return matrix;
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UserError(
                    "invalid value --ridge=" + Quoted.of(text) + ": must be a number of at least 0, or auto", e);
        }
        throw new UserError("invalid value --ridge=" + Quoted.of(text) + ": must be a number of at least 0, or auto");
    }
}
