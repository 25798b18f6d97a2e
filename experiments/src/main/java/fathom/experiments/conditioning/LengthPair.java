package fathom.experiments.conditioning;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;

/**
 * The covariance of two inputs of any lengths, layer after layer, for an activation of second moment 1.
 *
 * <pre>
 * q := s_l(q),   q' := s_l(q'),   c := sum_n a_n(q) a_n(q') u^n,   u = c / sqrt(q q')      a_n(q) = E[sigma(sqrt(q) X) h_n(X)]
 * </pre>
 *
 * The series has {@link #TERMS} terms, enough for analytic activations; NormReLU has a closed form. Once both lengths are 1 to rounding the
 * correlation map takes over.
 */
final class LengthPair {

    private static final int TERMS = 200;
    private static final double ROUNDING = 2e-15;

    private final DualActivation dual;
    private final CorrelationMap map;
    private final boolean closed;
    private final double second;
    private double q;
    private double other;
    private double correlation;

    LengthPair(String activation, double q, double other, double correlation) {
        this.dual = new DualActivation(Nonlinearity.parse(activation));
        this.map = CorrelationMap.uncentred(activation);
        this.closed = NormRelu.is(activation);
        this.second = dual.secondMoment(1);
        this.q = q;
        this.other = other;
        this.correlation = correlation;
    }

    /** One layer more. */
    void advance() {
        if (Math.abs(q - 1) <= ROUNDING && Math.abs(other - 1) <= ROUNDING) {
            correlation = map.value(correlation);
            return;
        }
        double covariance = (closed ? dual.value(q, other, correlation) : series()) / second;
        q = dual.secondMoment(q) / second;
        other = dual.secondMoment(other) / second;
        correlation = Math.max(-1, Math.min(1, covariance / Math.sqrt(q * other)));
    }

    private double series() {
        double[] a = dual.hermite(q, TERMS);
        double[] b = dual.hermite(other, TERMS);
        double sum = 0;
        for (int n = TERMS - 1; n >= 0; n--) {
            sum = Math.fma(sum, correlation, a[n] * b[n]);
        }
        return sum;
    }

    double q() {
        return q;
    }

    double other() {
        return other;
    }

    double correlation() {
        return correlation;
    }
}
