package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.LayerSeries;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;

/** What each row is by itself on its way through the layers; from it follow the steps that carry pairs. */
final class LayeredProfile {

    /** S(x, x), the mean m over units and T(x, x) of each row. */
    private static final class Rows {
        double[] variances;
        double[] means;
        double[] tangents;

        Rows copy() {
            Rows copy = new Rows();
            copy.variances = variances;
            copy.means = means;
            copy.tangents = tangents;
            return copy;
        }
    }

    private final SeriesShelf shelf;
    private final boolean averaged;
    private final List<Rows> sides = new ArrayList<>();

    /** gamma of gains that wait for what they multiply. */
    private double gain;

    /** @param averaged whether means over units will be asked for */
    private LayeredProfile(SeriesShelf shelf, boolean averaged) {
        this.shelf = shelf;
        this.averaged = averaged;
    }

    /** Before the first layer: x.x as variances, and nothing to train. */
    static LayeredProfile of(List<InfiniteLayer> layers, List<DoubleMatrix> inputs) {
        LayeredProfile profile = new LayeredProfile(new SeriesShelf(), normalised(layers));
        for (DoubleMatrix x : inputs) {
            Rows rows = new Rows();
            rows.variances = new Inputs(InfiniteNetwork.relu(), x).variances;
            rows.means = new double[x.rows()];
            rows.tangents = new double[x.rows()];
            profile.sides.add(rows);
        }
        return profile;
    }

    private static boolean normalised(List<InfiniteLayer> layers) {
        return layers.stream()
                .anyMatch(layer -> layer instanceof InfiniteLayer.LayerNorm
                        || layer instanceof InfiniteLayer.Residual(List<InfiniteLayer> inner) && normalised(inner));
    }

    LayeredProfile copy() {
        LayeredProfile copy = new LayeredProfile(shelf, averaged);
        sides.forEach(rows -> copy.sides.add(rows.copy()));
        copy.gain = gain;
        return copy;
    }

    /** S(x, x) or T(x, x) of each row of the first matrix. */
    double[] diagonal(Kernel kind) {
        Rows rows = sides.get(0);
        double[] diagonal = (kind == Kernel.NNGP ? rows.variances : rows.tangents).clone();
        for (int i = 0; kind == Kernel.NTK && i < diagonal.length; i++) {
            diagonal[i] = Math.fma(gain, rows.variances[i], diagonal[i]);
        }
        return diagonal;
    }

    /** sqrt S(x, x) */
    PairStep.Sides roots() {
        return each(rows -> roots(1, rows.variances));
    }

    /** What gains that wait add in the mean: their rate. */
    double gain() {
        return gain;
    }

    /** Goes through layers, and says what they do to pairs. */
    List<PairStep> steps(List<InfiniteLayer> layers) {
        List<PairStep> steps = new ArrayList<>();
        for (InfiniteLayer layer : layers) {
            add(layer, steps);
            for (Rows rows : sides) {
                Range.check("S(x, x) behind " + layer, rows.variances);
                Range.check("T(x, x) behind " + layer, rows.tangents);
            }
        }
        return steps;
    }

    private void add(InfiniteLayer layer, List<PairStep> steps) {
        switch (layer) {
            case InfiniteLayer.Dense dense -> steps.add(dense(dense));
            case InfiniteLayer.Activated(Nonlinearity phi) -> steps.add(activation(phi));
            case InfiniteLayer.LayerNorm norm -> steps.add(norm(norm));
            case InfiniteLayer.Scaled(double alpha) -> steps.add(scale(alpha));
            case InfiniteLayer.Residual(List<InfiniteLayer> inner) -> residual(inner, steps);
        }
    }

    /** The first layer, whose pairs begin elsewhere. */
    void first(InfiniteLayer.Dense dense) {
        dense(dense);
    }

    private PairStep dense(InfiniteLayer.Dense dense) {
        double weight = dense.weightVariance();
        double own = Math.fma(weight, gain, dense.weightRate());
        PairStep.Sides roots = roots();
        boolean biased = dense.biasVariance() > 0;
        List<SumStep.Angles> angles = new ArrayList<>();
        for (Rows rows : sides) {
            double[] scaled = multiple(weight, rows.variances);
            double[] biases = new double[scaled.length];
            double[] variances = new double[scaled.length];
            double[] tangents = new double[scaled.length];
            for (int i = 0; i < scaled.length; i++) {
                biases[i] = dense.biasVariance();
                variances[i] = scaled[i] + biases[i];
                tangents[i] = Math.fma(weight, rows.tangents[i], Math.fma(own, rows.variances[i], dense.biasRate()));
            }
            angles.add(biased ? SumStep.Angles.of(scaled, biases) : null);
            rows.variances = variances;
            rows.tangents = tangents;
            rows.means = new double[scaled.length];
        }
        gain = 0;
        return new SumStep.Dense(weight, own, dense.biasRate(), roots, angles.getFirst(), angles.getLast());
    }

