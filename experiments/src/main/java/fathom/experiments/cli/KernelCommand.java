package fathom.experiments.cli;

import fathom.nn.Shape;
import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.DepthKernels;
import fathom.ntk.RowKernel;
import fathom.runs.UserError;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The kernel of an infinitely wide network between the rows of NumPy files. */
@Command(
        name = "kernel",
        description = "Write the NNGP or tangent kernel between the rows of .npy files.",
        sortOptions = false,
        footer = {
            "",
            "Example: fathom kernel --kind ntk --depth 3 --input X.npy --output K.npy",
            "Images:  fathom kernel --network conv --depth 4 --readout average --input images.npy --output K.npy",
            "Any:     fathom kernel --network \"dense(512) relu layernorm dense(1)\" --input X.npy --output K.npy"
        })
final class KernelCommand implements Runnable {

    private static final List<String> SAID_BY_AN_ARCHITECTURE = List.of(
            "--depth",
            "--activation",
            "--weight-variance",
            "--bias-variance",
            "--trained-bias",
            "--input-scale",
            "--frozen",
            "--window",
            "--padding",
            "--readout");

    @Option(
            names = "--depth",
            paramLabel = "L",
            description = "Hidden layers; a list or range (1,2,4..8) writes an .npz, one array a depth.")
    private String depth;

    private List<Integer> depths;

    @Option(names = "--input", paramLabel = "X.npy", required = true, description = "Inputs, n x d.")
    private Path input;

    @Option(names = "--other", paramLabel = "Y.npy", description = "The other inputs, m x d (default: X itself).")
    private Path other;

    @Option(names = "--output", paramLabel = "K.npy", required = true, description = "The kernel, n x n or n x m.")
    private Path output;

    @Option(names = "--unit", description = "Scale every row to length 1 first.")
    private boolean unit;

