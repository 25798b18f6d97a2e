package fathom.experiments.profile;

import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork;
import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.experiments.protocol.Listing;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.Arrays;
import java.util.List;

/** Trained networks by depth. */
record NetworkSection(ProfileSweeps trials) implements Section {

    private static final String EFFECTS = "effects";
    static final String DEPTH = EFFECTS + "-1";
    static final String TRIVIAL = EFFECTS + "-2";
    static final String LINEAR = EFFECTS + "-3";

    @Override
    public String title() {
        return "1. Networks";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(trials.networks());
    }

    @Override
    public boolean needsNoTrial() {
        return true;
    }

    @Override
    public void report(Results results, SectionWriter page) {
        ProfileMetrics measured = new ProfileMetrics(trials, results);
        page.text(method());
        page.text(measured.rule());
        page.table("Trained networks: means over seeds with 95 % intervals", networks(measured));
        page.table(EFFECTS, "Effect of depth, seed by seed", effects(measured));
        page.summary(
                measured.errors(ProfileMetrics.NETWORK),
                measured.trivial().where("depth", trials.c().shallow()),
                measured.depthEffect(ProfileMetrics.NETWORK).named("depth effect"));
    }

    private String method() {
        ProfileSettings c = trials.c();
        String loss = c.classification()
                ? c.data().outputs() == 1 ? "logistic loss" : "softmax cross-entropy"
                : "squared loss";
        return "ReLU networks with " + c.network().width()
                + " units in every hidden layer, Glorot normal initial weights, biases 0, " + loss
                + ", Adam, batches of " + c.network().batch() + ", at most "
                + c.network().steps() + " steps. Learning rates "
                + Listing.of(c.network().rates())
                + ": all are trained for half of the steps, the better half of them to the end. The network with the lowest validation error"
                + " over rates and sixteen evaluations of each training is kept. L = 0 is the linear model.";
    }

    private Table networks(ProfileMetrics measured) {
        Table table = Table.of(
                "hidden layers",
                "parameters",
                "test error",
                "minus that of the shallowest",
                "training error",
                "chosen rates",
                "epochs");
        ProfileSettings c = trials.c();
        Metric rates = measured.networks("rate", ChosenNetwork::rate);
        Metric epochs = measured.networks("epochs", ChosenNetwork::epochs);
        for (int depth : c.depths()) {
            table.row(
                    depth,
                    (long) SplitNetworks.parameters(
                            c.data().inputs(), c.data().outputs(), c.network().width(), depth),
                    ProfileMetrics.at(measured.errors(ProfileMetrics.NETWORK), "depth", depth),
                    ProfileMetrics.at(measured.differences(ProfileMetrics.NETWORK), "depth", depth),
                    ProfileMetrics.at(
                            measured.networks("training error", ChosenNetwork::trainingError), "depth", depth),
                    ProfileMetrics.selected(
                            rates.where("depth", depth), c.network().rates()),
                    Listing.counted(Arrays.stream(epochs.where("depth", depth).values())
                            .mapToObj(count -> (int) count)
                            .toList()));
        }
        return table;
    }

    private Table effects(ProfileMetrics measured) {
        ProfileSettings c = trials.c();
        String chosen = "the network that validation prefers, of " + Listing.of(c.hidden()) + " hidden layers";
        Table table = Table.of("effect", "difference of " + c.errorName())
                .row(
                        "D: the deeper network that validation prefers, of " + Listing.of(c.deeper())
                                + " hidden layers, minus that of " + c.shallow(),
                        ProfileMetrics.cell(measured.depthEffect(ProfileMetrics.NETWORK)))
                .row(
                        "T: " + chosen + ", minus predicting "
                                + (c.classification() ? "the most frequent class" : "the mean"),
                        ProfileMetrics.cell(measured.overTrivial()));
        return c.depths().contains(0)
                ? table.row("E: " + chosen + ", minus the linear model", ProfileMetrics.cell(measured.overLinear()))
                : table;
    }
}
