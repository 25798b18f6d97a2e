package fathom.experiments.kernelregression;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures: the paper's figure 1 on its own draw, the same on fresh draws, and random features. */
final class Pictures {

    private Pictures() {}

    /** Figure 1, left and middle, on the authors' draw. */
    static Figure published(Measurements measured) {
        List<Panel> panels = new ArrayList<>();
        Configuration c = measured.configuration();
        for (int ridge : c.smallestRidges()) {
            Panel panel = axes("ridge at least 1e" + ridge);
            for (String kernel : c.kernels()) {
                double[] x = c.publishedN().stream()
                        .filter(n -> measured.published(kernel, n, ridge).isPresent())
                        .mapToDouble(n -> n)
                        .toArray();
                double[] y = c.publishedN().stream()
                        .flatMapToDouble(n -> measured.published(kernel, n, ridge).stream())
                        .toArray();
                panel.line(kernel, x, y);
            }
            panels.add(panel);
        }
        return new Figure(
                "published-draw",
                "Test error of kernel ridge regression on the authors' own draw, as in figure 1, left and middle.",
                2,
                panels);
    }

    /** The same on fresh draws, with intervals. */
    static Figure fresh(Measurements measured) {
        List<Panel> panels = new ArrayList<>();
        Configuration c = measured.configuration();
        for (int ridge : c.smallestRidges()) {
            Panel panel = axes("ridge at least 1e" + ridge);
            for (String kernel : c.kernels()) {
                List<Interval> intervals = c.freshN().stream()
                        .flatMap(n -> Measurements.interval(measured.fresh(kernel, n, ridge)).stream())
                        .toList();
                if (intervals.size() == c.freshN().size()) {
                    panel.line(kernel, c.freshN(), intervals);
                }
            }
            for (String kernel : Theory.SHOWN) {
                if (c.kernels().contains(kernel)) {
                    Theory theory = Theory.of(kernel, ridge);
                    panel.curve(
                            "theory, " + kernel,
                            c.freshN().stream().mapToDouble(n -> n).toArray(),
                            c.freshN().stream().mapToDouble(theory::error).toArray());
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "fresh-draws",
                "The same on fresh draws of points and target: mean over draws with 95 % intervals, most of which is the spread between draws that"
                        + " all kernels share. Dashed: what the eigenvalues alone predict, with the ridge that is best on average.",
                2,
                panels);
    }

    /** Figure 1, right: as published and corrected, on the same axes. */
    static Figure features(Measurements measured) {
        return Figure.of(
                "random-features",
                "Test error of random features: with new weights for the test points, as published (left), and with the weights of the fit"
                        + " (right); mean over draws with 95 % intervals. The dashed line is the error of predicting the mean.",
                features(measured, "as published", FeatureResult.Point::asPublished),
                features(measured, "corrected", FeatureResult.Point::corrected));
    }

    private static Panel features(Measurements measured, String title, ToDoubleFunction<FeatureResult.Point> error) {
        List<Integer> sizes = measured.configuration().featureN();
        Panel panel = axes(title).yRange(3e-5, 1);
        for (FeatureModel model : FeatureModel.values()) {
            List<Interval> intervals = sizes.stream()
                    .flatMap(n -> Measurements.interval(measured.features(model, n, error)).stream())
                    .toList();
            if (intervals.size() == sizes.size()) {
                panel.line(model.paperName(), sizes, intervals);
            }
        }
        return panel.level("predicting the mean", Claims.BUMPS_VARIANCE);
    }

    private static Panel axes(String title) {
        return Panel.of(title, "training points n", "squared error").logX().logY();
    }
}
