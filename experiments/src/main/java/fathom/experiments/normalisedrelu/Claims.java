package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import fathom.experiments.normalisedrelu.Measured.Quantity;
import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.experiments.protocol.Evidence;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim.Region;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What section 7 says, as tests on numbers paired seed by seed, for each data set and depth. */
final class Claims {

    /** Accuracies that differ by less count as equal where a claim says "as good as". */
    static final double MARGIN = 0.02;

    /** What a finite width may be from an infinite one in a mean cosine. */
    static final double WIDTH_MARGIN = 0.05;

    private final Measured measured;
    private final Configuration c;
    private final Evidence evidence = new Evidence();

    private Claims(Measured measured) {
        this.measured = measured;
        this.c = measured.configuration();
    }

    static ImmutableList<PaperClaim> of(Measured measured) {
        return ImmutableList.of(
                new Claims(measured).beginning(),
                new Claims(measured).accuracy(),
                new Claims(measured).speed(),
                new Claims(measured).depth(),
                new Claims(measured).selu(),
                new Claims(measured).apart(),
                new Claims(measured).residual(),
                new Claims(measured).control());
    }

    private PaperClaim beginning() {
        for (String data : c.data()) {
            for (String network : c.widths().isEmpty() ? List.<String>of() : c.networks()) {
                c.depths().forEach(depth -> beginning(data, network, depth));
            }
        }
        if (c.widths().isEmpty()) {
            evidence.remark("It needs untrained networks (widths).");
        }
        return evidence.claim(
                1,
                "before the training, normalised activations take inputs apart, plain ReLU brings them together",
                "With a normalised activation the dot products of two inputs fall with depth, exponentially in the end; without centring they"
                        + " go to 1 for ReLU (theorems 3 and 12, at infinite width).");
    }

    /** Fresh networks of the greatest width: do they take inputs apart, and are they where infinitely wide ones are? */
    private void beginning(String data, String network, int depth) {
        int width = c.widths().getLast();
        double[] last = measured.beginnings(data, network, width, depth);
        OptionalDouble limit = measured.limit(data, network, depth);
        if (last.length == 0 || limit.isEmpty()) {
            return;
        }
        String words = data + ", " + last.length + " fresh " + network + " of width " + width + ": mean cosine ";
        double inputs = measured.beginnings(data, network, width, 0)[0];
        NetworkName name = new NetworkName(network);
        if (name.normRelu()) {
            evidence.test(
                    words + "of the inputs less that behind layer " + depth, Region.HIGHER, 0, less(inputs, last, -1));
        }
        if (plainRelu(name)) {
            evidence.test(
                    words + "behind layer " + depth + " less that of the inputs",
                    Region.HIGHER,
                    0,
                    less(inputs, last, 1));
        }
        evidence.test(
                words + "behind layer " + depth + " less that at infinite width",
                Region.EQUAL,
                WIDTH_MARGIN,
                less(limit.getAsDouble(), last, 1));
    }

    /** sign (value - from) for each value. */
    private static double[] less(double from, double[] values, int sign) {
        return Arrays.stream(values).map(value -> sign * (value - from)).toArray();
    }

    private PaperClaim accuracy() {
        each(false, (data, body) -> normalised(data, body, MARGIN));
        return evidence.claim(
                2,
                "NormReLU is as accurate as batch and layer normalisation",
                "Fully connected networks of depth 32 and 64 with NormReLU and without normalisation layers reach the test accuracy of batch and"
                        + " layer normalisation, or more (figures 1 and 3).");
    }

    private void normalised(String data, Body body, double margin) {
        first(data, body, NetworkName::normRelu).ifPresent(own -> {
            for (Series other : measured.series(data, body)) {
                if (other.name().normalises()) {
                    evidence.test(
                            own.words() + ": test accuracy less that of " + other.network(),
                            Region.NOT_LOWER,
                            margin,
                            measured.differences(own, Quantity.accuracy(), other, Quantity.accuracy()));
                }
            }
        });
    }

    private PaperClaim speed() {
        each(
                false,
                (data, body) -> first(data, body, NetworkName::normRelu).ifPresent(own -> {
                    Quantity early = Quantity.trainingAccuracy(Tables.early(c, body));
                    for (Series other : measured.series(data, body)) {
                        if (other.name().normalises()) {
                            evidence.test(
                                    own.words() + ": training accuracy after " + Tables.early(c, body)
                                            + " epochs less that of " + other.network(),
                                    Region.HIGHER,
                                    0,
                                    measured.differences(own, early, other, early));
                        }
                    }
                }));
        return evidence.claim(
                3,
                "NormReLU trains faster",
                "Fully connected networks with NormReLU fit the training set in fewer epochs than with batch or layer normalisation (figure 3)."
                        + " Here: training accuracy after a third of the epochs.");
    }

