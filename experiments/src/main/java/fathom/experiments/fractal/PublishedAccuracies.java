package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures 4 and 5 of the paper beside ours. It prints the best validation accuracy b of an unknown number of runs, measured on 5,000 points.
 *
 * <pre>
 * h^2 = t^2 sd^2 (1 + 1/s) + 1.96^2 b (1 - b) / 5000          mean and sd over our s seeds, t the 0.975 quantile of Student's t_{s-1}
 * met if   mean - h <= b <= best + h
 * </pre>
 *
 * The lower end is that of the prediction interval of one more run. A best of several may lie above it: upwards h counts from our best seed.
 */
record PublishedAccuracies(FractalSettings c, TrainedNetworks networks) {

    private static final int PAPER_STEPS = 1_000_000;
    private static final int POINTS = 5_000;
    private static final double Z = 1.96;

    void report(SectionWriter page) {
        if (!c.systems().contains(Systems.CANTOR) || c.d() != 2 || c.n() != 5) {
            return;
        }
        page.text(
                "The paper prints the best validation accuracy over an unknown number of runs, rates and steps. Ours is the mean over seeds of"
                        + " the best validation accuracy: at each rate for figure 4, at the best rate for figure 5. A published value is met if it"
                        + " lies in the 95 % prediction interval of one more run of ours; since it is a best of several, it may exceed our best"
                        + " seed by as much. Runs of fewer than 1,000,000 steps, the paper's number, and of fewer than 3 seeds are not judged.");
        if (c.curve().equals("1")) {
            PublishedNumbers four = page.published("malach-fig4-cantor");
            page.reproductions("Figure 4 is reproduced", four.origin(), figure4(four));
        }
        if (c.deepest() == 5) {
            PublishedNumbers five = page.published("malach-fig5-curves");
            page.reproductions("Figure 5 is reproduced", five.origin(), figure5(five));
        }
    }

    /** A row for each rate: the best of several rates is another statistic. */
    List<Reproduction> figure4(PublishedNumbers published) {
        Metric validation = TrainedNetworks.on(
                networks.rows().metric("validation", FractalFit::validation), Systems.CANTOR, c.curve());
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            int depth = row.whole("hidden_layers");
            int width = row.whole("width");
            String what = "L = " + depth + ", width " + width;
            double value = row.number("validation_accuracy");
            List<Metric> rates =
                    validation.where("depth", depth).where("width", width).by("rate");
            rates.forEach(rate -> rows.add(compared(what + ", rate " + rate.at("rate"), value, rate)));
            if (rates.isEmpty()) {
                rows.add(notRun(what, value));
            }
        }
        return rows;
    }

    List<Reproduction> figure5(PublishedNumbers published) {
        return published.rows().stream()
                .map(row -> {
                    String curve = row.text("curve");
                    String what = "curve #" + curve + ", L = 5, best width";
                    double value = row.number("best_depth5_accuracy");
                    return networks.bestWidth(Systems.CANTOR, curve)
                            .map(width -> compared(
                                    what + " (here " + width + ")",
                                    value,
                                    networks.deepest(networks.validation(), Systems.CANTOR, curve)
                                            .where("width", width)))
                            .orElseGet(() -> notRun(what, value));
                })
                .toList();
    }

    private static Reproduction notRun(String what, double published) {
        return Reproduction.notRun(what, published, "not among these settings; preset paper has it");
    }

    private Reproduction compared(String what, double published, Metric seeds) {
        Interval ours = seeds.overSeeds();
        if (c.steps() < PAPER_STEPS || ours.n() < Interval.LEAST_TESTED) {
            return Reproduction.notComparable(
                    what,
                    published,
                    ours.n() == 1 ? Interval.exactly(ours.mean()) : ours,
                    c.steps() < PAPER_STEPS
                            ? format("%,d steps, the paper 1,000,000", c.steps())
                            : "fewer than 3 seeds predict nothing");
        }
        return Reproduction.of(what, published, ours, tolerance(published, ours, seeds.max()), REASON)
                .ifMissed(
                        published > ours.mean()
                                ? "below the published best; more seeds, rates and widths would tell"
                                : "above the published best; the paper's rates for this network are not known");
    }

    private static final String REASON =
            "prediction interval of our seeds and the error of 5,000 points; upwards from our best seed, since the published value is a best";

    /** h where the published value lies below our mean, else h + best - mean. */
    static double tolerance(double published, Interval ours, double best) {
        double run = ours.halfWidth() * Math.sqrt(ours.n() + 1);
        double points = Z * Math.sqrt(published * (1 - published) / POINTS);
        return Math.sqrt(run * run + points * points) + (published > ours.mean() ? best - ours.mean() : 0);
    }
}
