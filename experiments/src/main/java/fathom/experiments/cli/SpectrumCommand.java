package fathom.experiments.cli;

import fathom.ntk.spectrum.CubeSpectrum;
import fathom.ntk.spectrum.SphereKernel;
import fathom.ntk.spectrum.SphereSpectrum;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Eigenvalues on the sphere, by degree. */
@Command(
        name = "spectrum",
        description = "Print a kernel's eigenvalues on the sphere or the Boolean cube.",
        sortOptions = false,
        footer = {"", "Example: fathom spectrum --kind ntk --depth 1,2,3 --dimension 4 --max-degree 20"})
final class SpectrumCommand implements Runnable {

    private static final MathContext DIGITS = new MathContext(17);

    @Option(
            names = "--kind",
            defaultValue = "ntk",
            description = "ntk, nngp, laplace, exponential, gaussian or step (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(names = "--c", defaultValue = "1", description = "c of exp(-c (1 - u)^gamma) (default: ${DEFAULT-VALUE}).")
    private double c;

    @Option(
            names = "--gamma",
            defaultValue = "0.5",
            description = "gamma of exponential, up to 1; laplace is 0.5, gaussian 1 (default: ${DEFAULT-VALUE}).")
    private double gamma;

    @Option(
            names = "--depth",
            paramLabel = "L",
            defaultValue = "1",
            description = "Hidden layers, a list or range such as 1,2,4..8 (default: ${DEFAULT-VALUE}).")
    private String depths;

    @Option(names = "--dimension", paramLabel = "D", required = true, description = "d of the sphere S^(d-1).")
    private int dimension;

    @Option(
            names = "--max-degree",
            paramLabel = "K",
            defaultValue = "20",
            description = "The last degree (default: ${DEFAULT-VALUE}).")
    private int maxDegree;

    @Option(
            names = "--on",
            defaultValue = "sphere",
            description = "sphere, or cube: {-1, 1}^d, whose last degree is d (default: ${DEFAULT-VALUE}).")
    private String domain;

    @Option(names = "--format", defaultValue = "csv", description = "csv, the only one.")
    private String format;

    @Mixin
    private NetworkOptions options;

    @Spec
    private CommandSpec spec;

    SpectrumCommand() {}

    @Override
    public void run() {
        if (!format.equals("csv")) {
            throw new UserError("--format must be csv, not \"" + format + "\"");
        }
        Settings.known("--kind", kind, List.of("ntk", "nngp", "laplace", "exponential", "gaussian", "step"));
        Settings.known("--on", domain, List.of("sphere", "cube"));
        boolean layered = List.of("ntk", "nngp", "step").contains(kind);
        List<Integer> chosen = layered ? Depths.parse(depths) : List.of(0);
        List<List<SphereSpectrum.Degree>> spectra =
                chosen.stream().map(this::spectrum).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println("depth,degree,multiplicity,eigenvalue");
        for (int i = 0; i < spectra.size(); i++) {
            print(layered ? Integer.toString(chosen.get(i)) : "", spectra.get(i), out);
        }
    }

    private List<SphereSpectrum.Degree> spectrum(int depth) {
        try {
            if (domain.equals("cube")) {
                List<SphereSpectrum.Degree> all =
                        CubeSpectrum.of(kernel(depth), dimension).degrees();
                return all.subList(0, Math.max(0, Math.min(all.size(), maxDegree + 1)));
            }
            List<SphereSpectrum.Degree> degrees =
                    SphereSpectrum.of(kernel(depth), dimension, maxDegree).degrees();
            for (SphereSpectrum.Degree degree : degrees) {
                if (!Double.isFinite(degree.eigenvalue())) {
                    throw new UserError("the eigenvalue of degree " + degree.degree() + " at depth " + depth + " is "
                            + degree.eigenvalue()
                            + ": the kernel overflows; give a smaller --weight-variance or --depth");
                }
            }
            return degrees;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private SphereKernel kernel(int depth) {
        return switch (kind) {
            case "laplace" -> SphereKernel.laplace(c);
            case "exponential" -> SphereKernel.exponential(c, gamma);
            case "gaussian" -> SphereKernel.gaussian(c);
            case "step" -> SphereKernel.step(depth);
            default -> SphereKernel.of(options.phi(), NetworkOptions.kind(kind), options.anyNetwork(), depth);
        };
    }

    private void print(String depth, List<SphereSpectrum.Degree> degrees, PrintWriter out) {
        int unresolved = 0;
        for (SphereSpectrum.Degree degree : degrees) {
            out.println(
                    depth + "," + degree.degree() + "," + degree.multiplicity() + "," + digits(degree.eigenvalue()));
            unresolved += degree.resolved() ? 0 : 1;
        }
        if (unresolved > 0) {
            spec.commandLine()
                    .getErr()
                    .println("fathom: " + unresolved + " eigenvalues are too small to be known to ten digits"
                            + (depth.isEmpty() ? "" : " at depth " + depth));
        }
    }

    private static String digits(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(DIGITS).toString();
    }
}
