package fathom.ntk.dual;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.SeriesRecursion;

/** A layer as polynomials that {@link SeriesRecursion} carries pairs through. */
sealed interface PolynomialSeries extends LayerSeries permits InterpolatedSeries, HomogeneousSeries {

    /** What all pairs of this layer have in common. */
    SeriesRecursion.Layer layer(double trained, double trainedBias);

    /** The coefficients of a row. */
    SeriesRecursion.Row row(double deviation, double root, double bias);

    @Override
    default void apply(
            SeriesRecursion recursion,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            Place row,
            SeriesRecursion.Columns columns,
            double trained,
            double trainedBias) {
        recursion.layer(
                haversines,
                tangents,
                row(row.deviation(), row.root(), row.bias()),
                columns,
                layer(trained, trainedBias));
    }
}
