package fathom.ntk;

import fathom.ntk.dual.LayerSeries;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.SeriesRecursion;
import java.util.ArrayList;
import java.util.List;

/** What the recursion by series knows of each row by itself, at every layer. */
final class SeriesProfile {

    /** So few pairs are carried through long sums sooner than shorter ones are found. */
    private static final long FEW_PAIRS = 1 << 14;

    private static final double SPARE = 1.75;

    /** Of layer 0. */
    final Inputs inputs;

    /** variances.get(l)[i] = S_l(x_i, x_i). */
    final List<double[]> variances = new ArrayList<>();

    /** tangents.get(l)[i] = T_l(x_i, x_i). */
    final List<double[]> tangents = new ArrayList<>();

    /** sqrt S_l(x_i, x_i) of the layer below each. */
    final List<double[]> below = new ArrayList<>();

    /** What the rows are as columns of a layer's pairs; of layer 0 nothing. */
    final List<SeriesRecursion.Columns> columns = new ArrayList<>();

    private final InfiniteNetwork network;
    private final ZeroRows zeros;
    private double[] deviations;

    private SeriesProfile(Nonlinearity phi, InfiniteNetwork network, DoubleMatrix x) {
        this.network = network;
        zeros = ZeroRows.of(phi);
        inputs = new Inputs(network, x);
        deviations = inputs.roots;
        double[] start = new double[x.rows()];
        for (int i = 0; i < start.length; i++) {
            start[i] = Math.fma(
                    network.learningRate().at(0),
                    inputs.variances[i],
                    network.trainedBias().at(0));
        }
        Range.check("T_0(x, x)", start);
        variances.add(inputs.variances);
        tangents.add(start);
        columns.add(null);
        below.add(null);
    }

    /**
     * The profiles of some matrices, and the layers that serve all of their rows.
     *
     * @param layers receives one for each layer from 1 on
     */
    static List<SeriesProfile> of(
            Nonlinearity phi, InfiniteNetwork network, int depth, List<LayerSeries> layers, List<DoubleMatrix> inputs) {
        List<SeriesProfile> profiles =
                inputs.stream().map(x -> new SeriesProfile(phi, network, x)).toList();
        long pairs = 1;
        for (SeriesProfile profile : profiles) {
            pairs *= profile.deviations.length;
        }
        boolean few = pairs * (profiles.size() == 1 ? pairs : 1) <= FEW_PAIRS;
        SeriesRanges ranges = new SeriesRanges(phi, network, depth, few ? Double.POSITIVE_INFINITY : SPARE);
        for (int l = 1; l <= depth; l++) {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            for (SeriesProfile profile : profiles) {
                for (double deviation : profile.deviations) {
                    low = Math.min(low, deviation);
                    high = Math.max(high, deviation);
                }
            }
            LayerSeries layer = ranges.layer(l, Math.min(low, high), high);
            layers.add(layer);
            for (SeriesProfile profile : profiles) {
                profile.add(layer, l);
            }
        }
        return profiles;
    }

    private void add(LayerSeries series, int layer) {
        int n = deviations.length;
        double weight = network.weightVariance().at(layer);
        double bias = network.biasVariance().at(layer);
        double[] positions = new double[n];
        double[] basis = new double[series.size() * n];
        double[] roots = new double[n];
        double[] slopeRoots = new double[n];
        double[] biases = new double[n];
        double[] next = new double[n];
        double[] tangent = new double[n];
        double[] values = new double[series.size()];
        for (int i = 0; i < n; i++) {
            positions[i] = series.position(deviations[i]);
            series.basis(deviations[i], values);
            for (int b = 0; b < values.length; b++) {
                basis[b * n + i] = values[b];
            }
            next[i] = Math.fma(weight, series.secondMoment(deviations[i]), bias);
            roots[i] = Math.sqrt(next[i]);
            biases[i] = next[i] > 0 ? Math.sqrt(bias / next[i]) : 0;
            double slope = weight * zeros.slopeMoment(deviations[i], series.slopeMoment(deviations[i]));
            slopeRoots[i] = series.slopeRoot(deviations[i]);
            tangent[i] = Math.fma(
                    slope,
                    tangents.get(layer - 1)[i],
                    Math.fma(
                            network.learningRate().at(layer),
                            next[i],
                            network.trainedBias().at(layer)));
        }
        Range.check("S_" + layer + "(x, x)", next);
        Range.check("T_" + layer + "(x, x)", tangent);
        below.add(deviations);
        deviations = roots;
        variances.add(next);
        tangents.add(tangent);
        columns.add(new SeriesRecursion.Columns(basis, n, positions, roots, slopeRoots, biases));
    }

    double[] diagonal(Kernel kind, int depth) {
        return (kind == Kernel.NNGP ? variances : tangents).get(depth);
    }
}
