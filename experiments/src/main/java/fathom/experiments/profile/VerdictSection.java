package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.experiments.profile.sample.NamedSource;
import fathom.experiments.protocol.TargetPicture;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;

/** The answer, what it rests on, and what the words mean. */
record VerdictSection(ProfileSweeps trials) implements Section {

    private static final String WORDS =
            "Each clause links to the row that it rests on. Its words come from the table of thresholds: within each topic, the first row that"
                    + " holds. Intervals are 95 % confidence intervals of the mean over seeds. Each stands alone: on average, one in twenty misses"
                    + " the true value. The letters D, T, E, Q, S, C, R and I are those of the tables below.";

    @Override
    public String title() {
        return "Verdict";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of();
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        ProfileSettings c = trials.c();
        Judgement judgement = Judgement.of(measured);
        page.answer(judgement.sentence());
        page.lead(errors(measured));
        page.terminal(terminal(measured) + "\n" + judgement.reasons());
        if (c.seeds().size() < Interval.LEAST_TESTED) {
            page.banner("Only " + c.seeds().size() + (c.seeds().size() == 1 ? " seed" : " seeds")
                    + ": nothing is tested below " + Interval.LEAST_TESTED + ".");
        }
        page.clauses(judgement.clauses());
        page.text(WORDS);
        page.details(
                "Thresholds: the words and what the numbers must be; m = " + Thresholds.margin(c.classification()),
                Thresholds.table());
        page.heading("The data");
        page.bullets(data(c));
        if (trials.source() instanceof NamedSource named && fathom.data.TargetMap.exists(named.task())) {
            page.figure(TargetPicture.of("target", named.task()));
        }
    }

    private static Figure errors(ProfileMetrics measured) {
        ProfileSettings c = measured.c;
        Panel panel = Panel.of("Error by depth", "hidden layers L", c.errorName());
        Panel effects = Panel.of("Against the shallowest", "hidden layers L", "difference of " + c.errorName());
        for (String model : List.of(ProfileMetrics.NETWORK, LimitKernels.NTK, LimitKernels.NNGP)) {
            String name = name(model);
            ProfileMetrics.line(panel, name, measured.errors(model), "depth");
            Metric deeper = measured.differences(model).whereKeys(keys -> ((Number) keys.get("depth")).intValue() > 0);
            ProfileMetrics.line(effects, name, deeper, "depth");
        }
        Metric trivial = measured.trivial().where("depth", c.shallow());
        if (!trivial.isEmpty()) {
            panel.level(
                    c.classification() ? "most frequent class" : "predicting the mean",
                    trivial.overSeeds().mean());
        }
        return new Figure(
                "error",
                "Mean " + c.errorName()
                        + " over seeds by number of hidden layers L, with 95 % intervals (L = 0 is the linear model), and differences from the"
                        + " shallowest network, paired by seed: below 0 where depth helps.",
                2,
                List.of(panel, effects.level("no change", 0)));
    }

    private static String name(String model) {
        return model.equals(ProfileMetrics.NETWORK) ? "networks" : LimitKernels.words(model);
    }

    private static List<String> data(ProfileSettings c) {
        ImmutableList.Builder<String> items = ImmutableList.builder();
        String classes = (c.data().outputs() == 1 ? 2 : c.data().outputs()) + " classes";
        items.add(
                c.resampled()
                        ? c.data().n() + " rows of " + c.data().inputs() + " inputs; labels are "
                                + (c.classification() ? classes : "numbers") + " from "
                                + c.data().label()
                                + "; SHA-256 of the file begins with "
                                + c.data().digest() + "."
                        : c.data().n() + " fresh samples of " + c.data().inputs() + " inputs for every seed, "
                                + (c.classification() ? "labelled by the target's sign." : "with the target's value."));
        items.add("Split, by seed: " + c.training() + " samples for training, "
                + (c.data().n() - c.training() - c.testSamples())
                + " for validation, on which every choice is made, and "
                + c.testSamples() + " for testing, on which nothing is chosen.");
        items.add(
                "Every input column is standardised by the mean and standard deviation of the training part; columns constant there become 0."
                        + (c.classification() ? "" : " The numbers to be predicted are standardised too."));
        items.add(c.seeds().size() + " seeds, each with its own " + (c.resampled() ? "shuffle of the rows" : "samples")
                + ", initial weights and batches.");
        return items.build();
    }

    /** Errors by model and depth. */
    private static String terminal(ProfileMetrics measured) {
        ProfileSettings c = measured.c;
        StringBuilder text = new StringBuilder(c.classification() ? "Test error" : "Squared error / variance");
        text.append(String.format(
                Locale.ROOT,
                " (mean and 95 %% interval over %d seeds; %d training, %d test samples)%n%-10s",
                c.seeds().size(),
                c.training(),
                c.testSamples(),
                ""));
        c.depths().forEach(depth -> text.append(String.format(Locale.ROOT, "%-17s", "depth " + depth)));
        text.append(System.lineSeparator());
        for (String model : List.of(ProfileMetrics.NETWORK, LimitKernels.NTK, LimitKernels.NNGP)) {
            text.append(String.format(Locale.ROOT, "%-10s", name(model)));
            for (int depth : c.depths()) {
                text.append(String.format(
                        Locale.ROOT, "%-17s", words(measured.errors(model).where("depth", depth))));
            }
            text.append(System.lineSeparator());
        }
        text.append(String.format(
                Locale.ROOT, "%-10s%s", "trivial", words(measured.trivial().where("depth", c.shallow()))));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String words(Metric metric) {
        Interval one = metric.overSeeds();
        return switch (one.n()) {
            case 0 -> "-";
            case 1 -> String.format(Locale.ROOT, "%.3f", one.mean());
            default -> String.format(Locale.ROOT, "%.3f ± %.3f", one.mean(), one.halfWidth());
        };
    }
}
