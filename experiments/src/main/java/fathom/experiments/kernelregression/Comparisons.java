package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.PublishedResource;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The paper's numbers beside ours. */
final class Comparisons {

    /** Tolerance of a point of figure 1 on the authors' own draw. */
    static final double CURVE = 1e-4;

    /** Standard normal quantile of 0.9995: 99.9 % of draws lie within so many standard deviations. */
    private static final double WIDE = 3.2905;

    private static final int TABLE_IMAGES = 50_000;

    private Comparisons() {}

    /** Figure 1, left or middle: one row for each published point of the panel. */
    static ImmutableList<Comparison> curves(Measurements measured, int smallestRidge) {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        String panel = "lambda>=1e" + smallestRidge;
        for (PublishedNumbers.Row row :
                PublishedResource.of("bietti-fig1-kernels").rows()) {
            for (String kernel : measured.configuration().kernels()) {
                int n = row.whole("n");
                if (row.text("panel").equals(panel)
                        && KernelName.parse(kernel).paperName().equals(row.text("kernel"))
                        && measured.configuration().publishedN().contains(n)) {
                    OptionalDouble ours = measured.published(kernel, n, smallestRidge);
                    ours.ifPresent(error -> rows.add(Comparison.of(
                            row.text("kernel") + ", n = " + n,
                            row.number("test_mse"),
                            error,
                            CURVE,
                            "single precision there; figure read to 1e-5")));
                }
            }
        }
        return rows.build();
    }

    /**
     * Figure 1, right: a published curve is one more draw of the distribution from which ours are, so it lies within a prediction interval.
     *
     * <pre>
     * |published - mean| <= 3.29 s mean sqrt(1 + 1 / D)
     * </pre>
     *
     * s is the relative standard deviation between our D draws, pooled over all n of a model.
     */
    static ImmutableList<Comparison> features(Measurements measured) {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        Map<FeatureModel, Double> spreads = new TreeMap<>();
        for (PublishedNumbers.Row row :
                PublishedResource.of("bietti-fig1-random-features-as-published").rows()) {
            for (FeatureModel model : FeatureModel.values()) {
                int n = row.whole("n");
                double[] ours = measured.features(model, n, FeatureResult.Point::asPublished);
                if (model.paperName().equals(row.text("model")) && ours.length > 1) {
                    Interval interval = Interval.of(ours);
                    double spread = spreads.computeIfAbsent(model, m -> relativeSpread(measured, m));
                    rows.add(new Comparison(
                            model.paperName() + ", n = " + n,
                            row.number("test_mse"),
                            interval,
                            WIDE * spread * interval.mean() * Math.sqrt(1 + 1.0 / ours.length),
                            "99.9 % prediction interval for one more draw"));
                }
            }
        }
        return rows.build();
    }

    private static double relativeSpread(Measurements measured, FeatureModel model) {
        double sum = 0;
        for (int n : measured.configuration().featureN()) {
            Interval interval = Interval.of(measured.features(model, n, FeatureResult.Point::asPublished));
            double relative = interval.standardDeviation() / interval.mean();
            sum += relative * relative;
        }
        return Math.sqrt(sum / measured.configuration().featureN().size());
    }

    /**
     * Table 1, a row for each published number that a kernel of ours belongs to, with the most images that we have.
     *
     * <p>The verdict is reached at 50,000 images alone; with fewer, ours are there to be seen.
     */
    static Table table(Measurements measured, int smallestRidge) {
        Table table = Table.of(
                "data set",
                "kernel there",
                "L here",
                "published",
                "n",
                "splits",
                "ours",
                "difference",
                "tolerance",
                "same");
        for (PublishedNumbers.Row row : PublishedResource.of("bietti-table1").rows()) {
            int n = largest(measured, row, smallestRidge);
            double[] ours = accuracies(measured, row, n, smallestRidge);
            boolean some = ours.length > 0;
            double difference = some ? Interval.of(ours).mean() - row.number("test_accuracy_percent") : Double.NaN;
            table.row(
                    row.text("dataset"),
                    row.text("kernel") + (row.text("L_paper").isEmpty() ? "" : " " + row.text("L_paper") + "-layer"),
                    row.text("L_paper").isEmpty() ? null : row.whole("L_paper") - 1,
                    row.text("test_accuracy_percent") + " ± " + row.text("plus_minus"),
                    some ? n : "not run",
                    ours.length,
                    some ? Measurements.spread(ours) : null,
                    some ? difference : null,
                    tolerance(row),
                    n != TABLE_IMAGES
                            ? (some ? "other n" : null)
                            : Math.abs(difference) <= tolerance(row) ? Comparison.Mark.PASS : Comparison.Mark.FAIL);
        }
        return table;
    }

    /** Rows at 50,000 images: those within their tolerance, and all. */
    static int[] tableCounts(Measurements measured, int smallestRidge) {
        int[] counts = new int[2];
        for (PublishedNumbers.Row row : PublishedResource.of("bietti-table1").rows()) {
            double[] ours = accuracies(measured, row, TABLE_IMAGES, smallestRidge);
            if (ours.length > 0) {
                double difference = Interval.of(ours).mean() - row.number("test_accuracy_percent");
                counts[0] += Math.abs(difference) <= tolerance(row) ? 1 : 0;
                counts[1]++;
            }
        }
        return counts;
    }

    private static double tolerance(PublishedNumbers.Row row) {
        return 4 * row.number("plus_minus") + 0.005;
    }

    /** The most images with which a row's kernel has run; 0 for none. */
    private static int largest(Measurements measured, PublishedNumbers.Row row, int smallestRidge) {
        return measured.configuration().imageSizes().stream()
                .filter(n -> accuracies(measured, row, n, smallestRidge).length > 0)
                .reduce(0, Math::max);
    }

    private static double[] accuracies(Measurements measured, PublishedNumbers.Row row, int n, int smallestRidge) {
        return measured.configuration().imageKernels(n).stream()
                .filter(kernel -> tableName(kernel).equals(tableName(row)))
                .flatMap(kernel -> measured.scores(row.text("dataset"), n, kernel, smallestRidge).stream())
                .mapToDouble(score -> 100 * score.test())
                .toArray();
    }

    static String tableName(PublishedNumbers.Row row) {
        return row.text("kernel") + row.text("L_paper");
    }

    static String tableName(String kernel) {
        KernelName name = KernelName.parse(kernel);
        return switch (name.family()) {
            case "nngp" -> "rf" + (name.depth() + 1);
            case "ntk" -> "ntk" + (name.depth() + 1);
            default -> "laplace c=1";
        };
    }
}