    private PaperClaim depth() {
        if (c.depths().size() < 2 || c.networks().isEmpty()) {
            evidence.remark("It needs two depths.");
            return depthClaim();
        }
        Body shallow = new Body(Body.CONNECTED, c.depths().getFirst(), c.width());
        Body deep = new Body(Body.CONNECTED, c.depths().getLast(), c.width());
        for (String data : c.data()) {
            for (Series own : measured.series(data, deep)) {
                boolean normRelu = own.name().normRelu();
                if (normRelu || own.name().batch()) {
                    evidence.test(
                            own.words() + ": test accuracy less that at depth " + shallow.depth(),
                            normRelu ? Region.NOT_LOWER : Region.LOWER,
                            normRelu ? MARGIN : 0,
                            measured.differences(own, Quantity.accuracy(), own.with(shallow), Quantity.accuracy()));
                }
            }
        }
        return depthClaim();
    }

    private PaperClaim depthClaim() {
        return evidence.claim(
                4,
                "more depth costs batch normalisation accuracy, and NormReLU none",
                "From depth 32 to 64 the test accuracy of NormReLU stays (.587 and .588), that of batch normalisation falls (.508 and .447; figure"
                        + " 3).");
    }

    private PaperClaim selu() {
        each(
                false,
                (data, body) -> first(data, body, NetworkName::normRelu)
                        .ifPresent(own -> first(data, body, name -> name.text().equals("selu"))
                                .ifPresent(other -> evidence.test(
                                        own.words() + ": test accuracy less that of selu",
                                        Region.NOT_LOWER,
                                        MARGIN,
                                        measured.differences(own, Quantity.accuracy(), other, Quantity.accuracy())))));
        return evidence.claim(
                5,
                "NormReLU is as accurate as SELU",
                "NormReLU, which has SELU's scale, is as accurate as SELU or more (figure 7: .666 and .647 at depth 32, .661 and .657 at 64).");
    }

    private PaperClaim apart() {
        each(false, (data, body) -> {
            int top = Measured.layers(body);
            for (Series series : measured.series(data, body)) {
                if (series.name().normRelu() || series.name().normalises()) {
                    evidence.test(
                            series.words() + ": mean cosine behind the last layer after 1 epoch less that at the end",
                            Region.HIGHER,
                            0,
                            measured.differences(
                                    series,
                                    Quantity.overlap(1, top),
                                    series,
                                    Quantity.overlap(Tables.last(c, body), top)));
                }
            }
        });
        return evidence.claim(
                6,
                "training takes test inputs further apart",
                "The mean normalised dot product of test inputs falls during the training, with batch and layer normalisation and with NormReLU"
                        + " (figure 1; fully connected .57 to .35, .55 to .33 and .44 to .37).");
    }

    private PaperClaim residual() {
        each(true, (data, body) -> normalised(data, body, MARGIN));
        return evidence.claim(
                7,
                "residual networks with NormReLU need no batch normalisation",
                "ResNet-32 with NormReLU and without batch normalisation is as accurate as with it (.812 and .795; figure 4).");
    }

    private PaperClaim control() {
        for (boolean residual : new boolean[] {false, true}) {
            each(
                    residual,
                    (data, body) -> first(data, body, NetworkName::normRelu)
                            .ifPresent(own -> first(data, body, Claims::plainRelu)
                                    .ifPresent(other -> evidence.test(
                                            own.words() + ": test accuracy less that of relu",
                                            Region.HIGHER,
                                            0,
                                            measured.differences(
                                                    own, Quantity.accuracy(), other, Quantity.accuracy())))));
        }
        evidence.remark("The paper shows no plain ReLU: this is a control of ours.");
        return evidence.claim(
                8,
                "plain ReLU lags behind (control)",
                "What NormReLU reaches without normalisation layers, plain ReLU does not.");
    }

    private static boolean plainRelu(NetworkName name) {
        return name.text().equals("relu");
    }

    /** The first network of a kind. */
    private Optional<Series> first(String data, Body body, Predicate<NetworkName> kind) {
        return measured.series(data, body).stream()
                .filter(series -> kind.test(series.name()))
                .findFirst();
    }

    private void each(boolean residual, BiConsumer<String, Body> use) {
        List<Body> bodies = Plan.bodies(c).stream()
                .filter(body -> body.residual() == residual)
                .toList();
        c.data().forEach(data -> bodies.forEach(body -> use.accept(data, body)));
    }
}
