package fathom.experiments.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.experiments.spectra.DecayTrial.AgainstTheorem;
import fathom.experiments.spectra.DecayTrial.SphereCase;
import fathom.experiments.spectra.DecayTrial.SphereDecay;
import fathom.experiments.spectra.SpectraSection.SpectraSettings;
import fathom.ntk.spectrum.EndpointLaw;
import fathom.ntk.spectrum.SphereKernel;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import fathom.runs.results.Rows;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        SpectraSettings settings = new SpectraSettings(List.of("nngp", "ntk"), List.of(4), List.of(1, 2), 60);
        Rows<SphereCase, SphereDecay> spectra = run(settings).of(SpectraSection.sweep(settings));
        List<Reproduction> references = SpectraSection.references(spectra, published("derived-spectrum-sphere-d4"));
        assertEquals(28, references.size());
        references.forEach(row -> assertEquals(Reproduction.Status.MET, row.status(), row.toString()));
        List<AgainstTheorem> laws =
                SpectraSection.laws(spectra).stream().map(row -> row.result()).toList();
        laws.forEach(law -> {
            assertEquals(law.exponent(), law.fit().exponent(), DecayTrial.EXPONENT, law.toString());
            assertEquals(1, law.fit().constant() / law.constant(), 0.02, law.toString());
        });
        // One hidden layer has no odd degrees.
        assertEquals(6, laws.size());
    }

    /** Depths 1 to 5 as the misprint of corollary 2 shows from 4 on; every misprint is told from the right formula. */
    @Test
    void everyVerdictOnTheReluKernelsIsSupported() {
        SpectraSettings settings = new SpectraSettings(List.of("nngp", "ntk"), List.of(4), List.of(1, 2, 4, 5), 100);
        Results results = run(settings);
        List<Verdict> verdicts = prepare(settings).verdicts(results).stream()
                .filter(verdict -> !verdict.statement().startsWith("Constants agree"))
                .toList();
        verdicts.forEach(verdict -> assertEquals(Ruling.SUPPORTED, verdict.outcome(), verdict.toString()));
        // Theorem, constants, parity, title, growth, references and six misprints.
        assertEquals(12, verdicts.size());
        Rows<SphereCase, SphereDecay> spectra = results.of(SpectraSection.sweep(settings));
        List<Reproduction> constants = SpectraSection.constants(
                spectra,
                SpectraSection.laws(spectra),
                published("derived-sphere-constants"),
                published("derived-depth-constants"));
        // Nine C(d, nu), five Pi, and four constants of the table's L = 1, 2, 4 that are among the depths.
        assertEquals(26, constants.size());
        constants.forEach(
                row -> assertEquals(row.published(), row.ours().mean(), 2e-3 * Math.abs(row.published()), row.what()));
    }

    /** The paper says that depth changes the step kernel's exponent: to see that must not count against it. */
    @Test
    void whatThePaperSaysOfTheStepKernelIsSupported() {
        SpectraSettings settings = new SpectraSettings(List.of("step"), List.of(3), List.of(1, 2), 300);
        List<Verdict> verdicts = prepare(settings).verdicts(run(settings)).stream()
                .filter(verdict -> verdict.statement().contains("depth"))
                .toList();
        assertEquals(1, verdicts.size(), verdicts.toString());
        assertEquals(
                "Step activation: depth lowers the exponent, to d - 1 + 2^(1 - L)",
                verdicts.getFirst().statement());
        assertEquals(Ruling.SUPPORTED, verdicts.getFirst().outcome(), verdicts.toString());
    }

    /** Every eigenvalue of the smoke preset has the bits that it had before the experiment moved to the framework. */
    @Test
    void theSmokePresetHasItsPinnedNumbers() throws IOException {
        SpectraSettings settings = SpectraSection.EXPERIMENT.preset("smoke").resolve();
        Table summary = prepare(settings).summary(run(settings));
        Map<String, Object> means = new HashMap<>();
        for (List<Object> row : summary.rows()) {
            String key = Stream.of("metric", "kernel", "depth", "dimension", "degree")
                    .map(column -> String.valueOf(row.get(summary.columns().indexOf(column))))
                    .collect(Collectors.joining(","));
            means.put(key, row.get(summary.columns().indexOf("mean")));
        }
        List<String> pinned;
        try (InputStream stream = SpectraTest.class.getResourceAsStream("/pinned/spectra-smoke.csv")) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
        assertEquals(123, pinned.size());
        for (String line : pinned) {
            int cut = line.lastIndexOf(',', line.lastIndexOf(',') - 1);
            String[] cells = line.substring(cut + 1).split(",");
            String key = line.substring(0, cut);
            assertEquals(Double.parseDouble(cells[0]), means.get("eigenvalue," + key), line);
            assertEquals(Boolean.parseBoolean(cells[1]) ? 1.0 : 0.0, means.get("resolved," + key), line);
        }
    }

    private static Results run(SpectraSettings settings) {
        return Results.empty().with(SpectraSection.sweep(settings), new DecayTrial());
    }

    private static Prepared<SpectraSettings> prepare(SpectraSettings settings) {
        return SpectraSection.EXPERIMENT.prepare(settings, Context.reading(Path.of(".")));
    }

    private static PublishedNumbers published(String name) {
        return PublishedNumbers.read(SpectraSection.class.getResourceAsStream("/published/" + name + ".csv"));
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
        UserError low = assertThrows(
                UserError.class,
                () -> SpectraSection.EXPERIMENT
                        .preset("smoke")
                        .override("dimensions=2")
                        .resolve());
        assertEquals("invalid value dimensions=2: must be between 3 and 200", low.getMessage());
    }
}
