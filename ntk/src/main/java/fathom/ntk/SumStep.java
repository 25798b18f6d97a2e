package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;

/**
 * The sum of two independent covariances of pairs. With q and r their variances, tan^2 alpha = r / q,
 *
 * <pre>
 * u'     = cos alpha cos alpha' u + sin alpha sin alpha' t
 * 1 - u' = cos alpha cos alpha' (1 - u) + sin alpha sin alpha' (1 - t) + 2 sin^2((alpha - alpha') / 2)
 * 1 + u' = cos alpha cos alpha' (1 + u) + sin alpha sin alpha' (1 + t) + 2 sin^2((alpha - alpha') / 2)
 * </pre>
 *
 * sums of terms that are not negative, so that near pairs keep their relative accuracy.
 */
final class SumStep {

    private SumStep() {}

    /**
     * The angles alpha of some rows.
     *
     * @param tangents tan(alpha / 2)
     */
    record Angles(double[] cosines, double[] sines, double[] tangents) {

        /** A row of variance 0 has the angle 0. */
        static Angles of(double[] variances, double... added) {
            int n = variances.length;
            double[] cosines = new double[n];
            double[] sines = new double[n];
            double[] tangents = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = variances[i] + added[i];
                cosines[i] = sum > 0 ? Math.sqrt(variances[i] / sum) : 1;
                sines[i] = sum > 0 ? Math.sqrt(added[i] / sum) : 0;
                tangents[i] = sines[i] / (1 + cosines[i]);
            }
            return new Angles(cosines, sines, tangents);
        }

        /** haversines := those of the sum of a row's covariances with others, or with a constant where there are no others. */
        static void add(
                Angles rows, int i, Angles columns, int count, double[] haversines, int at, double[] others, int from) {
            double cosine = rows.cosines[i];
            double sine = rows.sines[i];
            double tangent = rows.tangents[i];
            for (int j = 0; j < count; j++) {
                double first = cosine * columns.cosines[j];
                double second = sine * columns.sines[j];
                double difference = tangent - columns.tangents[j];
                double gap = 0.25 * (1 + cosine) * (1 + columns.cosines[j]) * difference * difference;
                double v = haversines[at + j];
                double t = others == null ? 0 : others[from + j];
                double near = Math.fma(first, v < 0 ? 1 + v : v, Math.fma(second, t < 0 ? 1 + t : t, gap));
                double far = Math.fma(first, v < 0 ? -v : 1 - v, Math.fma(second, t < 0 ? -t : 1 - t, gap));
                haversines[at + j] = signed(near, far);
            }
        }
    }

    /** The signed haversine of (1 - u) / 2 and (1 + u) / 2. */
    static double signed(double near, double far) {
        return near <= far ? Math.max(near, 0) : -Math.max(far, Double.MIN_NORMAL);
    }

    /** u of a signed haversine. */
    static double correlation(double v) {
        return v < 0 ? Math.fma(-2, v, -1) : Math.fma(-2, v, 1);
    }

    /**
     * Weights and biases.
     *
     * <pre>
     * T := w T + own sqrt(q q') u + tau,   then u of w S + b
     * </pre>
     *
     * @param own rho, and w gamma if gains wait
     * @param roots sqrt q before
     * @param rows angles of w q and b; null without biases
     */
    record Dense(double weight, double own, double bias, PairStep.Sides roots, Angles rows, Angles columns)
            implements PairStep {
        @Override
        public void apply(PairBlock pairs) {
            for (int i = 0; i < pairs.rows(); i++) {
                DoubleMatrix v = pairs.haversines;
                int at = PairBlock.at(v, i);
                if (pairs.tangents != null) {
                    double[] t = pairs.tangents.array();
                    int to = PairBlock.at(pairs.tangents, i);
                    double root = own * roots.rows()[pairs.row + i];
                    for (int j = 0; j < pairs.columns(); j++) {
                        double covariance = root * roots.columns()[j] * correlation(v.array()[at + j]);
                        t[to + j] = Math.fma(weight, t[to + j], covariance + bias);
                    }
                }
                if (rows != null) {
                    Angles.add(rows, pairs.row + i, columns, pairs.columns(), v.array(), at, null, 0);
                }
            }
        }
    }

    /**
     * Adds what went round.
     *
     * <pre>
     * T := T + T_in + gamma sqrt(q q') u + gamma_in sqrt(q_in q_in') u_in
     * </pre>
     *
     * @param rows angles of q_in and q
     * @param own sqrt(gamma q) of the branch, or null without gains that wait
     * @param around sqrt(gamma_in q_in) of what went round, or null
     */
    record Join(Angles rows, Angles columns, PairStep.Sides own, PairStep.Sides around) implements PairStep {
        @Override
        public void apply(PairBlock pairs) {
            PairBlock kept = pairs.join();
            for (int i = 0; i < pairs.rows(); i++) {
                DoubleMatrix v = pairs.haversines;
                double[] before = kept.haversines.array();
                int at = PairBlock.at(v, i);
                int from = PairBlock.at(kept.haversines, i);
                if (pairs.tangents != null) {
                    double[] t = pairs.tangents.array();
                    int to = PairBlock.at(pairs.tangents, i);
                    int other = PairBlock.at(kept.tangents, i);
                    for (int j = 0; j < pairs.columns(); j++) {
                        t[to + j] += kept.tangents.array()[other + j]
                                + gains(own, pairs.row + i, j, v.array()[at + j])
                                + gains(around, pairs.row + i, j, before[from + j]);
                    }
                }
                Angles.add(rows, pairs.row + i, columns, pairs.columns(), before, from, v.array(), at);
                System.arraycopy(before, from, v.array(), at, pairs.columns());
            }
        }

        private static double gains(PairStep.Sides roots, int i, int j, double v) {
            return roots == null ? 0 : roots.rows()[i] * roots.columns()[j] * correlation(v);
        }
    }
}
