package fathom.experiments.kernelregression;

import fathom.experiments.kernelregression.CurveSection.CurveSettings;
import fathom.experiments.kernelregression.FeatureSection.FeatureSettings;
import fathom.experiments.kernelregression.TableSection.TableSettings;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Do deep kernels learn better than shallow ones? Figure 1 and table 1 of A. Bietti and F. Bach, Deep equals shallow for ReLU networks in
 * kernel regimes (ICLR 2021), on the authors' own draws and on fresh ones. Depth is the number of hidden layers; the paper's L is one more.
 */
public final class KernelRegressions {

    /** What users set. */
    public record KernelRegressionSettings(
            @Key(value = "fresh draws of points, targets and random features", example = "1..20")
            List<Long> seeds,

            @Key(
                    value = "fresh points on which the error is measured and, as in the paper, the ridge is chosen",
                    unit = "points",
                    min = 1)
            int testPoints,

            CurveSettings curves,
            FeatureSettings features,
            TableSettings table) {}

    /** The experiment. */
    public static final Experiment<KernelRegressionSettings> EXPERIMENT = Experiment.of(
                    "kernel-regression",
                    "Do deep kernels learn better than shallow ones?",
                    KernelRegressionSettings.class,
                    (settings, context) -> List.of(
                            new CurveSection(settings.curves(), settings.seeds(), settings.testPoints(), context)
                                    .section(),
                            new FeatureSection(settings.features(), settings.seeds(), settings.testPoints(), context)
                                    .section(),
                            new TableSection(settings.table(), context)))
            .source("Bietti and Bach (ICLR 2021), figure 1 and table 1")
            .resources(KernelRegressions.class::getResourceAsStream)
            .preset(
                    "quick",
                    "all of figure 1; table 1 at n = 1,000 and 5,000 with --data; under three minutes on two cores without")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset(
                    "paper",
                    "figure 1 with twenty fresh draws up to n = 5,000; table 1 at n = 50,000, five splits; a day or two")
            .preset(
                    "table1",
                    "table 1 alone, ridges to 1e-3; table.dataSets, table.kernels and table.splits choose its cells");

    private KernelRegressions() {}

    /** The least exponent of a ridge that users may ask for. */
    static final int SMALLEST_RIDGE = -15;

    /** Standard normal quantile of 0.9995: 99.9 % of draws lie within so many standard deviations. */
    static final double WIDE = 3.2905;
}
