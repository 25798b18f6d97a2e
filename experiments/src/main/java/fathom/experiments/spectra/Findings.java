package fathom.experiments.spectra;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Finding;
import fathom.ntk.spectrum.SphereKernel;
import fathom.ntk.spectrum.SphereSpectrum;
import fathom.runs.statistics.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.List;
import java.util.Locale;

/** What the computed spectra say of the theorem, of its corollaries, and of the paper's title. */
final class Findings {

    private static final int PARITY_DEGREES = 21;

    private Findings() {}

    static ImmutableList<Finding> of(Measured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (String kernel : measured.configuration().kernels()) {
            findings.add(exponents(measured, kernel));
        }
        for (String kernel : measured.configuration().kernels()) {
            findings.add(constants(measured, kernel));
        }
        findings.add(parity());
        findings.addAll(Growth.of(measured));
        for (String kernel : measured.configuration().kernels()) {
            if (Family.parse(kernel).isLayered()
                    && measured.configuration().depths().size() > 1) {
                findings.add(deepEqualsShallow(measured, kernel));
            }
        }
        return findings.build();
    }

    private static Finding exponents(Measured measured, String kernel) {
        List<Measured.Entry> entries = measured.entries(kernel);
        List<Measured.Entry> resolved =
                entries.stream().filter(entry -> entry.law().resolved()).toList();
        double worst = resolved.stream()
                .mapToDouble(entry -> Math.abs(entry.law().exponent() - entry.exponent()))
                .max()
                .orElse(Double.NaN);
        String unresolved = resolved.size() == entries.size()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " %d of %d are not resolved: their last three extrapolations differ by more than one in a hundred.",
                        entries.size() - resolved.size(),
                        entries.size());
        return new Finding(
                kernel + ": the exponents are those of theorem 1",
                resolved.isEmpty()
                        ? Verdict.OPEN
                        : worst <= Measured.EXPONENT ? Verdict.SUPPORTED : Verdict.CONTRADICTED,
                String.format(
                        Locale.ROOT,
                        "Supported if every resolved exponent is within %.2f of d + 2 nu - 1; the largest difference of %d is %.2g.%s",
                        Measured.EXPONENT,
                        resolved.size(),
                        worst,
                        unresolved));
    }

    private static Finding constants(Measured measured, String kernel) {
        List<Measured.Entry> resolved = measured.entries(kernel).stream()
                .filter(Measured.Entry::constantResolved)
                .toList();
        double worst = resolved.stream()
                .mapToDouble(entry -> Math.abs(entry.law().constant() / entry.constant() - 1))
                .max()
                .orElse(Double.NaN);
        double printed = resolved.stream()
                .mapToDouble(entry -> entry.law().constant() / entry.printedConstant())
                .average()
                .orElse(Double.NaN);
        return new Finding(
                kernel + ": the constants are those of the closed form, twice the printed ones",
                resolved.isEmpty()
                        ? Verdict.OPEN
                        : worst <= Measured.CONSTANT ? Verdict.SUPPORTED : Verdict.CONTRADICTED,
                String.format(
                        Locale.ROOT,
                        "Supported if all of %d resolved constants (of %d) are within one in a hundred of the closed form; the largest relative"
                                + " difference is %.2g. Over the constant as printed in the proof of lemma 6 they are %.4f on average.",
                        resolved.size(),
                        measured.entries(kernel).size(),
                        worst,
                        printed));
    }

    /** The tangent kernel of one hidden layer as a plain function, so that nothing is known of its parity beforehand. */
    private static Finding parity() {
        SphereKernel plain = SphereKernel.of(Findings::tangent, Findings::tangentSlope);
        SphereSpectrum spectrum = SphereSpectrum.of(plain, 4, PARITY_DEGREES);
        double largest = 0;
        for (int k = 3; k <= PARITY_DEGREES; k += 2) {
            largest = Math.max(largest, Math.abs(spectrum.degrees().get(k).eigenvalue()));
        }
        return Finding.of(
                "One hidden layer has no odd degrees from 3 on",
                largest < 1e-15,
                String.format(
                        Locale.ROOT,
                        "By quadrature that is not told so, on S^3: the largest odd eigenvalue of the NTK from degree 3 to %d is %.1e, beside %.1e at"
                                + " the even degree 4.",
                        PARITY_DEGREES,
                        largest,
                        spectrum.degrees().get(4).eigenvalue()));
    }

    private static double tangent(double u) {
        double angle = DoubleFunctions.acos(u);
        return (2 * u * (Math.PI - angle) + Math.sqrt((1 - u) * (1 + u))) / Math.PI;
    }

    /** Infinite at the ends. */
    private static double tangentSlope(double u) {
        return (2 * (Math.PI - DoubleFunctions.acos(u)) + u / Math.sqrt((1 - u) * (1 + u))) / Math.PI;
    }

    private static Finding deepEqualsShallow(Measured measured, String kernel) {
        double spread = 0;
        int compared = 0;
        boolean shallow = false;
        for (int dimension : measured.configuration().dimensions()) {
            List<Measured.Entry> resolved = measured.entries(kernel).stream()
                    .filter(entry ->
                            entry.cell().dimension() == dimension && entry.law().resolved())
                    .toList();
            double low = resolved.stream()
                    .mapToDouble(entry -> entry.law().exponent())
                    .min()
                    .orElse(Double.NaN);
            double high = resolved.stream()
                    .mapToDouble(entry -> entry.law().exponent())
                    .max()
                    .orElse(Double.NaN);
            shallow |= resolved.stream().anyMatch(entry -> entry.cell().depth() == 1);
            spread = Math.max(spread, high - low);
            compared += resolved.size();
        }
        return new Finding(
                kernel + ": deep equals shallow",
                compared < 2 || !shallow
                        ? Verdict.OPEN
                        : spread <= 2 * Measured.EXPONENT ? Verdict.SUPPORTED : Verdict.CONTRADICTED,
                String.format(
                        Locale.ROOT,
                        "Supported if on each sphere all resolved exponents, over depths and parities, lie within %.2f of each other; the widest"
                                + " spread is %.2g, over %d exponents.",
                        2 * Measured.EXPONENT,
                        spread,
                        compared));
    }
}
