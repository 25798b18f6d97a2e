package fathom.experiments.kernelregression;

import module fathom.experiments;
import module java.base;

/**
 * A kernel by the name that configurations and tables use. All extend from the sphere as |x| |x'| h(cos). kappa_0 and kappa_1 are the
 * arc-cosine kernels of step and ReLU with kappa(1) = 1.
 *
 * <pre>
 * nngp(depth=L)   h = kappa_1 composed L times                        the paper's RF kernel of L + 1 layers
 * ntk(depth=L)    the tangent kernel of L hidden layers, no biases    the paper's NTK of L + 1 layers; h(1) = L + 1
 * nngp_b          h = (1 + u) kappa_1(u)                              rf_b, one hidden layer without its missing parity
 * ntk_b           h = (1 + u) kappa_0(u) + kappa_1(u)                 ntk_b, one hidden layer with a trained bias
 * laplace         h = exp(-c sqrt(1 - u)), c = 1
 * </pre>
 *
 * @param family {@code nngp}, {@code ntk}, {@code nngp_b}, {@code ntk_b} or {@code laplace}
 * @param depth hidden layers; 0 for Laplace
 */
record KernelName(String family, int depth) {

    private static final Pattern LAYERED = Pattern.compile("(nngp|ntk)\\(depth=([1-9][0-9]?)\\)");
    private static final String LAPLACE = "laplace";

    /** @throws UserError if there is no kernel of that name */
    static KernelName parse(String text) {
        Matcher layered = LAYERED.matcher(text.replace(" ", "").toLowerCase(Locale.ROOT));
        if (layered.matches()) {
            return new KernelName(layered.group(1), Integer.parseInt(layered.group(2)));
        }
        return switch (text) {
            case "nngp_b", "ntk_b" -> new KernelName(text, 1);
            case LAPLACE -> new KernelName(LAPLACE, 0);
            default ->
                throw new UserError("unknown kernel \"" + Quoted.of(text)
                        + "\", expected nngp(depth=L), ntk(depth=L), nngp_b, ntk_b or laplace");
        };
    }

    /** What the paper's legend calls it. */
    String paperName() {
        return switch (family) {
            case "nngp" -> "rf " + (depth + 1) + "-layer";
            case "ntk" -> "ntk " + (depth + 1) + "-layer";
            case "nngp_b" -> "rf_b 2-layer";
            case "ntk_b" -> "ntk_b 2-layer";
            default -> "lap c=1";
        };
    }

    /** As the paper's figure 1 scales it: tangent kernels divided by their layers, ntk_b by 2. */
    RowKernel scaled() {
        return family.startsWith("ntk") ? unscaled().scaled(1.0 / (depth + 1)) : unscaled();
    }

    /** As the paper's table 1 has it. */
    RowKernel unscaled() {
        InfiniteNetwork relu = InfiniteNetwork.relu();
        return switch (family) {
            case "nngp" -> ReluKernels.of(Kernel.NNGP, relu, depth);
            case "ntk" -> ReluKernels.of(Kernel.NTK, relu, depth);
            case "nngp_b" ->
                ReluKernels.of(Kernel.NNGP, relu.withBiasVariance(1), 0)
                        .times(ReluKernels.of(Kernel.NNGP, relu, depth));
            case "ntk_b" -> ReluKernels.of(Kernel.NTK, relu.withTrainedBias(PerLayer.of(1, 0)), depth);
            default -> SphereKernel.laplace(1).homogeneous();
        };
    }

    /** h on the sphere, unscaled; none for the two kernels with biases, which are products or sums of others. */
    SphereKernel sphere() {
        return switch (family) {
            case "nngp" -> SphereKernel.relu(Kernel.NNGP, InfiniteNetwork.relu(), depth);
            case "ntk" -> SphereKernel.relu(Kernel.NTK, InfiniteNetwork.relu(), depth);
            case "laplace" -> SphereKernel.laplace(1);
            default -> throw new IllegalArgumentException("the spectrum of " + family + " is not at hand");
        };
    }

    @Override
    public String toString() {
        return family.equals("nngp") || family.equals("ntk") ? family + "(depth=" + depth + ")" : family;
    }
}
