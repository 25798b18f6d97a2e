package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.LayerSeries;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.machine.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The series of activations that were found already, and what serves layer after layer: finding one takes quadratures. */
final class SeriesShelf {

    /** A range is taken wider by this factor on both sides, so that it serves the layers that follow. */
    private static final double MARGIN = 1.01;

    /** A range that is wider than needed by more than this factor needs longer sums than it should. */
    private static final double SPARE = 1.1;

    /** Deviations that differ by less are one. */
    private static final double ONE = 4e-15;

    private record Found(Nonlinearity phi, LayerSeries series, double low, double high) {}

    private final List<Found> shelf = new ArrayList<>();
    private final Map<Nonlinearity, Nonlinearity> radials = new IdentityHashMap<>();

    /** The series of {@link Nonlinearity#radial}, whose slopes alone mean something; its values are 0, and a bias keeps the rest finite. */
    LayerSeries radial(Nonlinearity phi, PairStep.Sides deviations) {
        return series(radials.computeIfAbsent(phi, Nonlinearity::radial), 1, deviations);
    }

    /** The series of an activation without weights for rows of these deviations. */
    LayerSeries series(Nonlinearity phi, PairStep.Sides deviations) {
        return series(phi, 0, deviations);
    }

    private LayerSeries series(Nonlinearity phi, double bias, PairStep.Sides deviations) {
        double low = Math.min(least(deviations.rows()), least(deviations.columns()));
        double high = Math.max(most(deviations.rows()), most(deviations.columns()));
        return series(phi, bias, Math.min(low, high), high);
    }

    /** The same for deviations from {@code low} to {@code high}. */
    LayerSeries series(Nonlinearity phi, double low, double high) {
        return series(phi, 0, low, high);
    }

    private LayerSeries series(Nonlinearity phi, double bias, double low, double high) {
        for (Found found : shelf) {
            boolean wide = found.high * low > SPARE * SPARE * high * found.low;
            if (found.phi == phi && !wide && found.series.serves(low, high, Double.POSITIVE_INFINITY)) {
                return found.series;
            }
        }
        boolean one = high - low <= ONE * high;
        double from = one ? low : low / MARGIN;
        double to = one ? high : high * MARGIN;
        Found found = new Found(phi, LayerSeries.of(phi, 1, bias, from, to), from, to);
        shelf.add(found);
        return found.series;
    }

    /** E[phi(sqrt q g)] for each q; equal ones are found once. */
    double[] means(DualActivation dual, double... variances) {
        double[] distinct = Arrays.stream(variances).sorted().distinct().toArray();
        double[] found = new double[distinct.length];
        Workers.forEach(distinct.length, i -> found[i] = dual.mean(distinct[i]));
        double[] means = new double[variances.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = found[Arrays.binarySearch(distinct, variances[i])];
        }
        return means;
    }

    private static double least(double... values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double most(double... values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
