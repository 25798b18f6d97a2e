package fathom.experiments.conditioning.layer;

import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Curve;
import fathom.runs.results.Metric;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words, lines and checks that all sections share. */
public final class Shown {

    private Shown() {}

    public static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /** For instance "0.1, 0.01". */
    public static String list(List<?> values) {
        return values.stream()
                .map(value -> value instanceof Double number ? Numbers.words(number) : value.toString())
                .collect(Collectors.joining(", "));
    }

    /** For instance "1 to 512", of ascending depths. */
    public static String range(List<Integer> depths) {
        return depths.size() == 1 ? depths.getFirst().toString() : depths.getFirst() + " to " + depths.getLast();
    }

    /** Adds means against a key with their intervals, if any is finite. */
    public static void line(Panel panel, String name, Metric metric, String key) {
        Curve curve = metric.curve(key);
        if (Arrays.stream(curve.mean()).anyMatch(Double::isFinite)) {
            panel.line(name, curve.x(), curve.mean(), curve.low(), curve.high());
        }
    }

    /** Adds a theory in the hue of what it is the theory of, if any value is finite. */
    public static void curve(Panel panel, String name, Metric metric, String key) {
        Curve curve = metric.curve(key);
        if (Arrays.stream(curve.mean()).anyMatch(Double::isFinite)) {
            panel.curve(name, curve.x(), curve.mean());
        }
    }

    /** A panel for each separation, a line for each activation: how loose a bound is. */
    public static Figure slack(String name, String caption, Metric ratio) {
        List<Panel> panels = new ArrayList<>();
        for (Metric one : ratio.by("delta")) {
            Panel panel = Panel.of("δ = " + one.at("delta"), "hidden layers L", "bound / exact")
                    .logX()
                    .logY()
                    .yRange(0.5, 1e12);
            one.by("activation")
                    .forEach(metric -> line(panel, metric.at("activation").toString(), metric, "depth"));
            panels.add(panel);
        }
        return Figure.of(name, caption, panels.toArray(Panel[]::new));
    }

    /** NaN for what is infinite, so that no mean is taken over the rest of the seeds alone. */
    public static Metric regular(Metric metric) {
        return metric.map(value -> Double.isFinite(value) ? value : Double.NaN);
    }

    /** Without the key that tells which depths a trial looked at. */
    public static Metric[] plain(Metric... metrics) {
        return Arrays.stream(metrics).map(metric -> metric.meanOver("depths")).toArray(Metric[]::new);
    }

    /** A published number with all its digits, beside ours. */
    public static Reproduction row(String what, PublishedNumbers.Row row, String column, double ours) {
        boolean whole = !row.text(column).contains(".");
        return Reproduction.of(
                what,
                row.number(column),
                ours,
                whole ? 1e-12 : 0.51 * row.unit(column),
                whole ? "an exact value, up to rounding" : "half a unit of the last digit given");
    }

    /** Refuses names that are no activation, with the key that holds them. */
    public static void activations(String key, List<String> names) {
        for (String name : names) {
            try {
                Nonlinearity.parse(name);
            } catch (IllegalArgumentException e) {
                throw new UserError("invalid value " + key + "=" + name + ": " + e.getMessage(), e);
            }
        }
    }
}
