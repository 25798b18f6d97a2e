package fathom.experiments.kernelregression;

import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of summary.csv and of the report. None holds a time, a host or a date. */
final class Tables {

    /** The two grids of the authors' code, by the exponent of their smallest ridge: the final and the first version. */
    static final int[] GRIDS = {-3, -7};

    private Tables() {}

    /** One row for each number that was measured, for programs. */
    static Table summary(Measurements measured) {
        Configuration c = measured.configuration();
        Table table = Table.of("part", "model", "variant", "n", "value");
        for (String kernel : c.kernels()) {
            for (int ridge : c.smallestRidges()) {
                for (int n : c.publishedN()) {
                    measured.published(kernel, n, ridge)
                            .ifPresent(error ->
                                    table.row("published draw", kernel, "1e" + ridge, n, Interval.exactly(error)));
                }
                for (int n : c.freshN()) {
                    Measurements.interval(measured.fresh(kernel, n, ridge))
                            .ifPresent(errors -> table.row("fresh draws", kernel, "1e" + ridge, n, errors));
                }
            }
        }
        for (FeatureModel model : FeatureModel.values()) {
            for (int n : c.featureN()) {
                Measurements.interval(measured.features(model, n, FeatureResult.Point::asPublished))
                        .ifPresent(
                                errors -> table.row("random features", model.paperName(), "as published", n, errors));
                Measurements.interval(measured.features(model, n, FeatureResult.Point::corrected))
                        .ifPresent(errors -> table.row("random features", model.paperName(), "corrected", n, errors));
            }
        }
        for (String dataSet : c.dataSets()) {
            for (int n : c.imageSizes()) {
                for (String kernel : c.imageKernels(n)) {
                    for (int grid : GRIDS) {
                        Measurements.interval(accuracies(measured.scores(dataSet, n, kernel, grid)))
                                .ifPresent(percent -> table.row(dataSet, kernel, "grid to 1e" + grid, n, percent));
                    }
                }
            }
        }
        return table;
    }

    /** Test accuracy in percent, a row for each kernel, both grids, the ridges that were chosen. */
    static Table accuracies(Measurements measured, String dataSet, int n) {
        Table table =
                Table.of("kernel", "paper's name", "grid to 1e-3", "ridge chosen", "grid to 1e-7", "ridge chosen ");
        for (String kernel : measured.configuration().imageKernels(n)) {
            List<ImageResult.Score> last = measured.scores(dataSet, n, kernel, GRIDS[0]);
            List<ImageResult.Score> first = measured.scores(dataSet, n, kernel, GRIDS[1]);
            if (!last.isEmpty()) {
                table.row(
                        kernel,
                        KernelName.parse(kernel).paperName(),
                        Measurements.spread(accuracies(last)),
                        ridges(last),
                        first.isEmpty() ? null : Measurements.spread(accuracies(first)),
                        ridges(first));
            }
        }
        return table;
    }

    /** Times of the trials, for the reader: a row for each part. */
    static Table times(Measurements measured) {
        Table table = Table.of("part", "trials", "seconds of trials");
        time(
                table,
                "kernels on the sphere",
                measured.curves().stream().mapToDouble(trial -> trial.seconds()).toArray());
        time(
                table,
                "random features",
                measured.features().stream()
                        .mapToDouble(trial -> trial.seconds())
                        .toArray());
        time(
                table,
                "images",
                measured.images().stream().mapToDouble(trial -> trial.seconds()).toArray());
        return table;
    }

    private static void time(Table table, String part, double[] seconds) {
        double sum = 0;
        for (double value : seconds) {
            sum += value;
        }
        table.row(part, seconds.length, sum);
    }

    static double[] accuracies(List<ImageResult.Score> scores) {
        return scores.stream().mapToDouble(score -> 100 * score.test()).toArray();
    }

    private static String ridges(List<ImageResult.Score> scores) {
        return scores.stream().map(score -> "1e" + score.exponent()).distinct().collect(Collectors.joining(", "));
    }
}
