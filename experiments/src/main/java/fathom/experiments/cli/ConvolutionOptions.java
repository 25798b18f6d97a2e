package fathom.experiments.cli;

import fathom.ntk.ConvolutionalKernels;
import fathom.ntk.ConvolutionalNetwork;
import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Padding;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.ConvolutionalNetwork.Window;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.Resources;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which convolutional network a command is about. */
final class ConvolutionOptions {

    /** Operations that take some seconds. */
    private static final double WORTH_SAYING = 1e11;

    @Option(
            names = "--network",
            defaultValue = "dense",
            description =
                    "dense; conv: images n x height x width x channels or signals n x length x channels; n x length has one"
                            + " channel; an architecture such as \"dense(512) relu dense(1)\", or a text file that holds one;"
                            + " or the .safetensors file of a network, for its own tangent kernel (default: ${DEFAULT-VALUE}).")
    private String network;

    @Option(
            names = "--window",
            paramLabel = "F",
            defaultValue = "3",
            description =
                    "conv: width of the window, odd; s and w are divided by its pixels (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--padding",
            defaultValue = "zero",
            description = "conv: zero or circular (default: ${DEFAULT-VALUE}).")
    private String padding;

    @Option(
            names = "--readout",
            defaultValue = "flatten",
            description = "conv: flatten or average, the global average pooling (default: ${DEFAULT-VALUE}).")
    private String readout;

    ConvolutionOptions() {}

    /** A file of images, one in a row. */
    record Images(DoubleMatrix rows, Image image) {}

    /** An architecture or a file in place of a family's name. */
    Optional<String> architecture() {
        return Optional.of(network).filter(ArchitectureKernel::isMeant);
    }

    boolean convolutional() {
        return Settings.known("--network", network, List.of("dense", "conv")).equals("conv");
    }

    /** The images of a file. */
    static Images images(Path path, PrintWriter notices) {
        Tensor tensor = ArrayFiles.tensor(path);
        List<Integer> shape = tensor.shape();
        if (shape.size() < 2 || shape.size() > 4) {
            throw new UserError(path + " has the shape " + shape
                    + ", expected n x height x width x channels, n x length x channels or n x length");
        }
        if (ArrayFiles.isWhole(tensor)) {
            notices.println("fathom: " + path + " holds integers; they are converted to floating-point numbers");
        }
        int channels = shape.size() == 2 ? 1 : shape.getLast();
        int height = shape.size() == 4 ? shape.get(1) : 1;
        int width = shape.size() == 4 ? shape.get(2) : shape.get(1);
        if (channels < 1 || height < 1 || width < 1) {
            throw new UserError(path + " has the shape " + shape + ": its images have no pixels");
        }
        return new Images(ArrayFiles.finite(tensor.toDoubleMatrix(), path), new Image(channels, height, width));
    }

    /** The kernel of one depth between n and m images; what it takes is said before, where it is long. */
    RowKernel kernel(
            Nonlinearity phi,
            InfiniteNetwork variances,
            Kernel kind,
            int depth,
            Image image,
            long n,
            long m,
            PrintWriter err) {
        try {
            ConvolutionalNetwork layers = new ConvolutionalNetwork(
                    phi,
                    variances,
                    image,
                    new Window(image.height() == 1 ? 1 : window, window),
                    Padding.values()[choice("--padding", padding, "zero", "circular")],
                    Readout.values()[choice("--readout", readout, "flatten", "average")]);
            RowKernel kernel = ConvolutionalKernels.of(kind, layers, depth);
            Resources resources = ConvolutionalKernels.resources(layers, depth, n, m);
            if (resources.operations() > WORTH_SAYING) {
                err.println("fathom: " + n + " x " + m + " images of " + image.pixels() + " pixels at depth " + depth
                        + " take " + resources.sentence());
            }
            return kernel;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static int choice(String option, String value, String... names) {
        List<String> known = List.of(names);
        return known.indexOf(Settings.known(option, value, known));
    }
}
