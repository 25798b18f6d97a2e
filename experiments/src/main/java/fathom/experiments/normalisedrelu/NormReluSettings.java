package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/** What users set. Networks are named as {@link NetworkName} says. */
public record NormReluSettings(
        @Key(value = "data sets: mixture, which needs no file, or published ones", example = "mixture,cifar10")
        List<String> data,

        @Key(
                value =
                        "whether each channel is centred and standardised on the training examples, which the paper does not say",
                example = "false,true")
        List<Boolean> centred,

        ExampleSizes examples,
        Mixture mixture,
        ConnectedNetworks connected,
        FreshNetworks fresh,
        ResidualNetworks residual,
        DescentSettings descent,

        @Key(value = "examples and initial weights", min = 0, example = "1,2,3,4,5")
        List<Long> seeds) {

    private static final String NAMES = "activations: normrelu(c=-1.5975), selu, batch(relu), layer(relu), relu, ...";

    /** How many examples there are. */
    public record ExampleSizes(
            @Key(value = "training examples of fully connected networks", min = 1, max = 1e6, was = "training")
            int training,

            @Key(value = "examples that choose the learning rates", min = 1, max = 1e6, was = "validation")
            int validation,

            @Key(value = "test examples", min = 2, max = 1e6, was = "test")
            int test,

            @Key(value = "test examples whose cosines are taken", min = 2, max = 4000, was = "probe")
            int probe) {}

    /** Fully connected networks. */
    public record ConnectedNetworks(
            @Key(value = NAMES, empty = "leaves fully connected networks out", was = "networks")
            List<String> networks,

            @Key(value = "hidden layers", symbol = "L", min = 1, max = 1000, was = "depths")
            List<Integer> depths,

            @Key(value = "units of a hidden layer", min = 1, max = 10_000, was = "width")
            int width,

            @Key(value = "learning rates to choose from without normalisation", was = "rates")
            List<Double> rates,

            @Key(value = "the same with batch normalisation", was = "batchRates")
            List<Double> batchRates,

            @Key(value = "the same with layer normalisation", was = "layerRates")
            List<Double> layerRates,

            @Key(value = "passes over the training examples", min = 1, max = 10_000, was = "epochs")
            int epochs) {

        public ConnectedNetworks {
            depths = depths.stream().sorted().toList();
            rates = positive("connected.rates", rates);
            batchRates = positive("connected.batchRates", batchRates);
            layerRates = positive("connected.layerRates", layerRates);
        }
    }

    /** Untrained networks, which are compared with infinitely wide ones. */
    public record FreshNetworks(
            @Key(value = "widths", empty = "leaves untrained networks out", min = 1, max = 10_000, was = "widths")
            List<Integer> widths,

            @Key(value = "networks of each width", min = 2, max = 10_000, was = "draws")
            int draws) {

        public FreshNetworks {
            widths = widths.stream().sorted().toList();
        }
    }

    /** Convolutional networks with residual sums. */
    public record ResidualNetworks(
            @Key(value = NAMES, empty = "leaves residual networks out")
            List<String> networks,

            @Key(
                    value = "blocks in each of three stages: 5 is ResNet-32, 18 is ResNet-110",
                    min = 1,
                    max = 100,
                    was = "blocks")
            List<Integer> blocks,

            @Key(value = "channels of the first stage", min = 1, max = 256, was = "channels")
            int channels,

            @Key(value = "training examples", min = 1, max = 1e6)
            int training,

            @Key("learning rates to choose from without normalisation")
            List<Double> rates,

            @Key("the same with batch normalisation") List<Double> batchRates,

            @Key(value = "passes over the training examples", min = 1, max = 10_000)
            int epochs) {

        public ResidualNetworks {
            blocks = blocks.stream().sorted().toList();
            rates = positive("residual.rates", rates);
            batchRates = positive("residual.batchRates", batchRates);
        }
    }

    /** Gradient descent. */
    public record DescentSettings(
            @Key(value = "examples in a step", min = 2, was = "batch", example = "64,128")
            List<Integer> batch,

            @Key(value = "momentum, at least 0 and below 1", min = 0, was = "momentum", example = "0,0.9")
            List<Double> momentum,

            @Key(value = "weight decay of all parameters", min = 0, max = 1, was = "weightDecay")
            double weightDecay,

            @Key(value = "parts of a training, after each of which the rate falls", min = 1, was = "phases")
            int phases,

            @Key(value = "factor by which it falls, above 0 and at most 1", max = 1, was = "decay")
            double decay,

            @Key(value = "initial weights, such as he", was = "initialiser")
            String initialiser) {}

    /** Initialisers that keep signals alive. */
    private static final List<String> INITIALISERS = Arrays.stream(Initialiser.values())
            .filter(known -> known != Initialiser.UNIFORM)
            .map(known -> known.name().toLowerCase(Locale.ROOT))
            .toList();

    /** @throws UserError in one sentence, if a value makes no sense beside the others */
    public NormReluSettings {
        data.forEach(name -> Settings.known("data set", name, Problem.NAMES));
        named("connected.networks", connected.networks);
        named("residual.networks", residual.networks);
        Require.that(
                !connected.networks.isEmpty() || !residual.networks.isEmpty(),
                "connected.networks",
                "",
                "at least one network here or in residual.networks");
        Require.between("examples.probe", examples.probe, 2, examples.test);
        boolean both = !connected.networks.isEmpty() && !residual.networks.isEmpty();
        boolean first = !connected.networks.isEmpty();
        int images =
                both ? Math.min(examples.training, residual.training) : first ? examples.training : residual.training;
        int passes = both ? Math.min(connected.epochs, residual.epochs) : first ? connected.epochs : residual.epochs;
        descent.batch.forEach(batch -> Require.between("descent.batch", batch, 2, images));
        Require.between("descent.phases", descent.phases, 1, passes);
        descent.momentum.forEach(
                momentum -> Require.that(momentum < 1, "descent.momentum", momentum, "at least 0 and less than 1"));
        Require.that(descent.decay > 0, "descent.decay", descent.decay, "greater than 0 and at most 1");
        Settings.known("initialiser", descent.initialiser, INITIALISERS);
        Body deepest = new Body(Body.CONNECTED, connected.depths.getLast(), connected.width);
        Body longest = new Body(Body.RESIDUAL, residual.blocks.getLast(), residual.channels);
        for (String set : data) {
            Shape shape = Problem.shape(set, mixture.side());
            connected.networks.forEach(name -> fits("connected.width", deepest, shape, name));
            residual.networks.forEach(name -> fits("residual.channels", longest, shape, name));
        }
    }

    /** Refuses what no Java array holds, whatever the memory. */
    private static void fits(String key, Body body, Shape input, String name) {
        try {
            body.architecture(input, new NetworkName(name));
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    "invalid value " + key + "=" + body.width() + " at " + body.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<Double> positive(String key, List<Double> values) {
        values.forEach(rate -> Require.positive(key, rate));
        return values.stream().sorted().toList();
    }

    private static void named(String key, List<String> names) {
        for (String name : names) {
            try {
                new NetworkName(name).activation();
            } catch (IllegalArgumentException e) {
                throw new UserError("invalid value " + key + "=" + name + ": " + e.getMessage(), e);
            }
        }
    }

    /** The inputs of each data set, as they are and centred. */
    List<Inputs> inputs() {
        return data.stream()
                .flatMap(set -> centred.stream().map(one -> new Inputs(set, one)))
                .toList();
    }

    /** What networks are compared under: the inputs, the batch and the momentum. */
    List<Protocol> protocols() {
        return inputs().stream()
                .flatMap(one -> descent.batch.stream()
                        .flatMap(batch ->
                                descent.momentum.stream().map(mu -> new Protocol(one, batch, mu, words(batch, mu)))))
                .toList();
    }

    private String words(int batch, double momentum) {
        return (descent.batch.size() > 1 ? ", batch " + batch : "")
                + (descent.momentum.size() > 1 ? ", momentum " + momentum : "");
    }

    Problem problem(Inputs inputs, boolean residualOnes, long seed) {
        return new Problem(
                inputs.data(),
                inputs.centred(),
                mixture,
                residualOnes ? residual.training : examples.training,
                examples.validation,
                examples.test,
                examples.probe,
                seed);
    }

    /** The bodies of all networks. */
    List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        if (!connected.networks.isEmpty()) {
            connected.depths.forEach(depth -> bodies.add(new Body(Body.CONNECTED, depth, connected.width)));
        }
        if (!residual.networks.isEmpty()) {
            residual.blocks.forEach(count -> bodies.add(new Body(Body.RESIDUAL, count, residual.channels)));
        }
        return List.copyOf(bodies);
    }

    /** The networks of a body. */
    List<String> networks(Body body) {
        return body.residual() ? residual.networks : connected.networks;
    }

    int epochs(Body body) {
        return body.residual() ? residual.epochs : connected.epochs;
    }

    /** The learning rates that a network may choose from. */
    List<Double> rates(Body body, NetworkName name) {
        if (body.residual()) {
            return name.batch() ? residual.batchRates : residual.rates;
        }
        return name.batch() ? connected.batchRates : name.layer() ? connected.layerRates : connected.rates;
    }

    /** Every training, in the order of the tables. */
    List<NetworkCell> trainings() {
        List<NetworkCell> cells = new Plan<>("network");
        for (Protocol protocol : protocols()) {
            for (Body body : bodies()) {
                NetworkCell.Descent passes = new NetworkCell.Descent(
                        epochs(body),
                        protocol.batch(),
                        protocol.momentum(),
                        descent.weightDecay,
                        descent.phases,
                        descent.decay,
                        descent.initialiser);
                for (String name : networks(body)) {
                    for (long seed : seeds) {
                        for (double rate : rates(body, new NetworkName(name))) {
                            cells.add(new NetworkCell(
                                    problem(protocol.inputs(), body.residual(), seed), name, body, rate, passes));
                        }
                    }
                }
            }
        }
        return cells;
    }
}
