package fathom.ntk;

import fathom.ntk.dual.LayerSeries;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;
import fathom.simd.recursion.SeriesRecursion;
import java.util.Arrays;

/** An activation alone, without the weights behind it: S' = E[phi phi], T' = E[phi' phi'] T. */
sealed interface ActivationStep extends PairStep {

    /** ReLU: closed forms on whole blocks. */
    record Rectified(Sides variances) implements ActivationStep {
        @Override
        public void apply(PairBlock pairs) {
            ArcCosine.layer(
                    pairs.haversines,
                    pairs.tangents,
                    side(variances.rows()),
                    pairs.row,
                    side(variances.columns()),
                    0,
                    new ArcCosine.Layer(0.5, 0, 0, false));
        }

        /** Roots and angles are looked at for the covariance and the bias only, of which there are none: zeros do not overflow. */
        private static ArcCosine.Side side(double[] numbers) {
            double[] zeros = new double[numbers.length];
            return new ArcCosine.Side(zeros, zeros, zeros, zeros);
        }
    }

    /**
     * Any activation, by its series.
     *
     * @param deviations sqrt q below
     * @param roots sqrt S'(x, x)
     */
    record Series(LayerSeries series, Sides deviations, Sides roots, SeriesRecursion.Columns columns)
            implements ActivationStep {

        static Series of(LayerSeries series, Sides deviations, Sides roots) {
            int n = deviations.columns().length;
            double[] positions = new double[n];
            double[] basis = new double[series.size() * n];
            double[] slopeRoots = new double[n];
            double[] values = new double[series.size()];
            for (int j = 0; j < n; j++) {
                double deviation = deviations.columns()[j];
                positions[j] = series.position(deviation);
                slopeRoots[j] = series.slopeRoot(deviation);
                series.basis(deviation, values);
                for (int b = 0; b < values.length; b++) {
                    basis[b * n + j] = values[b];
                }
            }
            return new Series(
                    series,
                    deviations,
                    roots,
                    new SeriesRecursion.Columns(basis, n, positions, roots.columns(), slopeRoots, new double[n]));
        }

        @Override
        public void apply(PairBlock pairs) {
            apply(pairs.haversines, pairs.tangents, pairs.row);
        }

        private void apply(DoubleMatrix haversines, DoubleMatrix tangents, int first) {
            SeriesRecursion recursion = new SeriesRecursion();
            for (int i = 0; i < haversines.rows(); i++) {
                int row = first + i;
                series.apply(
                        recursion,
                        haversines.row(i),
                        tangents == null ? null : tangents.row(i),
                        new LayerSeries.Place(deviations.rows()[row], roots.rows()[row], 0),
                        columns,
                        0,
                        0);
            }
        }
    }

    /**
     * An activation whose phi' jumps at 0, between rows some of which are of variance 0.
     *
     * @param deviations sqrt q below
     */
    record Mended(ZeroRows zeros, Sides deviations, ActivationStep step) implements ActivationStep {
        @Override
        public void apply(PairBlock pairs) {
            if (pairs.tangents != null) {
                zeros.mend(deviations.rows(), pairs.row, deviations.columns(), 0, pairs.haversines, pairs.tangents);
            }
            step.apply(pairs);
        }
    }

    /**
     * An activation behind gains that wait, of the rate gamma.
     *
     * <pre>
     * T' = E[phi' phi'] T + gamma E[u phi'(u) v phi'(v)]
     * </pre>
     *
     * @param own S' and T' without gains
     * @param gains of the function whose derivative is x phi'(x); null where that is phi itself, two straight lines that meet at 0
     * @param roots sqrt S'(x, x)
     */
    record Gained(ActivationStep own, Series gains, double rate, Sides roots) implements ActivationStep {
        @Override
        public void apply(PairBlock pairs) {
            if (pairs.tangents == null) {
                own.apply(pairs);
                return;
            }
            DoubleMatrix added = DoubleMatrix.zeros(pairs.rows(), pairs.columns());
            if (gains != null) {
                Arrays.fill(added.array(), rate);
                gains.apply(pairs.haversines.copy(), added, pairs.row);
            }
            own.apply(pairs);
            for (int i = 0; i < pairs.rows(); i++) {
                int from = i * pairs.columns();
                int at = PairBlock.at(pairs.haversines, i);
                int to = PairBlock.at(pairs.tangents, i);
                double root = rate * roots.rows()[pairs.row + i];
                for (int j = 0; j < pairs.columns(); j++) {
                    double v = pairs.haversines.array()[at + j];
                    double gain = gains == null
                            ? root * roots.columns()[j] * SumStep.correlation(v)
                            : added.array()[from + j];
                    pairs.tangents.array()[to + j] += gain;
                }
            }
        }
    }
}
