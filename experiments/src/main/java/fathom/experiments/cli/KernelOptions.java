package fathom.experiments.cli;

import fathom.ntk.DepthKernels;
import fathom.ntk.Kernel;
import fathom.ntk.RowKernel;
import fathom.simd.matrix.DoubleMatrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which kernel between rows a command on files computes. */
final class KernelOptions {

    @Option(names = "--kind", defaultValue = "ntk", description = "ntk or nngp (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Mixin
    private NetworkOptions network;

    KernelOptions() {}

    Kernel kind() {
        return NetworkOptions.kind(kind);
    }

    /** As {@link NetworkOptions#warnOfScale}. */
    void warnOfScale(DoubleMatrix x, Path path, PrintWriter notices) {
        network.warnOfScale(x, path, notices);
    }

    /** The kernels between rows at those depths, computed together. */
    DepthKernels depthKernels(List<Integer> depths) {
        return network.depthKernels(kind(), depths);
    }

    /** The convolutional kernel between those images at that depth. */
    RowKernel imageKernel(
            ConvolutionOptions convolution,
            int depth,
            ConvolutionOptions.Images x,
            ConvolutionOptions.Images y,
            PrintWriter notices) {
        return convolution.kernel(
                network.phi(),
                network.anyNetwork(),
                kind(),
                depth,
                x.image(),
                x.rows().rows(),
                y.rows().rows(),
                notices);
    }

    /** The same kernel as it can travel. */
    KernelDescription described(int depth) {
        return network.described(kind(), depth);
    }

    /** The kernel between rows at that depth, for any activation. */
    RowKernel rowKernel(int depth) {
        return network.rowKernel(kind(), depth);
    }
}
