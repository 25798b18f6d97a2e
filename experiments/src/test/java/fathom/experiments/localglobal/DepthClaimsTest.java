package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.DepthTrial.Alignment;
import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.DepthTrial.FlipRates;
import fathom.experiments.localglobal.RegressionTrial.RegressionResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.results.Results;
import fathom.runs.verdict.Criterion;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts from made-up results. */
class DepthClaimsTest {

    /** The smoke preset with one kernel, four seeds and other values. */
    private static LocalGlobalSettings settings(String... overrides) {
        return LocalGlobal.EXPERIMENT
                .preset("smoke")
                .overrides(List.of(
                        "d=40",
                        "kernels=ntk",
                        "seeds=1..4",
                        "perturbations=1",
                        "targets=local,global",
                        "schurK=",
                        "alphas=",
                        "widths=",
                        "randomLabels=0"))
                .overrides(List.of(overrides))
                .resolve();
    }

    /** An error for a target at a depth; the seeds scatter round it, the same way at every depth. */
    private interface Errors {
        double at(String target, int depth);
    }

    private static List<Verdict> verdicts(LocalGlobalSettings settings, Errors networks, Errors kernels) {
        DepthSweeps sweeps = new DepthSweeps(settings, 1);
        Results results = Results.empty()
                .with(sweeps.networks(), at -> trained(at, networks))
                .with(
                        sweeps.kernels(),
                        at -> new RegressionResult(at.targets().stream()
                                .map(target -> {
                                    double error = kernels.at(target, at.depth())
                                            + scatter(at.problem().seed(), at.depth());
                                    return new TargetScore(target, error, 2 * error);
                                })
                                .toList()));
        return LocalGlobal.EXPERIMENT
                .prepare(settings, Context.reading(Path.of(".")))
                .verdicts(results);
    }

    /** Deeper networks change fewer answers when one entry moves, and as many when all move. */
    private static DepthResult trained(DepthCase at, Errors networks) {
        double scatter = scatter(at.problem().seed(), at.depth());
        double error = networks.at(at.target(), at.depth()) + scatter;
        FlipRates flips = new FlipRates(1, 0.1 - 0.01 * at.depth() + scatter, 0.2, 0.1, 0.2);
        return new DepthResult(
                error, 0.5, 0.1, 0, "interpolated", 1, 0, List.of(error), Alignment.NONE, List.of(flips));
    }

    /** Large between seeds, which pairing takes out, and small within. */
    private static double scatter(long seed, int depth) {
        return 0.1 * seed + 0.001 * ((seed * 7 + depth * 3) % 5);
    }

