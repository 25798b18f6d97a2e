package fathom.ntk.dual;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.SeriesRecursion;

/** One layer of an infinitely wide network with any activation, ready to carry pairs through. */
public sealed interface LayerSeries permits PolynomialSeries, ClosedSeries {

    /**
     * A row at a layer.
     *
     * @param deviation sqrt S(x, x) below
     * @param root sqrt S'(x, x)
     * @param bias sqrt(b / S'(x, x))
     */
    record Place(double deviation, double root, double bias) {}

    /**
     * The layer for rows whose standard deviations before the activation lie between {@code low} and {@code high}.
     *
     * @param weight w
     * @param bias b
     * @throws IllegalArgumentException if the activation cannot be resolved on that range
     */
    static LayerSeries of(Nonlinearity phi, double weight, double bias, double low, double high) {
        if (phi.closed() instanceof SmoothForm form) {
            return new ClosedSeries(form, weight, bias);
        }
        if (!phi.differentiable()) {
            return StepFit.of(phi, weight, bias, low, high);
        }
        return phi.isHomogeneous()
                ? new HomogeneousSeries(phi, weight, bias)
                : SeriesFit.of(phi, weight, bias, low, high);
    }

    /**
     * Whether this layer serves rows of that range too.
     *
     * @param spare how many times wider than needed the range may be: a wide one needs longer sums for each pair
     */
    boolean serves(double low, double high, double spare);

    /** How many functions B_b of a column there are. */
    int size();

    /** values[b] := B_b of a column with that deviation */
    void basis(double deviation, double[] values);

    /** Where a row of that deviation stands, for the gaps between rows. */
    double position(double deviation);

    /** E[phi^2] */
    double secondMoment(double deviation);

    /** E[phi'^2] */
    double slopeMoment(double deviation);

    /** The factor of a slope that belongs to one of its two rows. */
    double slopeRoot(double deviation);

    /**
     * This layer, in place, for the pairs of one row with columns 0, 1, ..., as {@link SeriesRecursion#layer}.
     *
     * @param recursion room for one thread
     */
    void apply(
            SeriesRecursion recursion,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            Place row,
            SeriesRecursion.Columns columns,
            double trained,
            double trainedBias);
}
