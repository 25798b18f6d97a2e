package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;

/**
 * Layer normalisation of pairs. With variance V = S(x,x) - m^2, cosh xi = sqrt(S / V), sinh xi = m / sqrt V:
 *
 * <pre>
 * (1 - u') / 2 = cosh xi cosh xi' (1 - u) / 2 - sinh^2((xi - xi') / 2)
 * (1 + u') / 2 = cosh xi cosh xi' (1 + u) / 2 - sinh^2((xi + xi') / 2)
 * sinh^2((xi - xi') / 2) = (cosh xi sinh xi' - cosh xi' sinh xi)^2 / (2 (1 + cosh xi cosh xi' - sinh xi sinh xi'))
 * T := T / (s s') + tau
 * </pre>
 *
 * Without means nothing happens to correlations.
 *
 * @param inverses 1 / s
 * @param cosines cosh xi, 0 for a row of variance 0; null without means
 * @param sines sinh xi; null without means
 */
record NormStep(PairStep.Sides inverses, double shift, PairStep.Sides cosines, PairStep.Sides sines)
        implements PairStep {

    @Override
    public void apply(PairBlock pairs) {
        for (int i = 0; i < pairs.rows(); i++) {
            if (cosines != null) {
                DoubleMatrix v = pairs.haversines;
                centre(pairs.row + i, pairs.columns(), v.array(), PairBlock.at(v, i));
            }
            if (pairs.tangents != null) {
                double[] t = pairs.tangents.array();
                int at = PairBlock.at(pairs.tangents, i);
                double inverse = inverses.rows()[pairs.row + i];
                for (int j = 0; j < pairs.columns(); j++) {
                    t[at + j] = Math.fma(inverse * inverses.columns()[j], t[at + j], shift);
                }
            }
        }
    }

    private void centre(int i, int count, double[] haversines, int at) {
        double cosine = cosines.rows()[i];
        double sine = sines.rows()[i];
        for (int j = 0; j < count; j++) {
            double other = cosines.columns()[j];
            double otherSine = sines.columns()[j];
            double v = haversines[at + j];
            double scale = cosine * other;
            double product = sine * otherSine;
            double apart = cosine * otherSine - other * sine;
            double together = cosine * otherSine + other * sine;
            double near = scale * (v < 0 ? 1 + v : v) - apart * apart / (2 * (1 + scale - product));
            double far = scale * (v < 0 ? -v : 1 - v) - together * together / (2 * (1 + scale + product));
            double both = cosine == other ? 0 : 0.5;
            haversines[at + j] = scale == 0 ? both : SumStep.signed(near, far);
        }
    }
}