    private static List<Ruling> outcomes(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::outcome).toList();
    }

    private static final Errors FLAT = (target, depth) -> 0.2;

    @Test
    void thePapersFindingSupportsItsClaims() {
        Errors networks = (target, depth) -> target.equals("local") ? 0.2 - 0.02 * depth : 0.3 + 0.02 * depth;
        assertEquals(
                List.of(Ruling.SUPPORTED, Ruling.SUPPORTED, Ruling.NOT_TESTED, Ruling.SUPPORTED, Ruling.SUPPORTED),
                outcomes(verdicts(settings("k=3", "depths=1,2,4"), networks, FLAT)));
    }

    @Test
    void theOppositeContradictsThem() {
        Errors networks = (target, depth) -> target.equals("local") ? 0.2 + 0.02 * depth : 0.3 - 0.02 * depth;
        List<Verdict> verdicts = verdicts(
                settings("k=3", "depths=1,2,4"),
                networks,
                (target, depth) -> target.equals("local") ? 0.1 : 0.3 + 0.02 * depth);
        assertEquals(
                List.of(Ruling.CONTRADICTED, Ruling.CONTRADICTED, Ruling.NOT_TESTED, Ruling.CONTRADICTED),
                outcomes(verdicts).subList(0, 4));
    }

    @Test
    void smallEffectsLeaveThemOpen() {
        assertEquals(
                List.of(Ruling.OPEN, Ruling.OPEN),
                outcomes(verdicts(settings("k=3", "depths=1,2,4"), FLAT, FLAT)).subList(0, 2));
    }

    /** What rises again from two to four layers does not fall with depth, though four are better than one. */
    @Test
    void aStepAgainstTheClaimLeavesItSupportedInPart() {
        Errors networks = (target, depth) -> depth == 1 ? 0.3 : depth == 2 ? 0.1 : 0.2;
        Verdict first =
                verdicts(settings("k=3", "depths=1,2,4"), networks, FLAT).getFirst();
        assertEquals(Ruling.IN_PART, first.outcome());
        assertTrue(first.tests().getLast().statement().startsWith("error(L=4) − error(L=2)"), first.toString());
        assertEquals(Ruling.CONTRADICTED, first.of(first.tests().getLast()));
    }

    @Test
    void orderOneTestsClaim3AndNothingOf1And2() {
        Errors networks = (target, depth) -> 0.05 + 0.01 * depth;
        assertEquals(
                List.of(Ruling.NOT_TESTED, Ruling.NOT_TESTED, Ruling.SUPPORTED, Ruling.SUPPORTED),
                outcomes(verdicts(settings("k=1", "depths=0,1,4"), networks, FLAT))
                        .subList(0, 4));
    }

    /** Two sizes make twice the tests, each named by its size. */
    @Test
    void everySizeIsTested() {
        List<Verdict> verdicts = verdicts(
                settings("k=3", "depths=1,2,4", "N=100,200", "H=10,20"), (target, depth) -> 0.3 - 0.02 * depth, FLAT);
        Verdict first = verdicts.getFirst();
        assertEquals(4 * 4, first.tests().size());
        assertEquals(Ruling.SUPPORTED, first.outcome());
        assertEquals(Ruling.CONTRADICTED, verdicts.get(1).outcome());
        assertTrue(first.tests().getFirst().statement().endsWith(" at N=100, H=10"), first.toString());
    }

    /** Errors a + b log2 L have slope b, whatever the depths; the scatter adds at most 0.003. */
    @Test
    void theSlopeIsThatOfALineInTheLogarithmOfTheDepth() {
        Verdict first = verdicts(
                        settings("k=3", "depths=1,2,4,8"),
                        (target, depth) -> 0.3 - 0.03 * Integer.numberOfTrailingZeros(depth),
                        FLAT)
                .getFirst();
        double slope = first.tests().stream()
                .filter(test -> test.statement().startsWith("slope"))
                .findFirst()
                .flatMap(Criterion::effect)
                .orElseThrow()
                .mean();
        assertEquals(-0.03, slope, 0.003);
    }

    @Test
    void otherTargetsLeaveThePapersClaimsUntested() {
        LocalGlobalSettings c = settings("targets=parity(k=2,d=5),staircase");
        assertEquals(
                List.of("parity(k=2,d=5)", "staircase"),
                c.allTargets().stream().map(NamedTarget::name).toList());
        List<Verdict> verdicts = verdicts(c, (target, depth) -> 0.5 - 0.1 * depth, FLAT);
        assertEquals(List.of(Ruling.SUPPORTED, Ruling.SUPPORTED), outcomes(verdicts));
        assertTrue(verdicts.getFirst().statement().startsWith("Ours: "));
    }

    /** A local target by its task's name joins the paper's, and is trained once if it is there already. */
    @Test
    void namedLocalAndGlobalTargetsAreThePapers() {
        LocalGlobalSettings c = settings("k=3", "targets=local,local(k=3,d=40),global(k=3,d=40)");
        assertEquals(List.of(new NamedTarget("local", 3, 40), new NamedTarget("global", 3, 40)), c.allTargets());
        assertEquals(settings("k=3").allTargets(), c.allTargets());
    }

    @Test
    void unknownTargetsAndWrongSizesAreRefusedInASentence() {
        refused("targets=lokal", "did you mean local");
        refused("targets=parity(k=9,d=5)", "k must not exceed d");
        refused("lazyK=40", "invalid value lazy.k=40");
        refused("schurK=40", "invalid value schur.k=40");
        refused("alphas=0", "invalid value lazy.alphas=0.0");
    }

    private static void refused(String override, String part) {
        UserError error = assertThrows(UserError.class, () -> settings(override));
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void oneDepthTestsNoClaimOnDepth() {
        assertEquals(
                List.of(Ruling.NOT_TESTED, Ruling.NOT_TESTED),
                outcomes(verdicts(settings("k=3", "depths=2"), FLAT, FLAT)).subList(0, 2));
    }
}
