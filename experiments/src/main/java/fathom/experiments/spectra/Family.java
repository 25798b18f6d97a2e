package fathom.experiments.spectra;

import module fathom.experiments;
import module java.base;

/**
 * Kernels of one kind at every depth, and what Bietti and Bach's theorem 1 says of their eigenvalues: {@link EndpointLaw}. The paper's L is one
 * more than ours. Source: Bietti and Bach (2021), section 3.2, with the constants worked out.
 *
 * @param name {@code nngp}, {@code ntk}, {@code step}, {@code laplace} or {@code exponential(gamma=...)}
 * @param gamma of exp(-(1 - u)^gamma); not a number for layered kernels
 */
record Family(String name, double gamma) {

    private static final Pattern EXPONENTIAL = Pattern.compile("exponential\\(gamma=([0-9.]+)\\)");

    /** @throws UserError if there is no such family */
    static Family parse(String text) {
        Matcher exponential = EXPONENTIAL.matcher(text);
        if (exponential.matches()) {
            double gamma = Double.parseDouble(exponential.group(1));
            if (!(gamma > 0 && gamma < 1)) {
                throw new UserError("invalid value " + text
                        + ": gamma must lie between 0 and 1, where the kernel is positive definite");
            }
            return new Family(text, gamma);
        }
        return switch (text) {
            case "nngp", "ntk", "step" -> new Family(text, Double.NaN);
            case "laplace" -> new Family(text, 0.5);
            default ->
                throw new UserError("unknown kernel \"" + Quoted.of(text)
                        + "\": must be nngp, ntk, step, laplace or exponential(gamma=0.25)");
        };
    }

    boolean isLayered() {
        return Double.isNaN(gamma);
    }

    /** The kernel of so many hidden layers, which the last two families ignore; the tangent kernel is L + 1 at u = 1. */
    SphereKernel kernel(int depth) {
        return switch (name) {
            case "nngp" -> SphereKernel.relu(Kernel.NNGP, InfiniteNetwork.relu(), depth);
            case "ntk" -> SphereKernel.relu(Kernel.NTK, InfiniteNetwork.relu(), depth);
            case "step" -> SphereKernel.step(depth);
            default -> SphereKernel.exponential(1, gamma);
        };
    }

    EndpointLaw law(int depth) {
        return switch (name) {
            case "nngp" -> EndpointLaw.reluNngp(depth);
            case "ntk" -> EndpointLaw.reluNtk(depth);
            case "step" -> EndpointLaw.step(depth);
            default -> new EndpointLaw(gamma, -1, 0);
        };
    }
}
