package fathom.experiments.conditioning;

import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Words, panels and checks that all sections share. */
final class Shown {

    private Shown() {}

    /** For instance "0.1, 0.01". */
    static String list(List<?> values) {
        return values.stream()
                .map(value -> value instanceof Double number ? Numbers.words(number) : value.toString())
                .collect(Collectors.joining(", "));
    }

    /** For instance "1 to 512", of ascending depths. */
    static String range(List<Integer> depths) {
        return depths.size() == 1 ? depths.getFirst().toString() : depths.getFirst() + " to " + depths.getLast();
    }

    /** Logarithmic axes over depth. */
    static Panel layers(String title, String y) {
        return Panel.of(title, "hidden layers L", y).logX().logY();
    }

    /** A panel for each separation, a line for each activation: how loose a bound is. */
    static Figure slack(String name, String caption, Metric ratio) {
        return Figure.of(
                name,
                caption,
                ratio.by("delta").stream()
                        .map(one -> layers("δ = " + one.at("delta"), "bound / exact")
                                .yRange(0.5, 1e12)
                                .lines("", one, "activation", "depth"))
                        .toArray(Panel[]::new));
    }

    /** NaN for what is infinite, so that no mean is taken over the rest of the seeds alone. */
    static Metric regular(Metric metric) {
        return metric.map(value -> Double.isFinite(value) ? value : Double.NaN);
    }

    /** Without the key that holds the depths of a trial. */
    static Metric[] plain(Metric... metrics) {
        return Arrays.stream(metrics).map(metric -> metric.meanOver("depths")).toArray(Metric[]::new);
    }

    /** A published number with all its digits, beside ours. */
    static Reproduction row(String what, PublishedNumbers.Row row, String column, double ours) {
        boolean whole = !row.text(column).contains(".");
        return Reproduction.of(
                what,
                row.number(column),
                ours,
                whole ? 1e-12 : 0.51 * row.unit(column),
                whole ? "an exact value, up to rounding" : "half a unit of the last digit given");
    }

    /** Refuses names that are no activation, with the key that holds them. */
    static void activations(String key, List<String> names) {
        for (String name : names) {
            try {
                Nonlinearity.parse(name);
            } catch (IllegalArgumentException e) {
                throw new UserError("invalid value " + key + "=" + name + ": " + e.getMessage(), e);
            }
        }
    }
}