    private PairStep activation(Nonlinearity phi) {
        PairStep.Sides deviations = roots();
        PairStep.Sides variances = each(rows -> rows.variances);
        boolean relu = phi.isRelu();
        LayerSeries series = relu ? null : shelf.series(phi, deviations);
        boolean straight = relu || phi.isHomogeneous();
        LayerSeries gains = straight || gain == 0 ? null : shelf.radial(phi, deviations);
        DualActivation dual = new DualActivation(phi);
        ZeroRows zeros = ZeroRows.of(phi);
        for (Rows rows : sides) {
            int n = rows.variances.length;
            double[] next = new double[n];
            double[] tangents = new double[n];
            for (int i = 0; i < n; i++) {
                double deviation = Math.sqrt(rows.variances[i]);
                next[i] = relu ? rows.variances[i] / 2 : series.secondMoment(deviation);
                double slope = zeros.slopeMoment(deviation, relu ? 0.5 : series.slopeMoment(deviation));
                double gained = gains == null ? next[i] : gains.slopeMoment(deviation);
                tangents[i] = Math.fma(slope, rows.tangents[i], gain * gained);
            }
            rows.means = averaged ? shelf.means(dual, rows.variances) : new double[n];
            rows.variances = next;
            rows.tangents = tangents;
        }
        PairStep.Sides roots = roots();
        ActivationStep step =
                relu ? new ActivationStep.Rectified(variances) : ActivationStep.Series.of(series, deviations, roots);
        ActivationStep mended = zeros.idle() || !(ZeroRows.any(deviations.rows()) || ZeroRows.any(deviations.columns()))
                ? step
                : new ActivationStep.Mended(zeros, deviations, step);
        if (gain == 0) {
            return mended;
        }
        double rate = gain;
        gain = 0;
        return new ActivationStep.Gained(
                mended, gains == null ? null : ActivationStep.Series.of(gains, deviations, roots), rate, roots);
    }

    private PairStep norm(InfiniteLayer.LayerNorm norm) {
        boolean centred = sides.stream().anyMatch(rows -> any(rows.means));
        List<double[]> inverses = new ArrayList<>();
        List<double[]> cosines = new ArrayList<>();
        List<double[]> sines = new ArrayList<>();
        for (Rows rows : sides) {
            int n = rows.variances.length;
            double[] inverse = new double[n];
            double[] cosine = new double[n];
            double[] sine = new double[n];
            double[] variances = new double[n];
            double[] tangents = new double[n];
            for (int i = 0; i < n; i++) {
                double variance = Math.max(0, Math.fma(-rows.means[i], rows.means[i], rows.variances[i]));
                double square = variance + norm.epsilon();
                inverse[i] = square > 0 ? 1 / Math.sqrt(square) : 0;
                cosine[i] = variance > 0 ? Math.sqrt(rows.variances[i] / variance) : 0;
                sine[i] = variance > 0 ? rows.means[i] / Math.sqrt(variance) : 0;
                variances[i] = square > 0 ? variance / square : 0;
                tangents[i] = Math.fma(inverse[i] * inverse[i], rows.tangents[i], norm.shiftRate());
            }
            inverses.add(inverse);
            cosines.add(cosine);
            sines.add(sine);
            rows.variances = variances;
            rows.tangents = tangents;
            rows.means = new double[n];
        }
        gain += norm.gainRate();
        return new NormStep(
                both(inverses), norm.shiftRate(), centred ? both(cosines) : null, centred ? both(sines) : null);
    }

    private PairStep scale(double alpha) {
        for (Rows rows : sides) {
            rows.variances = multiple(alpha * alpha, rows.variances);
            rows.tangents = multiple(alpha * alpha, rows.tangents);
            rows.means = multiple(alpha, rows.means);
        }
        return new PairStep.Scale(alpha * alpha);
    }

    private void residual(List<InfiniteLayer> inner, List<PairStep> steps) {
        LayeredProfile around = copy();
        steps.add(new PairStep.Fork());
        inner.forEach(layer -> add(layer, steps));
        List<SumStep.Angles> angles = new ArrayList<>();
        double kept = around.gain;
        double branch = gain;
        PairStep.Sides before = kept == 0 ? null : around.each(rows -> roots(kept, rows.variances));
        PairStep.Sides own = branch == 0 ? null : each(rows -> roots(branch, rows.variances));
        for (int k = 0; k < sides.size(); k++) {
            Rows mine = sides.get(k);
            Rows other = around.sides.get(k);
            angles.add(SumStep.Angles.of(other.variances, mine.variances));
            int n = mine.variances.length;
            double[] variances = new double[n];
            double[] tangents = new double[n];
            double[] means = new double[n];
            for (int i = 0; i < n; i++) {
                variances[i] = other.variances[i] + mine.variances[i];
                tangents[i] = other.tangents[i]
                        + mine.tangents[i]
                        + Math.fma(kept, other.variances[i], branch * mine.variances[i]);
                means[i] = other.means[i] + mine.means[i];
            }
            mine.variances = variances;
            mine.tangents = tangents;
            mine.means = means;
        }
        gain = 0;
        steps.add(new SumStep.Join(angles.getFirst(), angles.getLast(), own, before));
    }

    private interface Numbers {
        double[] of(Rows rows);
    }

    private PairStep.Sides each(Numbers numbers) {
        List<double[]> list = sides.stream().map(numbers::of).toList();
        return both(list);
    }

    private static PairStep.Sides both(List<double[]> list) {
        return new PairStep.Sides(list.getFirst(), list.getLast());
    }

    private static double[] roots(double factor, double... values) {
        double[] roots = multiple(factor, values);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(roots[i]);
        }
        return roots;
    }

    private static double[] multiple(double factor, double... values) {
        double[] multiple = values.clone();
        Elementwise.scale(factor, DoubleMatrix.wrap(multiple, 1, multiple.length));
        return multiple;
    }

    private static boolean any(double... values) {
        for (double value : values) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }
}
