package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/**
 * phi(x) = base + slope max(x - kink, 0). With h = kink / sqrt q, k = kink / sqrt q' and P(u) the probability that both normals are beyond,
 *
 * <pre>
 * P(u) = P(x > h) P(y > k) + 1 / (2 pi) int_0^asin(u) e(t) dt,    e(t) = exp(-(h - k)^2 / (2 cos^2 t) - h k / (1 + sin t))
 * E[max(x - c, 0) max(y - c, 0)] = m m' + sqrt(q q') int_0^u P,   int_0^u P = u P(0) + 1 / (2 pi) int_0^asin(u) (u - sin t) e(t) dt
 * </pre>
 *
 * @param kink c
 */
record Threshold(double kink, double slope, double base) implements ClosedForm {

    /** Panels halve towards the end of the range, where e falls within |h - k|. */
    private static final int PANELS = 48;

    @Override
    public double value(double q, double other, double u) {
        double mean = mean(q);
        double otherMean = mean(other);
        double product = mean * otherMean;
        if (q > 0 && other > 0) {
            double h = kink / Math.sqrt(q);
            double k = kink / Math.sqrt(other);
            double independent = DoubleFunctions.normalCdf(-h) * DoubleFunctions.normalCdf(-k);
            product = Math.fma(Math.sqrt(q * other), Math.fma(u, independent, integral(h, k, u, true)), product);
        }
        return slope * slope * product + base * (slope * (mean + otherMean) + base);
    }

    @Override
    public double derivative(double q, double other, double u) {
        double h = q > 0 ? kink / Math.sqrt(q) : -Math.copySign(Double.POSITIVE_INFINITY, -kink);
        double k = other > 0 ? kink / Math.sqrt(other) : -Math.copySign(Double.POSITIVE_INFINITY, -kink);
        double independent = DoubleFunctions.normalCdf(-h) * DoubleFunctions.normalCdf(-k);
        return slope * slope * (independent + (q > 0 && other > 0 ? integral(h, k, u, false) : 0));
    }

    /** E[max(x - c, 0)] */
    private double mean(double q) {
        double s = Math.sqrt(q);
        return s > 0
                ? s * DoubleFunctions.normalDensity(kink / s) - kink * DoubleFunctions.normalCdf(-kink / s)
                : Math.max(-kink, 0);
    }

    private static double integral(double h, double k, double u, boolean weighted) {
        double end = DoubleFunctions.asin(u);
        double sum = 0;
        double width = end;
        for (int panel = 0; panel < PANELS; panel++) {
            double inner = panel == PANELS - 1 ? 0 : width / 2;
            sum += GaussLegendre.integral(
                    t -> {
                        double sine = DoubleFunctions.sin(t);
                        double cosine = DoubleFunctions.cos(t);
                        double e = DoubleFunctions.exp(-(h - k) * (h - k) / (2 * cosine * cosine) - h * k / (1 + sine));
                        return weighted ? (u - sine) * e : e;
                    },
                    end - width,
                    end - inner);
            width = inner;
        }
        return sum / (2 * Math.PI);
    }
}
