package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Look;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Profile;
import module fathom.experiments;
import module java.base;

/**
 * The finished trainings, each network at the learning rate of least mean validation error over the seeds, one rate for all seeds. A training
 * that diverged counts as guessing.
 */
final class Trainings {

    private final NormReluSettings settings;
    private final Rows<NetworkCell, NetworkResult> rows;
    private final Metric validation;
    private final Choice rate;
    private final Metric accuracy;
    private final Metric cosines;

    Trainings(NormReluSettings settings, Rows<NetworkCell, NetworkResult> rows) {
        this.settings = settings;
        this.rows = rows;
        validation = rows.metric("validation error", NetworkResult::validationError);
        rate = validation.leastMean("rate");
        accuracy = chosen("test accuracy", row -> 1 - row.result().testError());
        cosines = rate.of(rows.each("epoch", NetworkResult::profiles, Profile::epoch)
                .each("layer", Profile::overlaps)
                .metric("mean cosine", Double::doubleValue));
    }

    /** What is measured once for every seed, at one learning rate. */
    record Series(Protocol protocol, Body body, String network) {

        NetworkName name() {
            return new NetworkName(network);
        }

        Metric of(Metric metric) {
            return protocol.of(metric)
                    .where("kind", body.kind())
                    .where("depth", body.depth())
                    .where("network", network);
        }

        String data() {
            return protocol.data();
        }

        String words() {
            return protocol.words() + ", " + body.name() + ", " + network;
        }
    }

    NormReluSettings settings() {
        return settings;
    }

    /** All series, in the order of the tables. */
    List<Series> series() {
        return settings.protocols().stream()
                .flatMap(protocol -> settings.bodies().stream().flatMap(body -> series(protocol, body)))
                .toList();
    }

    Stream<Series> series(Protocol protocol, Body body) {
        return settings.networks(body).stream().map(network -> new Series(protocol, body, network));
    }

    /** The first network of a kind beside others of the same data and body. */
    Optional<Series> first(Protocol protocol, Body body, Predicate<NetworkName> kind) {
        return series(protocol, body).filter(series -> kind.test(series.name())).findFirst();
    }

    /** Validation errors at every rate. */
    Metric validation() {
        return validation;
    }

    Metric diverged() {
        return rows.share("diverged", NetworkResult::diverged);
    }

    /** The choice of one series, whose grid is its own. */
    Choice choice(Series series) {
        return series.of(validation).leastMean("rate");
    }

    /** The rates that were chosen. */
    Metric rates() {
        return rate.of(rows.metricOf("learning rate", row -> row.configuration().rate()));
    }

    private Metric chosen(String name, ToDoubleFunction<Row<NetworkCell, NetworkResult>> value) {
        return rate.of(rows.metricOf(name, value)).finite();
    }

    Metric accuracy() {
        return accuracy;
    }

    /** On training examples, after a share of the epochs. */
    Metric trainingAccuracy(int parts) {
        return chosen(
                "training accuracy" + (parts == 1 ? "" : " after a third of the epochs"),
                row -> trainingAccuracy(
                        row.result(), Math.max(1, row.configuration().descent().epochs() / parts)));
    }

    /** On training examples after so many epochs; that of guessing if the training diverged before. */
    Metric trainingAccuracyAt(int epoch) {
        return chosen("training accuracy", row -> trainingAccuracy(row.result(), epoch));
    }

    private static double trainingAccuracy(NetworkResult result, int epoch) {
        return 1 - (epoch < result.looks().size() ? result.looks().get(epoch).trainingError() : NetworkResult.GUESSING);
    }

    /** A number of every look, by epoch. */
    Metric looks(String name, ToDoubleFunction<Look> value) {
        return rate.of(rows.each("epoch", NetworkResult::looks, Look::epoch).metric(name, value));
    }

    /** Mean cosines of two test inputs by epoch and layer, layer 0 being the inputs. */
    Metric cosines() {
        return cosines;
    }

    /** The mean cosine behind a series' last layer after so many epochs. */
    Metric cosine(Series series, int epoch) {
        return series.of(cosines()).where("layer", series.body().marked()).where("epoch", epoch);
    }

    /** The training examples that a series really had. */
    int images(Series series) {
        return (int) series.of(rate.of(rows.metric("images", NetworkResult::trained)))
                .finite()
                .min();
    }
}
