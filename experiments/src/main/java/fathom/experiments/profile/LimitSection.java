package fathom.experiments.profile;

import fathom.experiments.profile.ProfileKernelTrial.ChosenRidge;
import fathom.experiments.protocol.Listing;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.List;

/** Regression with the kernels of infinitely wide networks. */
record LimitSection(ProfileSweeps trials) implements Section {

    private static final String EFFECTS = "limit-effects";
    static final String NTK = EFFECTS + "-1";
    static final String NNGP = EFFECTS + "-2";
    static final String KERNELS = EFFECTS + "-3";

    @Override
    public String title() {
        return "2. Infinite width";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(trials.kernels());
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        ProfileSettings c = trials.c();
        page.text("Regression on the same " + c.training()
                + " samples with the kernels of infinitely wide networks: NNGP (bias variance 0.1) and NTK (biases trained from 0,"
                + " β = 1); inputs are scaled by 1 / (columns that vary). The ridge n r, as a multiple of the kernel's mean diagonal, is chosen on"
                + " the validation part among " + Listing.of(c.kernel().ridges()) + ".");
        Table limits =
                Table.of("kernel", "hidden layers", "test error", "minus that of the shallowest", "chosen ridges");
        Metric ridges = measured.kernels("ridge", ChosenRidge::ridge);
        for (String kernel : LimitKernels.NAMES) {
            for (int depth : c.hidden()) {
                limits.row(
                        LimitKernels.words(kernel),
                        depth,
                        ProfileMetrics.at(measured.errors(kernel), "depth", depth),
                        ProfileMetrics.at(measured.differences(kernel), "depth", depth),
                        ProfileMetrics.selected(
                                ridges.where("kernel", kernel).where("depth", depth),
                                c.kernel().ridges()));
            }
        }
        page.table("Kernel regression: means over seeds with 95 % intervals", limits);
        Table effects = Table.of("effect", "difference of " + c.errorName());
        for (String kernel : List.of(LimitKernels.NTK, LimitKernels.NNGP)) {
            effects.row(
                    "D: " + LimitKernels.words(kernel) + " of the deeper depth that validation prefers, minus that of "
                            + c.shallow(),
                    ProfileMetrics.cell(measured.depthEffect(kernel)));
        }
        effects.row(
                "E: the network that validation prefers minus the kernel that it prefers",
                ProfileMetrics.cell(measured.overKernels()));
        page.table(EFFECTS, "Effect of depth, and networks against kernels", effects);
        for (String kernel : LimitKernels.NAMES) {
            page.summary(measured.errors(kernel), measured.depthEffect(kernel).named("depth effect"));
        }
    }
}
