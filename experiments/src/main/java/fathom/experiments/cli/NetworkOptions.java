package fathom.experiments.cli;

import fathom.ntk.ActivationKernels;
import fathom.ntk.DepthKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.PerLayer;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say which infinitely wide network a command is about; the conventions are those of docs/theory.md. */
final class NetworkOptions {

    @Option(names = "--activation", defaultValue = "relu", description = "The activation (default: ${DEFAULT-VALUE}).")
    private String activation;

    @Option(
            names = "--weight-variance",
            paramLabel = "W",
            split = ",",
            description = "w, one or one a layer (default: what keeps variance 1, 2 for relu).")
    private List<Double> weightVariance;

    @Option(
            names = "--bias-variance",
            paramLabel = "B",
            split = ",",
            defaultValue = "0",
            description = "b, one or one a layer from layer 0 (default: ${DEFAULT-VALUE}).")
    private List<Double> biasVariance;

    @Option(
            names = "--trained-bias",
            paramLabel = "BETA",
            split = ",",
            defaultValue = "0",
            description = "beta, one or one a layer from layer 0 (default: ${DEFAULT-VALUE}).")
    private List<Double> trainedBias;

    @Option(
            names = "--input-scale",
            paramLabel = "S",
            defaultValue = "1",
            description = "s (default: ${DEFAULT-VALUE}).")
    private double inputScale;

    @Option(
            names = "--frozen",
            paramLabel = "K",
            defaultValue = "0",
            description = "Layers 0 to K - 1 are not trained (default: ${DEFAULT-VALUE}).")
    private int frozen;

    NetworkOptions() {}

    /** The kernel between rows of a network with any activation. */
    RowKernel rowKernel(Kernel kind, int depth) {
        if (depth < 0) {
            throw new UserError("invalid value --depth=" + depth + ": must be at least 0, the number of hidden layers");
        }
        try {
            return described(kind, depth).kernel();
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    /** The kernel of these options, as it can travel. */
    KernelDescription described(Kernel kind, int depth) {
        return new KernelDescription(
                kind, activation, weightVariance, biasVariance, trainedBias, inputScale, frozen, depth);
    }

    /** The kernels between rows at several depths, computed together. */
    DepthKernels depthKernels(Kernel kind, List<Integer> depths) {
        depths.forEach(depth -> rowKernel(kind, depth)); // refuses what cannot be at each of them
        InfiniteNetwork all = frozen == 0 ? network() : network().withFrozenLayers(frozen, Collections.max(depths));
        return DepthKernels.of(
                phi(), kind, all, depths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The network, for any activation; of one learning rate. */
    InfiniteNetwork anyNetwork() {
        if (frozen != 0) {
            throw new UserError("--frozen is for kernels between rows alone, not for images or spectra");
        }
        try {
            return network();
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    /** A word when inputs are far from the scale at which an activation that is not homogeneous keeps its variance. */
    void warnOfScale(DoubleMatrix x, Path path, PrintWriter notices) {
        double mean = x.rows() == 0 ? 1 : inputScale * Reduce.squaredNorm(x) / x.rows();
        if (!phi().isHomogeneous() && !(mean >= 0.5 && mean <= 2)) {
            notices.printf(
                    Locale.ROOT,
                    "fathom: rows of %s have a mean s |x|^2 of %.3g, far from 1, where %s keeps its variance; --unit or --input-scale changes that%n",
                    path,
                    mean,
                    activation);
        }
    }

    private InfiniteNetwork network() {
        PerLayer weights = weightVariance == null
                ? PerLayer.same(ActivationKernels.weightVariance(phi()))
                : new PerLayer(weightVariance);
        return new InfiniteNetwork(inputScale, weights, new PerLayer(biasVariance), new PerLayer(trainedBias));
    }

    Nonlinearity phi() {
        return activation(activation);
    }

    /** The kernel of that name; an unknown one gets the nearest names. */
    static Kernel kind(String text) {
        List<String> names = Arrays.stream(Kernel.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        return Kernel.values()[names.indexOf(Settings.known("--kind", text, names))];
    }

    /** The activation of that name; an unknown one gets the nearest names. */
    static Nonlinearity activation(String text) {
        try {
            return Nonlinearity.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
