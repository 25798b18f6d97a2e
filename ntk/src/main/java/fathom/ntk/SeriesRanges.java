package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.LayerSeries;
import fathom.ntk.dual.Nonlinearity;

/** The series of layer after layer; one serves several layers where it can, since to find one takes quadratures. */
final class SeriesRanges {

    /** Ranges that grow are foreseen up to this factor. */
    private static final double WIDEST = 2.5;

    private final Nonlinearity phi;
    private final DualActivation dual;
    private final InfiniteNetwork network;
    private final int depth;
    private final double spare;
    private LayerSeries last;
    private int from;

    /** @param spare how many times wider than a layer needs its range may be */
    SeriesRanges(Nonlinearity phi, InfiniteNetwork network, int depth, double spare) {
        this.phi = phi;
        this.dual = new DualActivation(phi);
        this.network = network;
        this.depth = depth;
        this.spare = spare;
    }

    /** The series of that layer for rows with deviations from low to high. */
    LayerSeries layer(int layer, double low, double high) {
        if (last == null || !same(layer, from) || !last.serves(low, high, spare)) {
            last = found(layer, low, high);
            from = layer;
        }
        return last;
    }

    private boolean same(int layer, int other) {
        return network.weightVariance().at(layer) == network.weightVariance().at(other)
                && network.biasVariance().at(layer) == network.biasVariance().at(other);
    }

    /** Looks ahead, as if deviations between low and high stayed between what these two become. */
    private LayerSeries found(int layer, double low, double high) {
        double weight = network.weightVariance().at(layer);
        double bias = network.biasVariance().at(layer);
        if (phi.isElementary()) {
            return LayerSeries.of(phi, weight, bias, low, high);
        }
        double least = low;
        double most = high;
        double narrowest = high - low;
        double from = low;
        double to = high;
        for (int l = layer + 1; l <= depth && same(l, layer) && narrowest > high * 1e-9; l++) {
            double a = Math.sqrt(Math.fma(weight, dual.secondMoment(from * from), bias));
            double b = Math.sqrt(Math.fma(weight, dual.secondMoment(to * to), bias));
            from = Math.min(a, b);
            to = Math.max(a, b);
            double width = Math.min(narrowest, to - from);
            boolean fits = Math.max(most, to) - Math.min(least, from) <= Math.min(spare, WIDEST) * width;
            if (!fits) {
                break;
            }
            narrowest = width;
            // A margin, since what lies between may come to lie beyond.
            least = Math.min(least, from - 1e-3 * width);
            most = Math.max(most, to + 1e-3 * width);
        }
        return LayerSeries.of(phi, weight, bias, Math.max(least, 0), most);
    }
}