    @Option(
            names = "--precision",
            defaultValue = "f64",
            description =
                    "f64 or f32: of the file and, for relu without biases, of the work (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Mixin
    private KernelOptions options;

    @Mixin
    private ConvolutionOptions convolution;

    @Option(
            names = "--initialiser",
            defaultValue = "he",
            description =
                    "How the weights of an architecture are drawn: glorot, he, lecun, ... (default: ${DEFAULT-VALUE}).")
    private String initialiser;

    @Spec
    private CommandSpec spec;

    KernelCommand() {}

    @Override
    public void run() {
        if (convolution.architecture().isPresent()) {
            architecture(convolution.architecture().get());
            return;
        }
        if (isGiven("--initialiser")) {
            throw new UserError(
                    "--initialiser is for an architecture: give one as --network, or --weight-variance here");
        }
        if (depth == null) {
            throw new UserError("--depth is missing: hidden layers; a list or range (1,2,4..8) writes an .npz");
        }
        depths = Depths.parse(depth);
        if (convolution.convolutional()) {
            images();
            return;
        }
        DepthKernels kernels = options.depthKernels(depths);
        checkPrecision();
        boolean several = depths.size() > 1;
        ArrayFiles.checkOutput(output, several ? ".npz" : ".npy");
        PrintWriter err = spec.commandLine().getErr();
        DoubleMatrix x = rows(input, err);
        DoubleMatrix y = other == null ? null : rows(other, err);
        if (y != null) {
            ArrayFiles.checkSameColumns(x, input, y, other);
        }
        ArrayFiles.checkSize(x.rows(), y == null ? x.rows() : y.rows(), depths.size());
        Map<String, Tensor> tensors;
        try {
            tensors = tensors(kernels, x, y);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
        write(tensors, several);
    }

    /** Of any architecture, whose text says depth and activations. */
    private void architecture(String network) {
        for (String option : SAID_BY_AN_ARCHITECTURE) {
            if (isGiven(option)) {
                throw new UserError(option + " and an architecture exclude each other: --network says it all");
            }
        }
        checkPrecision();
        ArrayFiles.checkOutput(output, ".npy");
        PrintWriter err = spec.commandLine().getErr();
        ConvolutionOptions.Images images = ConvolutionOptions.images(input, err);
        DoubleMatrix x = images.rows();
        DoubleMatrix y =
                other == null ? null : ConvolutionOptions.images(other, err).rows();
        if (unit) {
            ArrayFiles.unit(x, input);
            if (y != null) {
                ArrayFiles.unit(y, other);
            }
        }
        if (y != null) {
            ArrayFiles.checkSameColumns(x, input, y, other);
        }
        ArrayFiles.checkSize(x.rows(), y == null ? x.rows() : y.rows(), 1);
        Image image = images.image();
        Shape shape = image.height() == 1 && image.channels() == 1
                ? Shape.flat(image.width())
                : new Shape(image.channels(), image.height(), image.width());
        RowKernel kernel = ArchitectureKernel.of(network, initialiser, options.kind(), shape);
        DoubleMatrix matrix = y == null ? kernel.gram(x) : kernel.cross(x, y);
        ArrayFiles.write(
                output,
                precision.equals("f64")
                        ? Tensor.of(ArrayFiles.finiteResult(matrix, output))
                        : Tensor.of(finite(FloatMatrix.rounded(matrix))));
        spec.commandLine().getOut().println(output);
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void checkPrecision() {
        if (!precision.equals("f64") && !precision.equals("f32")) {
            throw new UserError("--precision must be f64 or f32, not \"" + precision + "\"");
        }
    }

    /** Between images; a row of the matrices holds one. */
    private void images() {
        if (unit) {
            throw new UserError("--unit is for rows, not for images; scale them, or give --input-scale");
        }
        checkPrecision();
        boolean several = depths.size() > 1;
        ArrayFiles.checkOutput(output, several ? ".npz" : ".npy");
        PrintWriter err = spec.commandLine().getErr();
        ConvolutionOptions.Images x = ConvolutionOptions.images(input, err);
        ConvolutionOptions.Images y = other == null ? x : ConvolutionOptions.images(other, err);
        if (!x.image().equals(y.image())) {
            throw new UserError(input + " holds " + x.image() + " and " + other + " " + y.image()
                    + ", expected images of one shape in both");
        }
        ArrayFiles.checkSize(x.rows().rows(), y.rows().rows(), depths.size());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            for (int layers : depths) {
                RowKernel kernel = options.imageKernel(convolution, layers, x, y, err);
                DoubleMatrix matrix = other == null ? kernel.gram(x.rows()) : kernel.cross(x.rows(), y.rows());
                tensors.put(
                        "depth" + layers,
                        precision.equals("f64") ? Tensor.of(matrix) : Tensor.of(finite(FloatMatrix.rounded(matrix))));
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
        write(tensors, several);
    }

    private DoubleMatrix rows(Path path, PrintWriter err) {
        DoubleMatrix matrix = ArrayFiles.matrix(path, err);
        if (unit) {
            ArrayFiles.unit(matrix, path);
        }
        options.warnOfScale(matrix, path, err);
        return matrix;
    }

    private Map<String, Tensor> tensors(DepthKernels chosen, DoubleMatrix x, DoubleMatrix y) {
        Map<String, Tensor> kernels = new LinkedHashMap<>();
        if (precision.equals("f64")) {
            List<DoubleMatrix> matrices = y == null ? chosen.grams(x) : chosen.crosses(x, y);
            for (int i = 0; i < matrices.size(); i++) {
                kernels.put("depth" + depths.get(i), Tensor.of(ArrayFiles.finiteResult(matrices.get(i), output)));
            }
        } else {
            List<FloatMatrix> matrices = y == null ? chosen.floatGrams(x) : chosen.floatCrosses(x, y);
            for (int i = 0; i < matrices.size(); i++) {
                kernels.put("depth" + depths.get(i), Tensor.of(finite(matrices.get(i))));
            }
        }
        return kernels;
    }

    /** What double holds may be too large for float. */
    private FloatMatrix finite(FloatMatrix matrix) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (!Float.isFinite(matrix.get(i, j))) {
                    throw new UserError(output + " is not written: its row " + i + ", column " + j
                            + " (from 0) overflows single precision; take --precision f64, or scale the inputs with"
                            + " --unit or --input-scale");
                }
            }
        }
        return matrix;
    }

    private void write(Map<String, Tensor> kernels, boolean several) {
        if (several) {
            ArrayFiles.write(output, kernels);
        } else {
            ArrayFiles.write(output, kernels.values().iterator().next());
        }
        spec.commandLine().getOut().println(output);
    }
}
