package fathom.experiments.kernelregression;

import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What the ledger holds, by what is asked for. */
record Measurements(
        Configuration configuration,
        List<Finished<CurveCell, CurveResult>> curves,
        List<Finished<FeatureCell, FeatureResult>> features,
        List<Finished<ImageCell, ImageResult>> images) {

    /** The error on the authors' draw, if that trial has finished. */
    OptionalDouble published(String kernel, int n, int smallestRidge) {
        return curves.stream()
                .filter(trial -> trial.configuration().draw().equals(CurveCell.PUBLISHED)
                        && trial.configuration().kernel().equals(kernel))
                .mapToDouble(trial -> trial.result().best(n, smallestRidge))
                .findFirst();
    }

    /** The published draw's errors of a kernel at one n, if that trial has finished. */
    Optional<CurveResult.Point> publishedPoint(String kernel, int n) {
        return curves.stream()
                .filter(trial -> trial.configuration().draw().equals(CurveCell.PUBLISHED)
                        && trial.configuration().kernel().equals(kernel))
                .map(trial -> trial.result().at(n))
                .findFirst();
    }

    /** The errors on the fresh draws, in the order of the seeds. */
    double[] fresh(String kernel, int n, int smallestRidge) {
        return configuration.seeds().stream()
                .flatMap(seed -> curves.stream()
                        .filter(trial -> trial.configuration().draw().equals(CurveCell.FRESH)
                                && trial.configuration().seed() == seed
                                && trial.configuration().kernel().equals(kernel)))
                .mapToDouble(trial -> trial.result().best(n, smallestRidge))
                .toArray();
    }

    /** The errors of random features, one for each seed. */
    double[] features(FeatureModel model, int n, ToDoubleFunction<FeatureResult.Point> error) {
        return features.stream()
                .filter(trial -> trial.configuration().model() == model)
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.n() == n))
                .mapToDouble(error)
                .toArray();
    }

    /** a_s / b_s - 1 over the seeds that both have. */
    static double[] relative(double[] values, double[] others) {
        double[] ratios = new double[Math.min(values.length, others.length)];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / others[i] - 1;
        }
        return ratios;
    }

    /** The scores of a table's cell over its splits, with the ridge chosen among those down to 10^smallest; none where a run has no such ridges. */
    List<ImageResult.Score> scores(String dataSet, int n, String kernel, int smallest) {
        return images.stream()
                .filter(trial -> trial.configuration().dataSet().equals(dataSet)
                        && trial.configuration().n() == n
                        && trial.configuration().kernel().equals(kernel)
                        && trial.configuration().smallestRidge() <= smallest)
                .map(trial -> trial.result().chosen(smallest))
                .toList();
    }

    /** The interval of some values, and of one value the value, which has none. */
    static Interval spread(double... values) {
        return values.length == 1 ? Interval.exactly(values[0]) : Interval.of(values);
    }

    /** The interval of some values; nothing for none. */
    static Optional<Interval> interval(double... values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
