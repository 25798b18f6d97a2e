package fathom.experiments.spectra;

import fathom.experiments.protocol.Finding;
import fathom.simd.math.DoubleFunctions;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * The integration by parts of lemmas 4 and 5, done on a smooth function.
 *
 * <pre>
 * int f P_k w = int g P_k w / (k (k + d - 2)),   g = -(1 - t^2) f'' + (d - 1) t f',   w = (1 - t^2)^((d - 3) / 2)
 * </pre>
 *
 * Lemma 5 prints g without the t. Here f = exp, d = 5, k = 3, by the midpoint rule in the angle.
 */
final class LemmaFive {

    private static final int DIMENSION = 5;
    private static final int DEGREE = 3;
    private static final int STEPS = 20_000;

    private LemmaFive() {}

    static Finding finding() {
        double eigen = DEGREE * (DEGREE + DIMENSION - 2.0);
        double left = integral(DoubleFunctions::exp);
        double right = integral(t -> DoubleFunctions.exp(t) * ((DIMENSION - 1) * t - (1 - t * t))) / eigen;
        double printed = integral(t -> DoubleFunctions.exp(t) * ((DIMENSION - 1) - (1 - t * t))) / eigen;
        return Finding.of(
                "Lemma 5's f_j lacks a factor t: it is -(1 - t^2) f'' + (d - 1) t f'",
                Math.abs(right / left - 1) < 1e-6 && Math.abs(printed / left - 1) > 0.01,
                String.format(
                        Locale.ROOT,
                        "The integral of exp against the polynomial of degree %d in dimension %d is %.9g; by parts with the factor %.9g, without it"
                                + " %.9g.",
                        DEGREE,
                        DIMENSION,
                        left,
                        right,
                        printed));
    }

    /** The integral of f(t) P_3(t) (1 - t^2) dt, t = cos theta. */
    private static double integral(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double theta = (i + 0.5) * Math.PI / STEPS;
            double t = DoubleFunctions.cos(theta);
            double sine = DoubleFunctions.sin(theta);
            sum = Math.fma(f.applyAsDouble(t) * legendre(t), sine * sine * sine, sum);
        }
        return sum * Math.PI / STEPS;
    }

    /** P_3 in dimension 5 with P_3(1) = 1, by the recurrence t P_k = k P_{k-1} / (2k + d - 2) + (k + d - 2) P_{k+1} / (2k + d - 2). */
    private static double legendre(double t) {
        double before = 1;
        double p = t;
        for (int k = 1; k < DEGREE; k++) {
            double next = ((2.0 * k + DIMENSION - 2) * t * p - k * before) / (k + DIMENSION - 2.0);
            before = p;
            p = next;
        }
        return p;
    }
}
