package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import fathom.nn.Initialiser;
import fathom.nn.Shape;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a user can set.
 *
 * @param data {@code mixture}, which needs no file, or published data sets
 * @param training examples to train on
 * @param validation examples that choose the learning rates
 * @param test examples that choose nothing
 * @param probe test examples whose dot products are taken
 * @param side the mixture's inputs have side x side entries
 * @param clusters in each of the mixture's classes
 * @param noise of the mixture, the middle of a cluster having length 1
 * @param offset of the mixture: how far all of it lies to one side
 * @param networks fully connected networks by what stands behind their layers: {@code relu}, {@code selu},
 *     {@code normrelu(c=-1.5975)}, {@code batch(relu)}, {@code layer(relu)}; may be empty
 * @param depths numbers of hidden layers
 * @param width of every hidden layer
 * @param widths of untrained networks, whose dot products are held against those at infinite width; may be empty
 * @param draws untrained networks of each width
 * @param rates learning rates to choose from, for each network by itself, where nothing normalises
 * @param batchRates the same for batch normalisation
 * @param layerRates the same for layer normalisation
 * @param epochs passes over the training examples
 * @param residualNetworks convolutional networks with residual sums, named in the same way; may be empty
 * @param blocks numbers of blocks in each of their three stages: 5 is the shape of ResNet-32, 18 of ResNet-110
 * @param channels of the first stage
 * @param residualTraining examples that they are trained on
 * @param residualRates learning rates for them
 * @param residualBatchRates the same with batch normalisation
 * @param residualEpochs passes for them
 * @param batch examples in a step
 * @param momentum of gradient descent
 * @param weightDecay of all parameters
 * @param phases parts of a training, after each of which the rate falls
 * @param decay by which factor it falls
 * @param initialiser of the weights
 * @param seeds one set of examples and one initialisation each
 */
public record Configuration(
        List<String> data,
        int training,
        int validation,
        int test,
        int probe,
        int side,
        int clusters,
        double noise,
        double offset,
        List<String> networks,
        List<Integer> depths,
        int width,
        List<Integer> widths,
        int draws,
        List<Double> rates,
        List<Double> batchRates,
        List<Double> layerRates,
        int epochs,
        List<String> residualNetworks,
        List<Integer> blocks,
        int channels,
        int residualTraining,
        List<Double> residualRates,
        List<Double> residualBatchRates,
        int residualEpochs,
        int batch,
        double momentum,
        double weightDecay,
        int phases,
        double decay,
        String initialiser,
        List<Long> seeds) {

    private static final int LARGEST_SET = 1_000_000;

    /** Names of initialisers that keep signals alive. */
    private static final List<String> INITIALISERS = Arrays.stream(Initialiser.values())
            .filter(known -> known != Initialiser.UNIFORM)
            .map(known -> known.name().toLowerCase(Locale.ROOT))
            .toList();

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        data = ImmutableList.copyOf(Require.distinct("data", data));
        data.forEach(name -> Settings.known("data set", name, Problem.NAMES));
        networks = named("networks", networks);
        residualNetworks = named("residualNetworks", residualNetworks);
        Require.that(
                !networks.isEmpty() || !residualNetworks.isEmpty(),
                "networks",
                "",
                "at least one network here or in residualNetworks");
        depths = ImmutableList.sortedCopyOf(Require.distinct("depths", depths));
        blocks = ImmutableList.sortedCopyOf(Require.distinct("blocks", blocks));
        widths = widths.isEmpty() ? ImmutableList.of() : ImmutableList.sortedCopyOf(Require.distinct("widths", widths));
        rates = positive("rates", rates);
        batchRates = positive("batchRates", batchRates);
        layerRates = positive("layerRates", layerRates);
        residualRates = positive("residualRates", residualRates);
        residualBatchRates = positive("residualBatchRates", residualBatchRates);
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        depths.forEach(depth -> Require.between("depths", depth, 1, 1_000));
        blocks.forEach(count -> Require.between("blocks", count, 1, 100));
        widths.forEach(units -> Require.between("widths", units, 1, 10_000));
        Require.between("draws", draws, 2, 10_000);
        Require.between("training", training, 1, LARGEST_SET);
        Require.between("residualTraining", residualTraining, 1, LARGEST_SET);
        Require.between("validation", validation, 1, LARGEST_SET);
        Require.between("test", test, 2, LARGEST_SET);
        Require.between("probe", probe, 2, Math.min(test, 4_000));
        Require.between("side", side, 4, 64);
        Require.between("clusters", clusters, 1, 1_000);
        Require.between("noise", noise, 0, 100);
        Require.between("offset", offset, 0, 100);
        Require.between("width", width, 1, 10_000);
        Require.between("channels", channels, 1, 256);
        Require.between("epochs", epochs, 1, 10_000);
        Require.between("residualEpochs", residualEpochs, 1, 10_000);
        Require.between("batch", batch, 2, Math.min(training, residualTraining));
        Require.that(momentum >= 0 && momentum < 1, "momentum", momentum, "at least 0 and less than 1");
        Require.between("weightDecay", weightDecay, 0, 1);
        Require.between("phases", phases, 1, Math.min(epochs, residualEpochs));
        Require.that(decay > 0 && decay <= 1, "decay", decay, "greater than 0 and at most 1");
        Settings.known("initialiser", initialiser, INITIALISERS);
        for (String set : data) {
            for (String name : networks) {
                fits("width", width, Problem.shape(set, side), new Body(Body.CONNECTED, depths.getLast(), width), name);
            }
            for (String name : residualNetworks) {
                fits(
                        "channels",
                        channels,
                        Problem.shape(set, side),
                        new Body(Body.RESIDUAL, blocks.getLast(), channels),
                        name);
            }
        }
    }

    /** Refuses what no Java array holds, whatever the memory. */
    private static void fits(String key, int value, Shape input, Body body, String name) {
        try {
            body.architecture(input, new NetworkName(name));
        } catch (IllegalArgumentException e) {
            throw new UserError(key + "=" + value + " at " + body.name() + " cannot be: " + e.getMessage(), e);
        }
    }

    private static ImmutableList<Double> positive(String key, List<Double> values) {
        values.forEach(rate -> Require.positive(key, rate));
        return ImmutableList.sortedCopyOf(Require.distinct(key, values));
    }

    private static ImmutableList<String> named(String key, List<String> names) {
        for (String name : names) {
            try {
                new NetworkName(name).activation();
            } catch (IllegalArgumentException e) {
                throw new UserError(key + "=" + name + " cannot be: " + e.getMessage(), e);
            }
        }
        return names.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct(key, names));
    }

    /** Of fully connected networks. */
    Problem problem(String set, long seed) {
        return problem(set, seed, training);
    }

    private Problem problem(String set, long seed, int examples) {
        return new Problem(set, new Mixture(side, clusters, noise, offset), examples, validation, test, probe, seed);
    }

    Problem residualProblem(String set, long seed) {
        return problem(set, seed, residualTraining);
    }

    /** The learning rates that a network may choose from. */
    List<Double> rates(Body body, NetworkName name) {
        if (body.residual()) {
            return name.batch() ? residualBatchRates : residualRates;
        }
        return name.batch() ? batchRates : name.layer() ? layerRates : rates;
    }

    NetworkCell.Descent descent(int passes) {
        return new NetworkCell.Descent(passes, batch, momentum, weightDecay, phases, decay, initialiser);
    }
}
