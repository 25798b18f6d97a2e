package fathom.ntk.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.ntk.ActivationKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SphereSpectrumTest {

    private static final InfiniteNetwork RELU = InfiniteNetwork.relu();

    private static SphereKernel kernel(String name, int depth) {
        if (name.startsWith("gamma ")) {
            return SphereKernel.exponential(depth, Double.parseDouble(name.substring(6)));
        }
        return switch (name) {
            case "ntk" -> SphereKernel.relu(Kernel.NTK, RELU, depth);
            case "nngp" -> SphereKernel.relu(Kernel.NNGP, RELU, depth);
            case "laplace" -> SphereKernel.laplace(1);
            case "gaussian" -> SphereKernel.gaussian(Math.max(depth, 1));
            default -> SphereKernel.step(depth);
        };
    }

    /**
     * Origin: mpmath 1.3 at 60 digits, adaptive Gauss-Legendre quadrature of the definition in theta on one panel for each six degrees,
     * the kernels from arccos as Bietti and Bach write them (for the step kernel in theta^(1/4)).
     */
    @ParameterizedTest
    @CsvSource({
        "ntk, 1, 4, 0, 0.4503163717437234286394642809321228395749",
        "ntk, 1, 4, 1, 0.25",
        "ntk, 1, 4, 2, 0.04683290266134723657850428521694077531579",
        "ntk, 1, 4, 4, 0.002132110168255996641721545166862295893498",
        "ntk, 1, 4, 20, 0.000004283007049139761560714076897720543885921",
        "ntk, 3, 4, 0, 1.263654102156144512637026983704690447313",
        "ntk, 3, 4, 3, 0.01692557572588111005351888299766431634508",
        "ntk, 3, 4, 50, 0.0000003791962620132616398090855602727067934583",
        "ntk, 3, 4, 199, 0.000000001443816249083097919643756260237809387839",
        "ntk, 3, 4, 200, 0.000000001565123612438417731651202261903194995938",
        "nngp, 2, 10, 1, 0.03094075153399519412409722219288600475677",
        "nngp, 2, 10, 7, 0.0000001335729407044849921987923148353966157887",
        "nngp, 2, 10, 60, 8.045261554577323211942080843288529729574e-17",
        "laplace, 1, 3, 0, 0.4130642824890620055635341018211242001278",
        "laplace, 1, 3, 1, 0.08101696031342280427471056925191485694919",
        "laplace, 1, 3, 10, 0.0003060460109008986240179770318304234375572",
        "laplace, 1, 3, 61, 0.000001520051474535959658911995158581567288529",
        "ntk, 2, 2, 5, 0.01210086371444682702457581369984953671046",
        "ntk, 2, 2, 100, 0.00003548102492172144580307297834667163344553",
        "step, 2, 4, 1, 0.0344987413112663063275239189875600056952",
        "step, 2, 4, 2, 0.001984305596012608363644288604772074486212",
        "step, 2, 4, 11, 0.00003208851083657654194244064117762270414258"
    })
    void eigenvaluesHaveSixteenDigits(String name, int depth, int dimension, int degree, double expected) {
        SphereSpectrum.Degree found = SphereSpectrum.of(kernel(name, depth), dimension, degree)
                .degrees()
                .get(degree);
        assertEquals(1, found.eigenvalue() / expected, 4e-16, found.toString());
        assertTrue(found.resolved(), found.toString());
    }

    /**
     * Origin: mpmath 1.3 at 45 to 60 digits. Gaussian: exp(-c) Gamma(d/2) (2/c)^(d/2-1) I_{k+d/2-1}(c). Tangent kernels in large dimensions:
     * the sum of the power series, its coefficients by the recursion in 50 digits. The others: quadrature as above, in theta^(1/10),
     * theta^(1/4) and theta^(1/8) for the roots at 0.
     */
    @ParameterizedTest
    @CsvSource({
        "gaussian, 1, 3, 60, 4.377904232956867560799021044986961012251e-102",
        "gaussian, 1, 3, 100, 2.75228700586990042044084173476209365565e-190",
        "gaussian, 1, 784, 20, 2.968616476379618870050209418562157868398e-59",
        "gaussian, 1, 30, 12, 1.959546058959452590645323159893281923377e-20",
        "ntk, 2, 784, 6, 1.509751671190645941807062858046637912787e-16",
        "ntk, 2, 784, 12, 1.11791522694121422018109255967267594804e-28",
        "ntk, 2, 200, 9, 9.431800184483493953988119069974156422418e-18",
        "gamma 0.3, 1, 3, 0, 0.3985075268023055605338249227482186268107",
        "gamma 0.3, 1, 3, 20, 0.00008804026315646484771216081794693438554076",
        "gamma 0.75, 2, 5, 31, 0.00000003397941147852464176042550794649040391938",
        "laplace, 1, 10, 40, 0.000000000001245058703348173744503213836545227935628",
        "laplace, 1, 10, 200, 2.661339908391225357609508892543424894925e-19",
        "step, 3, 4, 7, 0.00008868829835730437880186299820527494511224",
        "step, 3, 3, 60, 0.000002797904634375993028309061344468071529459"
    })
    void rootsSmoothKernelsAndLargeDimensionsKeepTheirDigits(
            String name, int depth, int dimension, int degree, double expected) {
        SphereSpectrum.Degree found = SphereSpectrum.of(kernel(name, depth), dimension, degree)
                .degrees()
                .get(degree);
        assertEquals(1, found.eigenvalue() / expected, 1e-13, found.toString());
        assertTrue(found.resolved(), found.toString());
    }

    /** What counts is known to ten digits: N(d, k) mu_k >= 1e-14 h(1) in any dimension, and all degrees up to 400 for d <= 10. */
    @ParameterizedTest
    @CsvSource({
        "ntk, 3, 2, 400", "nngp, 2, 10, 400", "laplace, 1, 10, 400", "step, 2, 6, 400", "gamma 0.3, 1, 4, 400",
        "gaussian, 4, 20, 60", "laplace, 1, 40, 40", "ntk, 3, 100, 24", "step, 4, 300, 12", "nngp, 3, 3072, 8"
    })
    void whatCountsIsResolved(String name, int depth, int dimension, int degree) {
        SphereKernel kernel = kernel(name, depth);
        for (SphereSpectrum.Degree found :
                SphereSpectrum.of(kernel, dimension, degree).degrees()) {
            if (dimension <= 10 || found.share() >= 1e-14 * kernel.at(1)) {
                assertTrue(found.resolved(), found.toString());
            }
        }
    }

    @Test
    void theTwoRoutesAgree() {
        for (String name : new String[] {"ntk", "nngp", "laplace", "gamma 0.6", "gaussian", "step"}) {
            SphereKernel kernel = kernel(name, 2);
            SeriesSpectrum series = new SeriesSpectrum(kernel.series(2048), kernel.at(1), 0, 24);
            for (SphereSpectrum.Degree degree :
                    SphereSpectrum.of(kernel, 24, 14).degrees()) {
                double[] found = series.eigenvalue(degree.degree());
                assertEquals(degree.eigenvalue(), found[0], found[1] + degree.error(), name + " " + degree);
                assertTrue(found[1] < 1e-8 * found[0], name + " " + degree);
            }
        }
    }

    /** tanh, erf and sin are odd: so are their kernels. Their eigenvalues sum up to h(1) = 1 (NNGP) at the variance that stays. */
    @ParameterizedTest
    @CsvSource({"tanh, 1", "erf, 2", "sin, 3", "gelu, 2", "hermite(n=2), 1"})
    void anyActivationHasASpectrum(String name, int depth) {
        Nonlinearity phi = Nonlinearity.parse(name);
        InfiniteNetwork network = RELU.withWeightVariance(ActivationKernels.weightVariance(phi));
        SphereKernel kernel = SphereKernel.of(phi, Kernel.NNGP, network, depth);
        SphereSpectrum spectrum = SphereSpectrum.of(kernel, 3, 60);
        assertEquals(1, spectrum.trace(), 1e-12);
        for (SphereSpectrum.Degree degree : spectrum.degrees()) {
            boolean none = name.startsWith("h")
                    ? degree.degree() != 0 && degree.degree() != 2
                    : !name.equals("gelu") && degree.degree() % 2 == 0;
            assertEquals(none, degree.eigenvalue() == 0, degree.toString());
        }
        SphereKernel tangent = SphereKernel.of(phi, Kernel.NTK, network, depth);
        RowKernel rows = ActivationKernels.of(phi, Kernel.NTK, network, depth);
        for (double theta = 0; theta < 3.1; theta += 0.3) {
            DoubleMatrix x = DoubleMatrix.of(1, 2, 1, 0);
            DoubleMatrix y = DoubleMatrix.of(1, 2, Math.cos(theta), Math.sin(theta));
            assertEquals(rows.cross(x, y).get(0, 0), tangent.at(Math.cos(theta)), 1e-12 * depth);
        }
    }

    @Test
    void slopesAreDerivatives() {
        InfiniteNetwork biased = RELU.withBiasVariance(0.2).withTrainedBias(0.4);
        SphereKernel[] kernels = {
            SphereKernel.relu(Kernel.NTK, biased, 3),
            SphereKernel.relu(Kernel.NNGP, biased, 2),
            SphereKernel.laplace(1.3),
            SphereKernel.exponential(0.7, 0.4),
            SphereKernel.gaussian(2),
            SphereKernel.step(3),
            SphereKernel.series(0.5, 0.25, 0, 1),
            SphereKernel.of(Nonlinearity.parse("tanh"), Kernel.NTK, biased, 2),
            SphereKernel.of(u -> Math.exp(u), u -> Math.exp(u))
        };
        double step = 1e-4;
        for (SphereKernel kernel : kernels) {
            for (double u : new double[] {-0.8, -0.1, 0.6, 0.95}) {
                double difference = (8 * (kernel.at(u + step) - kernel.at(u - step))
                                - (kernel.at(u + 2 * step) - kernel.at(u - 2 * step)))
                        / (12 * step);
                assertEquals(difference, kernel.slope(u), 1e-8 * Math.max(1, Math.abs(difference)));
            }
        }
    }

    @Test
    void theWholeTableOfTheSheetIsReproduced() throws IOException {
        Path table = table();
        assumeTrue(table != null, "the table of published values is not here");
        int compared = 0;
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split(",");
            if (cells[0].equals("kernel")) {
                continue;
            }
            Kernel kind = cells[0].equals("RF") ? Kernel.NNGP : Kernel.NTK;
            int degree = Integer.parseInt(cells[3]);
            double expected = Double.parseDouble(cells[4]);
            SphereKernel kernel = SphereKernel.relu(kind, RELU, Integer.parseInt(cells[1]) - 1);
            double found = SphereSpectrum.of(kernel, Integer.parseInt(cells[2]), degree)
                    .degrees()
                    .get(degree)
                    .eigenvalue();
            assertEquals(expected, found, 5.1e-7 * expected, line); // seven digits
            compared++;
        }
        assertEquals(56, compared);
    }

    /** The project's surroundings may hold a folder shared with published values. */
    private static Path table() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path table = folder.resolve("shared/papers/published/derived-spectrum-sphere-d4.csv");
            if (Files.exists(table)) {
                return table;
            }
        }
        return null;
    }

    @Test
    void oneParityVanishesExactly() {
        for (SphereSpectrum.Degree degree :
                SphereSpectrum.of(kernel("ntk", 1), 5, 60).degrees()) {
            boolean zero = degree.degree() >= 3 && degree.degree() % 2 == 1;
            assertEquals(zero, degree.eigenvalue() == 0, degree.toString());
        }
        SphereKernel biased = SphereKernel.relu(Kernel.NTK, RELU.withTrainedBias(1), 1);
        for (SphereSpectrum.Degree degree : SphereSpectrum.of(biased, 5, 60).degrees()) {
            assertTrue(degree.eigenvalue() > 0 && degree.resolved(), degree.toString());
        }
        for (SphereSpectrum.Degree degree :
                SphereSpectrum.of(kernel("step", 1), 4, 30).degrees()) {
            assertEquals(degree.degree() > 0 && degree.degree() % 2 == 0, degree.eigenvalue() == 0);
        }
    }

    @Test
    void mercersSumIsTheKernel() {
        for (int d : new int[] {2, 3, 8}) {
            SphereSpectrum spectrum = SphereSpectrum.of(kernel("gaussian", 0), d, 40);
            for (double u : new double[] {1, 0.3, -0.7, -1}) {
                double before = 0;
                double p = 1;
                double sum = 0;
                for (SphereSpectrum.Degree degree : spectrum.degrees()) {
                    int k = degree.degree();
                    sum += degree.eigenvalue() * degree.multiplicity().doubleValue() * p;
                    double next = k == 0 ? u : ((2.0 * k + d - 2) * u * p - k * before) / (k + d - 2.0);
                    before = p;
                    p = next;
                }
                assertEquals(Math.exp(-(1 - u)), sum, 1e-14);
            }
        }
        double traced = 0;
        for (SphereSpectrum.Degree degree :
                SphereSpectrum.of(kernel("ntk", 2), 4, 200).degrees()) {
            traced += degree.eigenvalue() * degree.multiplicity().doubleValue();
        }
        // h(1) = 3; what is left beyond degree 200 is 1 / 200 times the constant of the decay k^-4 (1.35 on the mean of
        // both parities).
        assertEquals(3 - 0.90032 * 1.3504 / 201, traced, 2e-4);
    }

    /**
     * The asymptotic law of Bietti and Bach with its constants, k^-d c with k replaced by k + (d - 2) / 2: within 0.5 % at k = 50 and 0.05 % at
     * k = 200.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.900316", "2, 1.575554", "3, 2.836698", "4, 4.591769"})
    void decayTendsToTheLawOfTheory(int depth, double constant) {
        SphereSpectrum spectrum = SphereSpectrum.of(kernel("ntk", depth), 4, 200);
        for (int k : new int[] {50, 200}) {
            double law = constant * 0.900316 * Math.pow(k + 1, -4);
            assertEquals(1, spectrum.degrees().get(k).eigenvalue() / law, k == 50 ? 5e-3 : 5e-4);
        }
    }

    @Test
    void scalarKernelsAreThoseOfTheRows() {
        InfiniteNetwork network =
                RELU.withBiasVariance(0.3).withTrainedBias(0.5).withWeightVariance(1.7);
        for (double theta = 0; theta <= Math.PI; theta += 0.1) {
            DoubleMatrix x = DoubleMatrix.of(1, 2, 1, 0);
            DoubleMatrix y = DoubleMatrix.of(1, 2, Math.cos(theta), Math.sin(theta));
            for (Kernel kind : Kernel.values()) {
                double expected = ReluKernels.cross(kind, network, 3, x, y).get(0, 0);
                assertEquals(expected, SphereKernel.relu(kind, network, 3).at(Math.cos(theta)), 3e-15 * expected);
            }
        }
        assertEquals(
                Math.exp(-0.5 * Math.pow(0.75, 0.3)),
                SphereKernel.exponential(0.5, 0.3).at(0.25),
                1e-15);
        assertEquals(1, SphereKernel.laplace(2).at(1));
        assertEquals(0, SphereKernel.step(1).at(-1), 1e-16);
    }

    @Test
    void multiplicitiesCountHarmonics() {
        assertEquals(BigInteger.ONE, SphereSpectrum.multiplicity(5, 0));
        assertEquals(BigInteger.valueOf(5), SphereSpectrum.multiplicity(5, 1));
        assertEquals(BigInteger.TWO, SphereSpectrum.multiplicity(2, 7));
        assertEquals(BigInteger.valueOf(15), SphereSpectrum.multiplicity(3, 7));
        assertEquals(BigInteger.valueOf(64), SphereSpectrum.multiplicity(4, 7));
        assertEquals(new BigInteger("307719"), SphereSpectrum.multiplicity(784, 2));
    }

    @Test
    void largeDimensionsAreResolvedWhereTheirShareIsNotNegligible() {
        for (SphereSpectrum.Degree degree :
                SphereSpectrum.of(kernel("ntk", 3), 784, 8).degrees()) {
            assertTrue(degree.eigenvalue() > 0 && degree.resolved(), degree.toString());
        }
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SphereSpectrum.of(kernel("ntk", 1), 1, 3));
        assertThrows(IllegalArgumentException.class, () -> SphereSpectrum.of(kernel("ntk", 1), 3, -1));
        assertThrows(IllegalArgumentException.class, () -> SphereKernel.laplace(0));
        assertThrows(IllegalArgumentException.class, () -> SphereKernel.exponential(1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> SphereKernel.step(0));
        assertThrows(IllegalArgumentException.class, () -> kernel("ntk", 1).at(1.1));
        assertThrows(IllegalArgumentException.class, () -> kernel("ntk", -1));
    }
}
