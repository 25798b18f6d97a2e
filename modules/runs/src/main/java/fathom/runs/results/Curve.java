package fathom.runs.results;

import fathom.runs.statistics.Interval;
import java.util.List;

/**
 * Means against a key, ascending, with the ends of their intervals.
 *
 * @param x values of the key
 * @param mean means over seeds
 * @param low lower ends, the mean itself for one seed
 * @param high upper ends
 */
public record Curve(double[] x, double[] mean, double[] low, double[] high) {

    static Curve of(Metric metric, String key) {
        List<Metric> points = metric.by(key).stream()
                .sorted(java.util.Comparator.comparingDouble(point -> point.numberAt(key)))
                .toList();
        int n = points.size();
        Curve curve = new Curve(new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            Interval interval = points.get(i).overSeeds();
            boolean known = Double.isFinite(interval.low());
            curve.x[i] = points.get(i).numberAt(key);
            curve.mean[i] = interval.mean();
            curve.low[i] = known ? interval.low() : interval.mean();
            curve.high[i] = known ? interval.high() : interval.mean();
        }
        return curve;
    }
}
