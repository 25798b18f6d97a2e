package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import module fathom.experiments;
import module java.base;

/**
 * The finished trainings and, for each network and seed, the learning rate of the best validation accuracy; of equals the smallest.
 *
 * @param rows a row for each training, systems by their titles
 * @param rate the chosen rates
 */
record TrainedNetworks(FractalSettings settings, Rows<FractalCell, FractalFit> rows, Choice rate) {

    static TrainedNetworks of(FractalSettings settings, Rows<FractalCell, FractalFit> trained) {
        // One seed has a picture, which must not set it apart.
        Rows<FractalCell, FractalFit> rows = trained.key(
                        "system",
                        row -> Systems.title(row.configuration().problem().system()))
                .key("picture", row -> 0);
        Choice rate =
                rows.metric("validation error", fit -> 1 - fit.validation()).least("rate");
        return new TrainedNetworks(settings, rows, rate);
    }

    /** Test accuracy at the chosen rate: on points that chose nothing. */
    Metric test() {
        return rate.of(rows.metric("test accuracy", FractalFit::test));
    }

    /** Best validation accuracy over evaluations and rates: chosen as the paper chooses. */
    Metric validation() {
        return rate.of(rows.metric("best validation accuracy", FractalFit::validation));
    }

    /** The part of a metric of one system and curve, of networks whose layers are trained together. */
    static Metric on(Metric metric, String system, String curve) {
        return metric.where("procedure", FractalCell.JOINT)
                .where("system", Systems.title(system))
                .where("curve", curve);
    }

    /** The test accuracies of figure 4: joint training on the first curve. */
    Metric first(String system) {
        return on(test(), system, settings.curve());
    }

    /** The part of a metric of the deepest networks on one system and curve. */
    Metric deepest(Metric metric, String system, String curve) {
        return on(metric, system, curve).where("depth", settings.deepest());
    }

    /** The width at which the deepest networks do best on the validation points of a curve, by the mean over seeds. */
    Optional<Integer> bestWidth(String system, String curve) {
        return deepest(validation(), system, curve)
                .map(accuracy -> -accuracy)
                .leastMean("width")
                .chosen()
                .values()
                .stream()
                .findFirst()
                .map(width -> ((Number) width).intValue());
    }

    /** The training whose decision region is drawn: the best rate of the first seed at the greatest width. */
    Optional<Row<FractalCell, FractalFit>> drawn(String system, int depth) {
        return rows
                .where("system", Systems.title(system))
                .where("procedure", FractalCell.JOINT)
                .where("curve", settings.curve())
                .where("depth", depth)
                .where("width", settings.widths().getLast())
                .where("seed", settings.seed())
                .stream()
                .max(Comparator.comparingDouble(row -> row.result().validation()))
                .filter(row -> !row.result().region().isEmpty());
    }
}
