package fathom.experiments.spectra;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Finding;
import fathom.ntk.spectrum.EndpointLaw;
import fathom.runs.statistics.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How the constants of the power law grow with depth.
 *
 * <pre>
 * (even + odd) / 2 / C(d, nu) = c_1:   c L for the NNGP kernel,   s L (L + 1) / 2 for the NTK, s (L / 2) once divided by its L + 1 layers
 * </pre>
 */
final class Growth {

    private Growth() {}

    static ImmutableList<Finding> of(Measured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (String kernel : List.of("nngp", "ntk")) {
            if (measured.configuration().kernels().contains(kernel)
                    && measured.configuration().depths().size() > 1) {
                findings.add(of(measured, kernel));
            }
        }
        return findings.build();
    }

    private static Finding of(Measured measured, String kernel) {
        double worst = 0;
        int compared = 0;
        int deepest = 0;
        for (int dimension : measured.configuration().dimensions()) {
            for (int depth : measured.depths(kernel)) {
                OptionalDouble root = firstRoot(measured, kernel, depth, dimension);
                if (root.isPresent()) {
                    double expected = Family.parse(kernel).law(depth).atOne();
                    worst = Math.max(worst, Math.abs(root.getAsDouble() / expected - 1));
                    compared++;
                    deepest = Math.max(deepest, depth);
                }
            }
        }
        boolean linear = kernel.equals("nngp");
        return new Finding(
                kernel + ": the eigenvalues grow " + (linear ? "linearly" : "quadratically") + " with depth",
                deepest < 2 ? Verdict.OPEN : worst <= Measured.CONSTANT ? Verdict.SUPPORTED : Verdict.CONTRADICTED,
                String.format(
                        Locale.ROOT,
                        "Supported if the mean of the even and the odd constant is within one in a hundred of %s for every depth and sphere; the"
                                + " largest relative difference is %.2g, over %d of them to depth %d.%s",
                        linear ? "c L" : "s L (L + 1) / 2",
                        worst,
                        compared,
                        deepest,
                        linear ? "" : " Divided by its L + 1 layers, the kernel's eigenvalues grow linearly."));
    }

    /** c_1 from the constants of both parities; the odd one is 0 at one hidden layer. */
    static OptionalDouble firstRoot(Measured measured, String kernel, int depth, int dimension) {
        double sum = 0;
        int parities = 0;
        for (Measured.Entry entry : measured.entries(kernel)) {
            if (entry.cell().depth() == depth && entry.cell().dimension() == dimension && entry.constantResolved()) {
                sum += entry.law().constant();
                parities++;
            }
        }
        double unit =
                EndpointLaw.unit(dimension, Family.parse(kernel).law(depth).nu());
        return parities == (depth == 1 ? 1 : 2) ? OptionalDouble.of(sum / 2 / unit) : OptionalDouble.empty();
    }
}
