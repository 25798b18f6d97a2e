package fathom.simd.recursion;

/** The recursion by series as its definition reads; the vector twin agrees with it to the last bit. */
final class ScalarSeries {

    /** 2 sqrt 2 */
    static final double SCALE = 2.8284271247461903;

    private ScalarSeries() {}

    /** y = 2 sqrt 2 sqrt |v| - 1 */
    static void arguments(double[] v, int at, double[] y, int from, int count) {
        for (int j = from; j < count; j++) {
            y[j] = Math.fma(SCALE, Math.sqrt(Math.abs(v[at + j])), -1);
        }
    }

    /** bases := gap^2 sum_b nu_b B_b(j) */
    static void radial(
            SeriesRecursion.Row row, SeriesRecursion.Columns columns, int first, double[] bases, int from, int count) {
        for (int j = from; j < count; j++) {
            double nu = 0;
            for (int b = 0; b < row.radial().length; b++) {
                nu = Math.fma(row.radial()[b], columns.basis()[b * columns.count() + first + j], nu);
            }
            double gap = row.position() - columns.positions()[first + j];
            bases[j] = gap * gap * nu;
        }
    }

    /** sums := sum_b B_b(j) sum_k a_bk t_k(y), the inner sum by Clenshaw's rule. */
    static void evaluate(
            SeriesRecursion.Terms terms,
            double[] a,
            SeriesRecursion.Columns columns,
            int first,
            double[] y,
            int from,
            int count,
            double[] sums) {
        for (int j = from; j < count; j++) {
            double sum = 0;
            double twice = y[j] + y[j];
            int start = 0;
            for (int b = 0; b < terms.lengths().length; b++) {
                double p = 0;
                double before = 0;
                for (int k = start + terms.lengths()[b] - 1; k > start; k--) {
                    double next = Math.fma(twice, p, a[k] - before);
                    before = p;
                    p = next;
                }
                double value = Math.fma(y[j], p, a[start] - before);
                sum = Math.fma(value, columns.basis()[b * columns.count() + first + j], sum);
                start += terms.lengths()[b];
            }
            sums[j] = sum;
        }
    }

    /** What belongs to v &lt; 0 takes the place of what belongs to v ≥ 0 where v is negative. */
    static void choose(double[] v, int at, double[] above, double[] below, int count) {
        for (int j = 0; j < count; j++) {
            above[j] = v[at + j] < 0 ? below[j] : above[j];
        }
    }

    /** bases += sum_b shift_b B_b(j) where v is negative */
    static void shift(
            double[] v,
            int at,
            SeriesRecursion.Row row,
            SeriesRecursion.Columns columns,
            int first,
            double[] bases,
            int count) {
        for (int j = 0; j < count; j++) {
            double sum = 0;
            for (int b = 0; b < row.shift().length; b++) {
                sum = Math.fma(row.shift()[b], columns.basis()[b * columns.count() + first + j], sum);
            }
            bases[j] = v[at + j] < 0 ? bases[j] + sum : bases[j];
        }
    }

    /** From the sums to haversines and tangents; see {@link SeriesRecursion}. */
    static void finish(
            double[] haversines,
            int at,
            double[] tangents,
            int tangentAt,
            double[] bases,
            double[] drops,
            double[] slopes,
            SeriesRecursion.Row row,
            SeriesRecursion.Columns columns,
            int first,
            int from,
            int count,
            SeriesRecursion.Layer layer) {
        boolean odd = layer.parity() == SeriesRecursion.Parity.ODD;
        boolean even = layer.parity() == SeriesRecursion.Parity.EVEN;
        for (int j = from; j < count; j++) {
            double v = haversines[at + j];
            double r = Math.abs(v) > Double.MIN_NORMAL ? Math.abs(v) : 0;
            double z = Math.fma(layer.stepped() ? Math.sqrt(r) : r, drops[j], bases[j]);
            if (odd) {
                z += v < 0 ? row.bias() * columns.biases()[first + j] : 0;
            }
            double acute = Math.max(z, odd && v < 0 ? Double.MIN_NORMAL : 0);
            double obtuse = Math.max(1 - z, Double.MIN_NORMAL);
            double next = z <= 0.5 ? acute : -obtuse;
            next = odd && v < 0 ? -next : next;
            haversines[at + j] = next;
            if (tangents != null) {
                double cosine = Math.fma(-2, Math.abs(next), 1);
                double covariance = row.root() * columns.roots()[first + j] * (next < 0 ? -cosine : cosine);
                double scale = row.slopeRoot() * columns.slopeRoots()[first + j];
                double slope = scale * (even && v < 0 ? -slopes[j] : slopes[j]);
                double own = Math.fma(layer.trained(), covariance, layer.trainedBias());
                tangents[tangentAt + j] = Math.fma(slope, tangents[tangentAt + j], own);
            }
        }
    }
}
