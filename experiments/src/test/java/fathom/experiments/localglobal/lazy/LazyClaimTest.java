package fathom.experiments.localglobal.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.lazy.LazyChapter.Regime;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.Finished;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict on claim 5 from made-up errors and drifts. */
class LazyClaimTest {

    private static final LazyChapter CHAPTER = new LazyChapter(
            List.of(0.1, 1.0, 10.0),
            List.of(16, 64),
            3,
            12,
            100,
            32,
            1,
            List.of(1, 2),
            new LazyCell.Descent(List.of(0.5), 1, 10, 0.2, 8),
            4,
            64,
            1);

    /** What depth 2 does to an error. */
    private interface Effect {
        double at(Regime regime, String target);
    }

    /** Drift is the power -1 of alpha and -1/2 of the width. */
    private static LazyMeasured measured(Effect effect) {
        List<Finished<LazyCell, LazyResult>> trials = new ArrayList<>();
        for (Regime regime : CHAPTER.regimes()) {
            for (String target : Words.TARGETS) {
                for (int depth : CHAPTER.depths()) {
                    for (long seed : CHAPTER.seedList()) {
                        double scatter = 0.1 * seed + 0.001 * ((seed * 7 + depth * 3) % 5);
                        double error = scatter + (depth == 2 ? effect.at(regime, target) : 0);
                        double drift = 1 / (regime.alpha() * Math.sqrt(regime.width()));
                        trials.add(new Finished<>(
                                "",
                                new LazyCell(
                                        new Problem(3, 12, 100, 64, seed),
                                        target,
                                        depth,
                                        regime.width(),
                                        regime.alpha(),
                                        CHAPTER.descent()),
                                new LazyResult(
                                        error, 0.5, "interpolated", 1, 0, List.of(), new KernelChange(drift, 1, 0, 0)),
                                1));
                    }
                }
            }
        }
        return new LazyMeasured(CHAPTER, trials, List.of());
    }

    @Test
    void aDissociationThatFadesSupportsTheClaim() {
        PaperClaim claim = LazyClaim.of(measured(
                (regime, target) -> (target.equals(Words.LOCAL) ? -0.02 : 0.02) / regime.alpha() / regime.width()));
        assertEquals("supported", claim.verdict());
        assertEquals(4, claim.tests().size());
    }

    @Test
    void oneThatStaysContradictsIt() {
        PaperClaim claim = LazyClaim.of(measured((regime, target) -> target.equals(Words.LOCAL) ? -0.05 : 0.05));
        assertEquals("contradicted", claim.verdict());
    }

    @Test
    void slopesAreThePowersOfTheDrift() {
        LazyMeasured measured = measured((regime, target) -> 0);
        for (double slope : measured.slopes(CHAPTER.scales(), Regime::alpha, Words.LOCAL, 1)) {
            assertEquals(-1, slope, 1e-12);
        }
        for (double slope : measured.slopes(CHAPTER.sizes(), Regime::width, Words.GLOBAL, 2)) {
            assertEquals(-0.5, slope, 1e-12);
        }
        assertTrue(LazyClaim.of(measured).remarks().stream().anyMatch(remark -> remark.contains("-1.000")));
    }
}
