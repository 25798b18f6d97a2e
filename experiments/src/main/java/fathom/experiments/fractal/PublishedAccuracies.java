package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import module fathom.experiments;
import module java.base;

/**
 * Figures 4 and 5 of the paper beside ours. It prints the best validation accuracy b of an unknown number of runs, measured on 5,000 points.
 *
 * <pre>
 * sd^2 = sum_cells (s - 1) sd_cell^2 / f,   f = sum_cells (s - 1)                      pooled over the cells of a figure at one rate
 * h^2 = t^2 sd^2 (1 + 1/s) + 1.96^2 b (1 - b) / 5000                                   t the 0.975 quantile of Student's t_f
 * met if   mean - h ≤ b ≤ best + h                                                   of our s seeds
 * </pre>
 *
 * The lower end is that of the prediction interval of one more run. A best of several may lie above it: upwards h counts from our best seed.
 * Pooling keeps three seeds that agree by chance from making a tolerance too small, and three that scatter from making it void.
 */
record PublishedAccuracies(FractalSettings c, TrainedNetworks networks) {

    private static final int PAPER_STEPS = 1_000_000;
    private static final int PAPER_WIDTH = 400;
    private static final int POINTS = 5_000;
    private static final double Z = 1.96;

    private static final String REASON =
            "prediction interval of one more run and the error of 5,000 points; upwards from our best seed, since the published value is a best";

    void report(SectionWriter page) {
        if (!c.systems().contains(Systems.CANTOR) || c.d() != 2 || c.n() != 5) {
            return;
        }
        page.text(
                "The paper prints the best validation accuracy over an unknown number of runs, rates and steps. Ours is the mean over seeds of"
                        + " the best validation accuracy: at each rate for figure 4, at the best rate for figure 5. A published value is met if it"
                        + " lies in the 95 % prediction interval of one more run of ours (spread pooled over the cells of a rate); since it is a best"
                        + " of several, it may exceed our best seed by as much. Runs of fewer than 1,000,000 steps, the paper's number, and of fewer than 3 seeds are not judged.");
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
            for (Metric rate : rates) {
                List<Metric> cells = validation.where("rate", rate.at("rate")).by("depth", "width");
                rows.add(compared(what + ", rate " + rate.at("rate"), value, rate, cells));
            }
            if (rates.isEmpty()) {
                rows.add(notRun(what, value));
            }
        }
        return rows;
    }

    /** The best width of each curve. As long as it is the widest, wider networks may do better, and less than published is no miss. */
    List<Reproduction> figure5(PublishedNumbers published) {
        Map<String, Metric> best = new LinkedHashMap<>();
        for (String curve : c.curves()) {
            networks.bestWidth(Systems.CANTOR, curve)
                    .ifPresent(width -> best.put(
                            curve,
                            networks.deepest(networks.validation(), Systems.CANTOR, curve)
                                    .where("width", width)));
        }
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            String what = "curve #" + row.text("curve") + ", L = 5, best width";
            double value = row.number("best_depth5_accuracy");
            Metric ours = best.get(row.text("curve"));
            if (ours == null) {
                rows.add(notRun(what, value));
                continue;
            }
            int width = (int) ours.numberAt("width");
            Reproduction one = compared(what + " (here " + width + ")", value, ours, List.copyOf(best.values()));
            boolean unfinished = one.status() == Reproduction.Status.MISSED
                    && value > one.ours().mean()
                    && width == c.widths().getLast()
                    && width < PAPER_WIDTH;
            rows.add(
                    unfinished
                            ? Reproduction.notComparable(
                                    one.what(),
                                    value,
                                    one.ours(),
                                    "the widest network run is the best; the paper's go to 400")
                            : one);
        }
        return rows;
    }

    private static Reproduction notRun(String what, double published) {
        return Reproduction.notRun(what, published, "not among these settings; preset paper has it");
    }

    private Reproduction compared(String what, double published, Metric seeds, List<Metric> cells) {
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
        double above = published > ours.mean() ? seeds.max() - ours.mean() : 0;
        return Reproduction.of(what, published, ours, reach(published, ours.n(), cells) + above, REASON)
                .ifMissed(
                        above > 0
                                ? "below the published best; more seeds, rates and widths would tell"
                                : "above the published best; the paper's rates for this network are not known");
    }

    /** h, by the spread of all cells. */
    private static double reach(double published, int s, List<Metric> cells) {
        int freedom = 0;
        double squares = 0;
        for (Metric cell : cells) {
            Interval seeds = cell.overSeeds();
            if (seeds.n() > 1) {
                freedom += seeds.n() - 1;
                squares += (seeds.n() - 1) * seeds.standardDeviation() * seeds.standardDeviation();
            }
        }
        double t = Interval.quantile(0.975, freedom);
        return Math.sqrt(t * t * squares / freedom * (1 + 1.0 / s) + Z * Z * published * (1 - published) / POINTS);
    }
}
