package fathom.experiments.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.protocol.Finding;
import fathom.ntk.spectrum.EndpointLaw;
import fathom.ntk.spectrum.SphereKernel;
import fathom.runs.Finished;
import fathom.runs.UserError;
import fathom.runs.report.Comparison;
import fathom.runs.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectraTest {

    /**
     * c_1 from the kernel itself: at t = 2^-40 the polynomial part is linear and known where nu > 1, constant where not, and what is left over
     * t^nu tends to c_1.
     */
    @ParameterizedTest
    @CsvSource({"ntk,1", "ntk,4", "step,1", "laplace,1", "'exponential(gamma=0.3)',1"})
    void theFirstRootIsThatOfTheLaw(String name, int depth) {
        Family family = Family.parse(name);
        SphereKernel kernel = family.kernel(depth);
        EndpointLaw law = family.law(depth);
        double t = 0x1p-40;
        double root = (kernel.ofHaversine(t / 2) - kernel.ofHaversine(0)) / Math.pow(t, law.nu());
        assertEquals(law.atOne(), root, 1e-3 * Math.abs(law.atOne()));
    }

    /** The same for nu = 3/2, where 1 - t comes off first. */
    @ParameterizedTest
    @CsvSource({"1", "3", "7"})
    void theRootOfTheCovarianceKernel(int depth) {
        SphereKernel kernel = Family.parse("nngp").kernel(depth);
        double t = 0x1p-16;
        double root = (kernel.ofHaversine(t / 2) - 1 + t) / Math.pow(t, 1.5);
        double atOne = Family.parse("nngp").law(depth).atOne();
        assertEquals(atOne, root, 0.03 * atOne);
    }

    /** Constants of the published sheet's table, at L = 2 of ours (3 layers of the paper): c_1 +- c_{-1}. */
    @Test
    void constantsOfDepth() {
        EndpointLaw nngp = Family.parse("nngp").law(2);
        assertEquals(0.750264, nngp.atOne() + nngp.atMinusOne(), 1e-6);
        assertEquals(0.450158, nngp.atOne() - nngp.atMinusOne(), 1e-6);
        EndpointLaw ntk = Family.parse("ntk").law(9);
        assertEquals(-20.279633, ntk.atOne() + ntk.atMinusOne(), 1e-6);
        assertEquals(-20.234601, ntk.atOne() - ntk.atMinusOne(), 1e-6);
    }

    @Test
    void spectraMeetTheTheoremAndTheReferences() {
        Configuration configuration = new Configuration(List.of("nngp", "ntk"), List.of(4), List.of(1, 2), 60);
        List<Finished<SpectrumCell, SpectrumResult>> trials = new ArrayList<>();
        for (String kernel : configuration.kernels()) {
            for (int depth : configuration.depths()) {
                SpectrumCell cell = new SpectrumCell(kernel, depth, 4, 60);
                trials.add(new Finished<>("", cell, new SpectrumTrial().run(cell), 0));
            }
        }
        Measured measured = new Measured(configuration, trials);
        List<Comparison> references = Tables.references(measured);
        assertEquals(28, references.size());
        for (Comparison row : references) {
            assertTrue(row.passes(), row.toString());
        }
        int laws = 0;
        for (String kernel : configuration.kernels()) {
            for (Measured.Entry entry : measured.entries(kernel)) {
                assertEquals(entry.exponent(), entry.law().exponent(), Measured.EXPONENT, entry.toString());
                assertEquals(1, entry.law().constant() / entry.constant(), 0.02, entry.toString());
                laws++;
            }
        }
        // One hidden layer has no odd degrees.
        assertEquals(6, laws);
    }

    /** Depths 1 to 5 as the misprint of corollary 2 shows from 4 on; every erratum is told from the right formula. */
    @Test
    void misprintsAreToldFromTheRightFormulas() {
        Configuration configuration = new Configuration(List.of("nngp", "ntk"), List.of(4), List.of(1, 2, 4, 5), 100);
        List<Finished<SpectrumCell, SpectrumResult>> trials = new ArrayList<>();
        for (String kernel : configuration.kernels()) {
            for (int depth : configuration.depths()) {
                SpectrumCell cell = new SpectrumCell(kernel, depth, 4, 100);
                trials.add(new Finished<>("", cell, new SpectrumTrial().run(cell), 0));
            }
        }
        Measured measured = new Measured(configuration, trials);
        List<Finding> errata = Errata.of(measured);
        assertEquals(6, errata.size());
        errata.forEach(erratum -> assertEquals(Verdict.SUPPORTED, erratum.verdict(), erratum.toString()));
        Growth.of(measured).forEach(growth -> assertEquals(Verdict.SUPPORTED, growth.verdict(), growth.toString()));
        List<Comparison> constants = Tables.constants(measured);
        // Nine C(d, nu), five Pi, and four constants of the table's L = 1, 2, 4 that are among the depths.
        assertEquals(26, constants.size());
        constants.forEach(
                row -> assertEquals(row.published(), row.ours().mean(), 2e-3 * Math.abs(row.published()), row.what()));
    }

    /** Half of the closed form, from the printed product of gamma functions. */
    @ParameterizedTest
    @CsvSource({"3,0.25", "4,0.5", "5,1.5", "9,0.125"})
    void thePrintedConstantIsHalf(int dimension, double nu) {
        assertEquals(2, EndpointLaw.unit(dimension, nu) / EndpointLaw.printedUnit(dimension, nu), 1e-12);
    }

    @Test
    void unknownKernelsAreRefused() {
        assertThrows(UserError.class, () -> Family.parse("gauss"));
        assertThrows(UserError.class, () -> Family.parse("exponential(gamma=1)"));
    }
}
