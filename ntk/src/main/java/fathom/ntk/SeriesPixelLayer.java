package fathom.ntk;

import fathom.ntk.dual.LayerSeries;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;

/** Any activation by its series, as rows of a dense network go: near pixels keep their difference at a kink too. */
record SeriesPixelLayer(LayerSeries series) implements PixelLayer {

    @Override
    public double secondMoment(double weight, double q) {
        return weight * series.secondMoment(Math.sqrt(q));
    }

    @Override
    public void apply(
            double weight,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            double[] left,
            int from,
            double[] right,
            int other) {
        PairStep.Sides deviations =
                new PairStep.Sides(roots(left, from, haversines.rows()), roots(right, other, haversines.columns()));
        ActivationStep.Series.of(series, deviations, deviations).apply(new PairBlock(haversines, tangents, 0));
        if (tangents != null) {
            Elementwise.scale(weight, tangents);
        }
    }

    private static double[] roots(double[] variances, int from, int count) {
        double[] roots = new double[count];
        for (int i = 0; i < count; i++) {
            roots[i] = Math.sqrt(variances[from + i]);
        }
        return roots;
    }
}
