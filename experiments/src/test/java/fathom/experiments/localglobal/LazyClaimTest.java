package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.LazyTrial.LazyCase;
import fathom.experiments.localglobal.LazyTrial.LazyResult;
import fathom.ntk.empirical.KernelChange;
import fathom.runs.experiment.Context;
import fathom.runs.results.Results;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyClaimTest {

    private static final LocalGlobalSettings SETTINGS = LocalGlobal.EXPERIMENT
            .preset("smoke")
            .overrides(List.of("alphas=0.1,1,10", "widths=16,64", "lazyH=32", "widthAlpha=1", "lazySeeds=4"))
            .resolve();

    /** What depth 2 does to an error. */
    private interface Effect {
        double at(LazyCase regime, String target);
    }

    /** Drift is the power -1 of alpha and -1/2 of the width. */
    private static Verdict verdict(Effect effect) {
        Context context = Context.reading(Path.of("."));
        LazySection section = new LazySection(SETTINGS.lazy(), 10, 0.2, 64, context);
        Results results = Results.empty().with(section.networks(), at -> {
            double scatter = 0.1 * at.problem().seed() + 0.001 * ((at.problem().seed() * 7 + at.depth() * 3) % 5);
            double error = scatter + (at.depth() == 2 ? effect.at(at, at.target()) : 0);
            double drift = 1 / (at.alpha() * Math.sqrt(at.width()));
            return new LazyResult(error, 0.5, "interpolated", 1, 0, List.of(), new KernelChange(drift, 1, 0, 0));
        });
        return LocalGlobal.EXPERIMENT.prepare(SETTINGS, context).verdicts(results).stream()
                .filter(verdict -> verdict.statement().startsWith("Claim 5"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDissociationThatFadesSupportsTheClaim() {
        Verdict claim = verdict(
                (regime, target) -> (target.equals(Words.LOCAL) ? -0.02 : 0.02) / regime.alpha() / regime.width() * 16);
        assertEquals(Ruling.SUPPORTED, claim.outcome(), claim.toString());
        assertEquals(4, claim.tests().size());
    }

    /** It is there at the rich end, which the claim says, but it does not fade. */
    @Test
    void oneThatStaysSupportsItInPartAtMost() {
        Verdict claim = verdict((regime, target) -> target.equals(Words.LOCAL) ? -0.05 : 0.05);
        assertEquals(Ruling.IN_PART, claim.outcome());
        assertEquals(Ruling.CONTRADICTED, claim.of(claim.tests().get(2)), claim.toString());
    }

    @Test
    void slopesAreThePowersOfTheDrift() {
        List<String> remarks = verdict((regime, target) -> 0).remarks();
        assertTrue(remarks.stream().anyMatch(remark -> remark.contains("alpha^p with p = −1.000 [−1.000, −1.000]")));
        assertTrue(remarks.stream().anyMatch(remark -> remark.contains("width^p with p = −0.500 [−0.500, −0.500]")));
    }
}
