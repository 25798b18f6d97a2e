package fathom.experiments.profile;

import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum;
import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum.CurvePoint;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Table;
import fathom.runs.results.Curve;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The kernels' spectra: the learning curves that follow from them, and where the labels lie in them. */
record SpectrumSection(ProfileSweeps trials) implements Section {

    private static final String DEVIATIONS = "deviations";
    private static final String SHARES = "shares";
    static final String DEVIATION = DEVIATIONS + "-1";
    static final String SHARE = SHARES + "-1";
    static final String CHANGE = SHARES + "-2";

    /** The order in tables and figures whose first row is the NTK's. */
    private static final List<String> KERNELS = List.of(LimitKernels.NTK, LimitKernels.NNGP);

    @Override
    public String title() {
        return "3. Spectra and learning curves";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(trials.spectra());
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        ProfileSettings c = trials.c();
        Metric predicted = measured.curve("predicted", CurvePoint::predicted);
        Metric seen = measured.curve("measured", CurvePoint::measured);
        Metric largest = measured.spectra(
                "largest eigenvalue / sum", s -> s.eigenvalues().getFirst());
        Metric rank = measured.spectra("effective rank", LabelSpectrum::effectiveRank);
        Metric leading = measured.spectra("held-out energy in the leading tenth", LabelSpectrum::leading);
        Metric all = measured.spectra("held-out energy in all", s -> s.heldOut().getLast());

        page.heading("Learning curves");
        page.text("The first " + c.spectrum()
                + " training samples stand for the whole population: the spectrum of the kernel on them and the labels' coefficients predict the"
                + " error of regression on n of them, evaluated on the rest (docs/profile.md has the formula). It is compared with the error measured"
                + " over " + c.kernel().draws() + " draws of n samples for every seed. In both, n r is "
                + c.kernel().curveRidge()
                + " times the kernel's mean diagonal."
                + (c.spectrum() < c.training()
                        ? " The training part has " + c.training()
                                + " samples; to save time, eigenvectors are taken of " + c.spectrum()
                                + " of them (key spectrumSamples)."
                        : ""));
        page.figure(curves(predicted, seen));
        Table deviations = Table.of("kernel", "Q: median of |predicted / measured − 1| over depths, sizes and seeds");
        KERNELS.forEach(
                kernel -> deviations.row(LimitKernels.words(kernel), ProfileMetrics.known(measured.deviation(kernel))));
        page.table(DEVIATIONS, "Deviation of theory from measurement", deviations);
        page.details("Squared error / variance", Metric.beside("kernel, depth, size", predicted, seen));

        page.heading("Where the labels lie");
        page.text(
                "Labels that lie in leading eigenvectors of the kernel are learned from few samples. Held-out energy multiplies the"
                        + " coefficients found on the " + c.spectrum()
                        + " samples by those of test labels on the continued eigenvectors, so that labels without structure have none. The estimate is"
                        + " unbiased before values outside [0, 1] are cut off.");
        page.figure(energies(measured));
        page.table("Spectra by depth", Metric.beside("kernel, depth", largest, rank, leading, all));
        page.table(
                SHARES,
                "Energy in the leading eigenvectors",
                Table.of("quantity", "value")
                        .row(
                                "S: held-out energy in the leading tenth of the NTK's eigenvectors, L = " + c.shallow(),
                                ProfileMetrics.cell(measured.share()))
                        .row(
                                "C: the same at L = " + c.deepest() + " minus S",
                                ProfileMetrics.cell(measured.shareChange())));
        page.summary(leading, rank, predicted, seen);
    }

    private Figure curves(Metric predicted, Metric seen) {
        List<Panel> panels = new ArrayList<>();
        for (int depth : trials.c().hidden()) {
            Panel panel = Panel.of("L = " + depth, "samples n", "squared error / variance")
                    .logX();
            for (String kernel : KERNELS) {
                String name = LimitKernels.words(kernel);
                Curve theory =
                        predicted.where("kernel", kernel).where("depth", depth).curve("size");
                ProfileMetrics.line(
                        panel, name + ", measured", seen.where("kernel", kernel).where("depth", depth), "size");
                if (theory.x().length > 0) {
                    panel.curve(name + ", from the spectrum", theory.x(), theory.mean())
                            .alike(name + ", from the spectrum", name + ", measured");
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "learning-curves",
                "Kernel regression on n samples out of a pool of " + trials.c().spectrum()
                        + ", evaluated on the rest: measured, with 95 % intervals over seeds, and predicted from the eigenvalues and the labels'"
                        + " coefficients alone. Predicting the mean gives 1.",
                Math.min(3, panels.size()),
                panels);
    }

    private Figure energies(ProfileMetrics measured) {
        List<Panel> panels = new ArrayList<>();
        List<Integer> ranks = Alignment.ranks(trials.c().spectrum());
        double[] k = ranks.stream().mapToDouble(Integer::doubleValue).toArray();
        double[] chance = ranks.stream()
                .mapToDouble(rank -> rank / (double) trials.c().spectrum())
                .toArray();
        for (String kernel : KERNELS) {
            String name = LimitKernels.words(kernel);
            panels.add(
                    byRank(measured, name + ": eigenvalues", "eigenvalue / sum", k, kernel, LabelSpectrum::eigenvalues)
                            .logY());
            panels.add(byRank(
                            measured,
                            name + ": labels' energy",
                            "share in the first k",
                            k,
                            kernel,
                            LabelSpectrum::energy)
                    .curve("labels without structure", k, chance));
            panels.add(byRank(
                            measured,
                            name + ": held-out energy",
                            "share in the first k",
                            k,
                            kernel,
                            LabelSpectrum::heldOut)
                    .curve("labels without structure", k, new double[k.length]));
        }
        return new Figure(
                "energy",
                "Eigenvalues, and the share of the labels' energy in the first k eigenvectors, mean over seeds. Middle: by the samples' own labels,"
                        + " where labels without structure rise as k / m. Right: by held-out labels, where they stay at 0.",
                3,
                panels);
    }

    private Panel byRank(
            ProfileMetrics measured,
            String title,
            String yLabel,
            double[] k,
            String kernel,
            Function<LabelSpectrum, List<Double>> values) {
        Panel panel = Panel.of(title, "rank k", yLabel).logX();
        Metric metric = measured.byRank(yLabel, values).where("kernel", kernel);
        for (int depth : trials.c().hidden()) {
            double[] means = metric.where("depth", depth).curve("rank").mean();
            if (means.length == k.length) {
                panel.steps("L = " + depth, k, means);
            }
        }
        return panel;
    }
}
