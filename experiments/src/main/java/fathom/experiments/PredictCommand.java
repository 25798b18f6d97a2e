package fathom.experiments;

import fathom.ntk.Classes;
import fathom.ntk.KernelRegression;
import fathom.ntk.Resources;
import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.ntk.TiledRegression;
import fathom.runs.UserError;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Regression or classification with the kernel of an infinitely wide network, from NumPy files to NumPy files. */
@Command(
        name = "predict",
        description = "Regress or classify with the NNGP or tangent kernel, from .npy files to an .npy file.",
        sortOptions = false,
        footer = {
            "",
            "Floating-point targets are regressed. An integer vector is class labels: the scores go to P.npy, the classes to"
                    + " P.classes.npy.",
            "Example: fathom predict --depth 3 --train X.npy --targets y.npy --test T.npy --ridge auto --output P.npy"
        })
final class PredictCommand implements Runnable {

    /** Operations that take some seconds. */
    private static final double WORTH_SAYING = 1e11;

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

    @Spec
    private CommandSpec spec;

    PredictCommand() {}

    @Override
    public void run() {
        try {
            predict();
        } catch (NotPositiveDefiniteException e) {
            throw new UserError(
                    "the kernel's matrix with --ridge " + ridge + " is singular: row " + e.pivot() + " (from 0) of "
                            + train
                            + " repeats rows before it, or cannot be told from them; give a larger --ridge such as 1e-9, --ridge auto, or"
                            + " leave the row out",
                    e);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new UserError(e.getMessage(), e);
        }
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
        Tensor given = ArrayFiles.tensor(targets);
        boolean vector = given.shape().size() == 1;
        boolean labels = vector && ArrayFiles.isWhole(given);
        DoubleMatrix y = targets(given, labels, err);
        if (y.rows() != x.rows()) {
            throw new UserError(targets + " has " + y.rows() + " rows and " + train + " has " + x.rows()
                    + ", expected one target for each input");
        }
        boolean parts = tiled || !KernelRegression.inOneArray(x);
        announce(x, t, Double.isNaN(fixed) ? RidgeSearch.CANDIDATES : 1, parts ? tiles(err) : null, err);
        KernelRegression regression = Double.isNaN(fixed)
                ? searched(kernel, x, y, parts, err)
                : parts ? tiles(err).fit(kernel, x, y, fixed) : KernelRegression.fit(kernel, x, y, fixed);
        DoubleMatrix scores = regression.predict(t);
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

    /** Tells those who will wait what they wait for. */
    private static void announce(DoubleMatrix x, DoubleMatrix t, int fits, TiledRegression tiles, PrintWriter err) {
        Resources resources = tiles == null
                ? Resources.regression(x.rows(), t.rows(), x.columns(), fits)
                : tiles.resources(x.rows(), t.rows(), x.columns(), fits);
        if (resources.operations() > WORTH_SAYING) {
            err.println("fathom: regression on " + x.rows() + " samples takes " + resources.sentence()
                    + (tiles != null && fits > 1 ? ", if all " + fits + " ridges are tried" : ""));
        }
    }

    private TiledRegression tiles(PrintWriter err) {
        TiledRegression tiles = TiledRegression.inMemory().telling(sentence -> err.println("fathom: " + sentence));
        TiledRegression placed = scratch == null ? tiles : tiles.in(scratch);
        return precision.equals("f32") ? placed.inFloats() : placed;
    }

    /** With the ridge chosen here: leave-one-out where the whole matrix is there, held-out samples in tiles. */
    private KernelRegression searched(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix y, boolean parts, PrintWriter err) {
        RidgeSearch search =
                parts ? RidgeSearch.heldOut(tiles(err), kernel, x, y) : RidgeSearch.leaveOneOut(kernel, x, y);
        err.println("fathom: " + search.sentence());
        return search.regression();
    }

    private DoubleMatrix targets(Tensor given, boolean labels, PrintWriter err) {
        if (given.shape().isEmpty() || given.shape().size() > 2) {
            throw new UserError(targets + " has the shape " + given.shape() + ", expected n or n x m");
        }
        if (!labels) {
            if (ArrayFiles.isWhole(given)) {
                err.println("fathom: " + targets
                        + " is a matrix of integers; they are regressed as numbers, not as classes");
            }
            return ArrayFiles.finite(given.toDoubleMatrix(), targets);
        }
        int[] classes = new int[given.elements().count()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (int) given.elements().asDouble(i);
            if (classes[i] != given.elements().asDouble(i)) {
                throw new UserError(
                        targets + " holds the label " + given.elements().asDouble(i) + ", expected 0, 1, 2, ...");
            }
        }
        return Classes.targets(classes);
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
            throw new UserError("--ridge " + text + " cannot be, expected a number of at least 0, or auto", e);
        }
        throw new UserError("--ridge " + text + " cannot be, expected a number of at least 0, or auto");
    }
}
