package fathom.experiments.spectra;

import fathom.ntk.spectrum.EndpointLaw;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;

/** The figures: spectra with the lines of the theorem, and constants by depth. */
final class Pictures {

    private static final int[] SHOWN = {1, 3, 10};

    private Pictures() {}

    /** A panel for each kernel: eigenvalues by degree, and the theorem's lines for the even degrees. */
    static Figure spectra(Measured measured, int dimension) {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : measured.configuration().kernels()) {
            Panel panel = Panel.of(kernel, "k + (d − 2)/2", "eigenvalue").logX().logY();
            for (int depth : SHOWN) {
                if (measured.depths(kernel).contains(depth)) {
                    measured.result(kernel, depth, dimension)
                            .ifPresent(result -> spectrum(panel, kernel, depth, dimension, result));
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "spectra-d" + dimension,
                "Eigenvalues on the sphere in dimension " + dimension
                        + " by degree, and the theorem's power laws (dashed; for the parity of"
                        + " larger constant). Degrees are thinned out; those whose eigenvalue is 0 or not known to ten digits are left out.",
                2,
                panels);
    }

    private static void spectrum(Panel panel, String kernel, int depth, int dimension, SpectrumResult result) {
        double shift = (dimension - 2) / 2.0;
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double next = 1;
        for (int k = 1; k < result.eigenvalues().size(); k++) {
            if (result.resolved().get(k) && result.eigenvalues().get(k) > 0 && (k < 12 || k >= next)) {
                x.add(k + shift);
                y.add(result.eigenvalues().get(k));
                next = k % 2 == 0 ? k + 1 : k * 1.12;
            }
        }
        panel.points(
                "depth " + depth,
                x.stream().mapToDouble(v -> v).toArray(),
                y.stream().mapToDouble(v -> v).toArray());
        EndpointLaw law = Family.parse(kernel).law(depth);
        double constant = Math.max(law.constant(dimension, true), law.constant(dimension, false));
        double[] ends = {4 + shift, result.eigenvalues().size() - 1 + shift};
        double[] line = new double[ends.length];
        for (int i = 0; i < ends.length; i++) {
            line[i] = constant * DoubleFunctions.exp(-law.exponent(dimension) * DoubleFunctions.log(ends[i]));
        }
        panel.curve("theorem, depth " + depth, ends, line);
    }

    /** The mean of the even and the odd constant by depth, over that of one hidden layer: linear for the NNGP, quadratic for the NTK. */
    static Figure growth(Measured measured, int dimension) {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : List.of("nngp", "ntk")) {
            if (measured.configuration().kernels().contains(kernel)) {
                Panel panel = Panel.of(kernel, "hidden layers L", "constant / constant at L = 1");
                growth(panel, measured, kernel, dimension);
                panels.add(panel);
            }
        }
        return new Figure(
                "growth-d" + dimension,
                "Constants of the power law in dimension " + dimension
                        + ", mean of even and odd degrees, over the closed form's at one hidden layer; dashed: L for the NNGP kernel, L (L + 1) / 2 for"
                        + " the NTK, which is not divided by its layers.",
                2,
                panels);
    }

    private static void growth(Panel panel, Measured measured, String kernel, int dimension) {
        Family family = Family.parse(kernel);
        double unit =
                EndpointLaw.unit(dimension, family.law(1).nu()) * family.law(1).atOne();
        List<Integer> depths = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int depth : measured.depths(kernel)) {
            measured.result(kernel, depth, dimension).ifPresent(result -> {
                double odd =
                        Double.isNaN(result.odd().constant()) ? 0 : result.odd().constant();
                depths.add(depth);
                values.add((result.even().constant() + odd) / 2 / unit);
            });
        }
        double[] x = depths.stream().mapToDouble(v -> v).toArray();
        panel.line("measured", x, values.stream().mapToDouble(v -> v).toArray());
        double[] expected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            expected[i] = kernel.equals("nngp") ? x[i] : x[i] * (x[i] + 1) / 2;
        }
        panel.curve("corollary", x, expected);
    }
}
