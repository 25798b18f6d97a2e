package fathom.ntk.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecayTest {

    private static final double STEP = Math.sqrt(2) / Math.PI;
    private static final double RELU = 2 * Math.sqrt(2) / (3 * Math.PI);

    /** Roots of the kernels at u = 1 and -1, from the expansions of Bietti and Bach (2021), section 3.2 and appendix C. */
    private static EndpointLaw law(String name, int depth) {
        return switch (name) {
            case "nngp" -> new EndpointLaw(1.5, RELU * depth, depth == 1 ? RELU : RELU * secondRoot(depth));
            case "ntk" -> new EndpointLaw(0.5, -STEP * depth * (depth + 1) / 2, -STEP * secondRoot(depth));
            default -> new EndpointLaw(0.5, -1, 0);
        };
    }

    /** prod of kappa_0(kappa^(l)(-1)) over the layers above the first. */
    private static double secondRoot(int depth) {
        double product = 1;
        double b = 0;
        for (int l = 2; l <= depth; l++) {
            product *= (Math.PI - Math.acos(b)) / Math.PI;
            b = (b * (Math.PI - Math.acos(b)) + Math.sqrt(1 - b * b)) / Math.PI;
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({
        "ntk, 1, 4, EVEN",
        "ntk, 2, 4, EVEN",
        "ntk, 2, 4, ODD",
        "ntk, 4, 3, ODD",
        "nngp, 1, 5, EVEN",
        "nngp, 3, 4, ODD",
        "laplace, 0, 3, BOTH",
        "laplace, 0, 6, EVEN"
    })
    void exponentsAndConstantsAreThoseOfTheory(String name, int depth, int dimension, Decay.Parity parity) {
        SphereKernel kernel = name.equals("laplace")
                ? SphereKernel.laplace(1)
                : SphereKernel.relu(name.equals("ntk") ? Kernel.NTK : Kernel.NNGP, InfiniteNetwork.relu(), depth);
        EndpointLaw law = law(name, depth);
        SphereSpectrum spectrum = SphereSpectrum.of(kernel, dimension, 200);
        Decay fit = Decay.of(spectrum, parity);
        assertEquals(law.exponent(dimension), fit.exponent(), 2e-4 * law.exponent(dimension));
        assertTrue(fit.resolved(1e-2), fit.exponentSpread() + "");
        Decay known = Decay.of(spectrum, parity, law.exponent(dimension));
        double constant = law.constant(dimension, parity != Decay.Parity.ODD);
        assertEquals(constant, known.constant(), 5e-4 * constant);
        assertTrue(known.constantSpread() < 5e-3 * constant, known.constantSpread() + "");
    }

    @Test
    void aPowerLawIsFoundExactly() {
        double[] h = new double[2];
        h[0] = 1;
        SphereSpectrum like = SphereSpectrum.of(SphereKernel.series(h), 4, 0);
        assertEquals(1, like.degrees().getFirst().eigenvalue(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> Decay.of(like, Decay.Parity.BOTH));
    }

    /** C(d, nu) of Bietti and Bach (2021), theorem 1, corrected; six digits computed with mpmath from the closed form. */
    @ParameterizedTest
    @CsvSource({
        "3, 0.25, -0.219905",
        "3, 0.5, -0.353553",
        "3, 1.5, 1.59099",
        "4, 0.25, -0.503204",
        "4, 0.5, -0.900316",
        "4, 1.5, 5.40190",
        "5, 0.25, -1.64929",
        "5, 0.5, -3.18198",
        "5, 1.5, 23.8649"
    })
    void theConstantOfTheoremOne(int dimension, double nu, double expected) {
        assertEquals(1, EndpointLaw.unit(dimension, nu) / expected, 3e-6);
    }

    @Test
    void gammaHasItsValues() {
        assertEquals(Math.sqrt(Math.PI), Gamma.of(0.5), 1e-14);
        assertEquals(-2 * Math.sqrt(Math.PI), Gamma.of(-0.5), 1e-14);
        assertEquals(3628800, Gamma.of(11), 1e-7);
        for (double x = -3.7; x < 40; x += 0.9) {
            assertEquals(1, Gamma.of(x + 1) / (x * Gamma.of(x)), 1e-13);
        }
        assertThrows(IllegalArgumentException.class, () -> new EndpointLaw(2, 1, 1));
    }

    /** Eigenvalues c kappa^-alpha (1 + a kappa^-2), kappa = k + (d - 2) / 2, of the degrees from 0 to the last one. */
    private static SphereSpectrum made(int dimension, int last, double alpha, double c, double a) {
        List<SphereSpectrum.Degree> degrees = new ArrayList<>();
        for (int k = 0; k <= last; k++) {
            double kappa = k + (dimension - 2) / 2.0;
            double value = k == 0 ? 1 : c * Math.pow(kappa, -alpha) * (1 + a / (kappa * kappa));
            degrees.add(new SphereSpectrum.Degree(k, BigInteger.ONE, value, 0));
        }
        return new SphereSpectrum(dimension, degrees);
    }

    /** A pure power law has its exponent and its constant in every part, whatever the parity. */
    @ParameterizedTest
    @CsvSource({"3, 60, 1.5, 0.3", "4, 200, 4, 7", "7, 120, 2.25, 1e-3"})
    void pureLawsAreFoundToRounding(int dimension, int last, double alpha, double c) {
        SphereSpectrum spectrum = made(dimension, last, alpha, c, 0);
        for (Decay.Parity parity : Decay.Parity.values()) {
            Decay fit = Decay.of(spectrum, parity);
            // slopes of neighbours carry the rounding of a logarithm over a difference of logarithms of order 1 / last
            assertEquals(alpha, fit.exponent(), 1e-11);
            assertEquals(c, fit.constant(), 1e-9 * c);
            assertTrue(fit.resolved(1e-9), fit::toString);
            double step = parity == Decay.Parity.BOTH ? 1 : 2;
            Decay.Slope first = fit.slopes().getFirst();
            double from = (parity == Decay.Parity.ODD ? 3 : 2) + (dimension - 2) / 2.0;
            assertEquals(Math.sqrt(from * (from + step)), first.kappa(), 1e-12);
            assertEquals(alpha, first.slope(), 1e-11);
        }
    }

    /** A correction of second order is taken off: what is left is of fourth order, 60 a^2 / last^4 at most and far below a / last^2. */
    @ParameterizedTest
    @ValueSource(doubles = {-1.5, 0.5, 3})
    void correctionsAreExtrapolated(double a) {
        Decay fit = Decay.of(made(4, 200, 3, 2, a), Decay.Parity.BOTH);
        double plain = fit.slopes().getLast().slope() - 3;
        assertTrue(Math.abs(plain) > 4e-5 * Math.abs(a), "the correction itself, " + plain);
        assertEquals(3, fit.exponent(), 1e-2 * Math.abs(plain));
        assertTrue(fit.exponentSpread() < 1e-1 * Math.abs(plain), fit.exponentSpread() + " of " + plain);
        Decay known = Decay.of(made(4, 200, 3, 2, a), Decay.Parity.BOTH, 3);
        assertEquals(2, known.constant(), 1e-2 * 2 * Math.abs(a) / 40_000);
        assertTrue(known.constantSpread() < 1e-1 * 2 * Math.abs(a) / 40_000, known.constantSpread() + "");
    }

    /** Eight eigenvalues are enough; so few have no limit to read off, and their last slope stands without a spread. */
    @Test
    void fewEigenvalues() {
        Decay few = Decay.of(made(4, 9, 2, 1, 1), Decay.Parity.BOTH);
        assertEquals(7, few.slopes().size());
        assertEquals(few.slopes().getLast().slope(), few.exponent());
        assertTrue(Double.isNaN(few.exponentSpread()));
        assertFalse(few.resolved(1));
        assertThrows(IllegalArgumentException.class, () -> Decay.of(made(4, 8, 2, 1, 1), Decay.Parity.BOTH));
        assertEquals(
                7, Decay.of(made(4, 16, 2, 1, 1), Decay.Parity.EVEN).slopes().size());
        assertThrows(IllegalArgumentException.class, () -> Decay.of(made(4, 15, 2, 1, 1), Decay.Parity.EVEN));
    }

    @Test
    void resolvedAtItsBound() {
        assertTrue(new Decay(List.of(), 2, 0.02, 1, 0).resolved(0.01));
        assertFalse(new Decay(List.of(), 2, Math.nextUp(0.02), 1, 0).resolved(0.01));
        assertTrue(new Decay(List.of(), -2, 0.02, 1, 0).resolved(0.01));
    }
}
