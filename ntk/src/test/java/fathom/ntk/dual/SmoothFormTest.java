package fathom.ntk.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.recursion.SeriesRecursion.Parity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothFormTest {

    private static final double[] DEVIATIONS = {0, 1e-8, 1e-3, 0.3, 1, 1.7, 4.5, 6};

    private static SmoothForm form(String name) {
        return (SmoothForm) Nonlinearity.parse(name).closed();
    }

    /** drop = sqrt(A A') - F where that loses nothing; it is never negative, and 0 for the same row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin",
                "cos",
                "exp",
                "gaussian",
                "erf",
                "hermite(n=1)",
                "hermite(n=2)",
                "hermite(n=5)",
                "hermite(n=8)",
                "normalised(sin)",
                "normalised(cos)",
                "normalised(exp)",
                "normalised(gaussian)",
                "normalised(erf)"
            })
    void dropsAreDifferences(String name) {
        SmoothForm form = form(name);
        double reach = form.parity() == Parity.NONE ? 1 : 0.5;
        for (double s : DEVIATIONS) {
            for (double other : DEVIATIONS) {
                for (double r : new double[] {0, 1e-12, 0.01, 0.3 * reach, reach}) {
                    double scale = Math.sqrt(form.moment(s)) * Math.sqrt(form.moment(other));
                    double drop = form.drop(s, other, r);
                    // What the plain difference rounds, times how far the variances' own roundings reach in the
                    // exponents.
                    double tolerance =
                            1e-14 * (1 + s * s + other * other) * (scale + form.moment(s) + form.moment(other));
                    String where = name + " at " + s + ", " + other + ", " + r;
                    assertEquals(scale - form.value(s * s, other * other, 1 - 2 * r), drop, tolerance, where);
                    assertTrue(drop >= 0, where);
                    if (s == other && r == 0) {
                        assertEquals(0, drop, where);
                    }
                }
            }
        }
    }

    /** Means and moments against the quadrature, and normalised forms against their own functions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin",
                "cos",
                "exp",
                "gaussian",
                "erf",
                "hermite(n=2)",
                "hermite(n=5)",
                "normalised(cos)",
                "normalised(exp)",
                "normalised(erf)",
                "normalised(hermite(n=3))"
            })
    void momentsAreExpectations(String name) {
        SmoothForm form = form(name);
        Nonlinearity phi = Nonlinearity.parse(name);
        DualActivation quadrature = new DualActivation(Nonlinearity.of("the same", phi.value(), phi.derivative()));
        for (double s : new double[] {0.3, 1, 2}) {
            double moment = quadrature.secondMoment(s * s);
            assertEquals(moment, form.moment(s), 1e-14 * moment, name);
            assertEquals(quadrature.mean(s * s), form.mean(s), 1e-14 * Math.sqrt(moment), name);
            for (double u : new double[] {-0.8, 0.4, 1}) {
                double size = Math.sqrt(moment * quadrature.secondMoment(0.49));
                assertEquals(quadrature.value(s * s, 0.49, u), form.value(s * s, 0.49, u), 2e-14 * (1 + size), name);
            }
        }
    }

    /** A relative drop of 1e-16 between near rows of one length keeps its digits: r q times E[phi'^2] to leading order, times 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {"sin", "cos", "exp", "gaussian", "erf", "hermite(n=4)", "normalised(exp)", "normalised(erf)"})
    void nearRowsKeepTheirDigits(String name) {
        SmoothForm form = form(name);
        for (double s : new double[] {0.1, 1, 3}) {
            double r = 1e-18;
            double leading = 2 * r * s * s * form.derivative(s * s, s * s, 1);
            assertEquals(leading, form.drop(s, s, r), 1e-13 * leading, name + " at " + s);
        }
    }
}
