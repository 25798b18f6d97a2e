package fathom.experiments.spectra;

import module fathom.experiments;
import module java.base;

/**
 * Kernels of one kind at every depth, and what Bietti and Bach's theorem 1 says of their eigenvalues. With L hidden layers,
 *
 * <pre>
 * nngp          nu = 3/2    c_1 = c L                 c_{-1} = c Pi            c = 2 sqrt2 / (3 pi)
 * ntk           nu = 1/2    c_1 = -s L (L + 1) / 2    c_{-1} = -s Pi           s = sqrt2 / pi
 * step          nu = 2^-L   c_1 = -s^(2 - 2^(1-L))    c_{-1} = s at L = 1, else of higher order
 * laplace       nu = 1/2    c_1 = -1                  c_{-1} = 0
 * exponential   nu = gamma  c_1 = -1                  c_{-1} = 0
 * Pi = kappa_0(b_1) ... kappa_0(b_{L-1}),   b_1 = 0,   b_{l+1} = kappa_1(b_l)
 * </pre>
 *
 * kappa_0 and kappa_1 are the arc-cosine kernels; the paper's L is one more than ours. Source: Bietti and Bach (2021), section 3.2, with the
 * constants worked out.
 *
 * @param name {@code nngp}, {@code ntk}, {@code step}, {@code laplace} or {@code exponential(gamma=...)}
 * @param gamma of exp(-(1 - u)^gamma); not a number for layered kernels
 */
record Family(String name, double gamma) {

    private static final Pattern EXPONENTIAL = Pattern.compile("exponential\\(gamma=([0-9.]+)\\)");
    static final double S = 0.45015815807855303;
    static final double C = 0.30010543871903535;

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
            case "nngp" -> new EndpointLaw(1.5, C * depth, C * far(depth));
            case "ntk" -> new EndpointLaw(0.5, -S * depth * (depth + 1) / 2, -S * far(depth));
            case "step" -> step(depth);
            default -> new EndpointLaw(gamma, -1, 0);
        };
    }

    private static EndpointLaw step(int depth) {
        double nu = Math.scalb(1.0, -depth);
        double power = 2 - 2 * nu;
        return new EndpointLaw(nu, -DoubleFunctions.exp(power * DoubleFunctions.log(S)), depth == 1 ? S : 0);
    }

    /** Pi: what is left at u = -1 of the root of one layer. */
    static double far(int depth) {
        double product = 1;
        double b = 0;
        for (int l = 1; l < depth; l++) {
            double theta = DoubleFunctions.acos(b);
            product *= (Math.PI - theta) / Math.PI;
            b = (b * (Math.PI - theta) + Math.sqrt((1 - b) * (1 + b))) / Math.PI;
        }
        return product;
    }
}
