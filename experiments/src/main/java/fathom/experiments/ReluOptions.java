package fathom.experiments;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say which infinitely wide network a command on files is about; the conventions are those of docs/theory.md. */
final class ReluOptions {

    @Option(names = "--kind", defaultValue = "ntk", description = "ntk or nngp (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(names = "--activation", defaultValue = "relu", description = "relu, the only one so far.")
    private String activation;

    @Option(
            names = "--weight-variance",
            paramLabel = "W",
            defaultValue = "2",
            description = "w (default: ${DEFAULT-VALUE}).")
    private double weightVariance;

    @Option(
            names = "--bias-variance",
            paramLabel = "B",
            defaultValue = "0",
            description = "b (default: ${DEFAULT-VALUE}).")
    private double biasVariance;

    @Option(
            names = "--input-scale",
            paramLabel = "S",
            defaultValue = "1",
            description = "s (default: ${DEFAULT-VALUE}).")
    private double inputScale;

    @Option(
            names = "--trained-bias",
            paramLabel = "BETA",
            defaultValue = "0",
            description = "beta (default: ${DEFAULT-VALUE}).")
    private double trainedBias;

    ReluOptions() {}

    Kernel kind() {
        List<String> names = Arrays.stream(Kernel.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        return Kernel.values()[names.indexOf(Settings.known("--kind", kind, names))];
    }

    InfiniteNetwork network() {
        Settings.known("--activation", activation, List.of("relu"));
        try {
            return InfiniteNetwork.relu()
                    .withWeightVariance(weightVariance)
                    .withBiasVariance(biasVariance)
                    .withInputScale(inputScale)
                    .withTrainedBias(trainedBias);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
