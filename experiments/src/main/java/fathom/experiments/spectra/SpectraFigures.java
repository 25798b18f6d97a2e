package fathom.experiments.spectra;

import fathom.experiments.spectra.DecayTrial.SphereCase;
import fathom.experiments.spectra.DecayTrial.SphereDecay;
import fathom.experiments.spectra.SpectraSection.SpectraSettings;
import module fathom.experiments;
import module java.base;

/** Spectra with the lines of the theorem, and constants by depth. */
record SpectraFigures(SpectraSettings settings, Rows<SphereCase, SphereDecay> spectra) {

    private static final Object[] SHOWN = {1, 3, 10};

    /** A panel for each kernel: eigenvalues by degree, and the theorem's power laws. */
    Figure spectra(int dimension) {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : settings.kernels()) {
            Panel panel = Panel.of(kernel, "k + (d − 2)/2", "eigenvalue").logX().logY();
            spectra.where("kernel", kernel).where("dimension", dimension).where("depth", SHOWN).stream()
                    .forEach(row -> spectrum(panel, row.configuration(), row.result()));
            panels.add(panel);
        }
        return new Figure(
                "spectra-d" + dimension,
                "Eigenvalues by degree k on the sphere, d = " + dimension
                        + ", and the power laws of theorem 1 (dashed; parity of the larger"
                        + " constant). Degrees are thinned out; eigenvalues that are 0 or not known to ten digits are not drawn.",
                2,
                panels);
    }

    private static void spectrum(Panel panel, SphereCase at, SphereDecay decay) {
        double shift = (at.dimension() - 2) / 2.0;
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double next = 1;
        for (int k = 1; k < decay.eigenvalues().size(); k++) {
            if (decay.resolved().get(k) && decay.eigenvalues().get(k) > 0 && (k < 12 || k >= next)) {
                x.add(k + shift);
                y.add(decay.eigenvalues().get(k));
                next = k % 2 == 0 ? k + 1 : k * 1.12;
            }
        }
        String name = "L = " + at.depth();
        panel.points(name, x.build().toArray(), y.build().toArray());
        EndpointLaw law = at.law();
        double constant = Math.max(law.constant(at.dimension(), true), law.constant(at.dimension(), false));
        double[] ends = {4 + shift, decay.eigenvalues().size() - 1 + shift};
        double[] line = DoubleStream.of(ends)
                .map(end -> constant * DoubleFunctions.exp(-law.exponent(at.dimension()) * DoubleFunctions.log(end)))
                .toArray();
        panel.curve("theorem, " + name, ends, line).alike("theorem, " + name, name);
    }

    /** The mean of the even and the odd constant by depth over that of one hidden layer; nothing without a ReLU kernel. */
    void growth(int dimension, SectionWriter page) {
        page.figure(
                "growth-d" + dimension,
                "Constant of the power law, mean of even and odd degrees, over the closed form at L = 1; d = "
                        + dimension + ". Dashed: L (NNGP) and L (L + 1)/2 (NTK, not divided by its layers).",
                Stream.of("nngp", "ntk")
                        .filter(settings.kernels()::contains)
                        .map(kernel -> growth(kernel, dimension))
                        .toList());
    }

    private Panel growth(String kernel, int dimension) {
        EndpointLaw one = Family.parse(kernel).law(1);
        double unit = EndpointLaw.unit(dimension, one.nu()) * one.atOne();
        Rows<SphereCase, SphereDecay> rows = spectra.where("kernel", kernel).where("dimension", dimension);
        double[] x =
                rows.stream().mapToDouble(row -> row.configuration().depth()).toArray();
        double[] y = rows.stream()
                .map(row -> row.result())
                .mapToDouble(decay -> (decay.even().constant()
                                + (Double.isNaN(decay.odd().constant())
                                        ? 0
                                        : decay.odd().constant()))
                        / 2
                        / unit)
                .toArray();
        double[] expected = DoubleStream.of(x)
                .map(depth -> kernel.equals("nngp") ? depth : depth * (depth + 1) / 2)
                .toArray();
        return Panel.of(kernel, "hidden layers L", "constant / constant at L = 1")
                .line("computed", x, y)
                .curve("corollary", x, expected);
    }
}
