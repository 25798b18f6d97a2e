package fathom.experiments.profile;

import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions.KernelCondition;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.List;

/** Condition numbers and effective ranks of both kernels by depth. */
record ConditioningSection(ProfileSweeps trials) implements Section {

    private static final String RATIOS = "ratios";
    static final String RATIO = RATIOS + "-1";

    @Override
    public String title() {
        return "4. Conditioning";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(trials.conditioning());
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        ProfileSettings c = trials.c();
        Metric conditions = measured.conditions("condition number", KernelCondition::condition);
        Metric ranks = measured.conditions("effective rank", KernelCondition::effectiveRank);
        page.text("The kernels' matrices on " + c.conditioned()
                + " training samples. A large condition number makes gradient descent slow. An effective rank of 1 means that all inputs look alike;"
                + " an effective rank equal to the number of samples means that no two look alike. L = 0 is the linear kernel"
                + (c.data().inputs() < c.conditioned()
                        ? ", of rank at most " + c.data().inputs() + " (plus one for the bias)."
                        : "."));
        Panel condition = Panel.of("Condition number", "hidden layers L", "largest / smallest eigenvalue")
                .logY();
        Panel rank = Panel.of("Effective rank", "hidden layers L", "(Σλ)² / Σλ²");
        Table table = Table.of("kernel", "hidden layers", "condition number (median)", "effective rank");
        Table ratios = Table.of(
                "kernel",
                "R: condition number at L = " + c.deepest() + " over that at L = " + c.shallow() + ", median");
        for (String kernel : List.of(LimitKernels.NTK, LimitKernels.NNGP)) {
            String name = LimitKernels.words(kernel);
            List<Metric> byDepth = conditions.where("kernel", kernel).by("depth");
            condition.line(
                    name,
                    byDepth.stream().mapToDouble(one -> one.numberAt("depth")).toArray(),
                    byDepth.stream().mapToDouble(Metric::median).toArray());
            ProfileMetrics.line(rank, name, ranks.where("kernel", kernel), "depth");
            ratios.row(name, ProfileMetrics.known(measured.conditionRatio(kernel)));
            byDepth.forEach(one -> table.row(
                    name,
                    one.at("depth"),
                    ProfileMetrics.known(one.median()),
                    ProfileMetrics.at(ranks.where("kernel", kernel), "depth", one.at("depth"))));
        }
        page.figure(new Figure(
                "conditioning",
                "Conditioning of both kernels' matrices by depth: the condition number, median over seeds, left out where it is numerically"
                        + " infinite; and the effective rank, mean over seeds with 95 % intervals.",
                2,
                List.of(condition, rank)));
        page.table(RATIOS, "Effect of depth", ratios);
        page.details("Conditioning by depth", table);
    }
}
