package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.regression.KernelResult;
import fathom.experiments.localglobal.stability.Stability;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.Finished;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Verdicts follow from the numbers by the stated rule: made-up errors with known differences, seed by seed. */
class ClaimsTest {

    private static final List<Integer> DEPTHS = List.of(1, 2, 4);

    private static Configuration configuration(int k, List<Integer> depths) {
        return configuration("k=" + k, "depths=" + words(depths));
    }

    /** The smoke preset with one kernel, four seeds and other values. */
    private static Configuration configuration(String... overrides) {
        return Settings.of(Configuration.class)
                .preset("smoke", new LocalGlobal().preset("smoke"))
                .overrides(List.of("d=40", "kernels=ntk", "seeds=1..4", "perturbations=1", "targets=local,global"))
                .overrides(List.of(overrides))
                .resolve();
    }

    private static String words(List<Integer> depths) {
        return depths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** An error for a target at a depth; the seeds scatter round it, the same way at every depth. */
    private interface Errors {
        double at(String target, int depth);
    }

    private static Measurements measured(Configuration c, Errors networks) {
        return measured(c, networks, networks);
    }

    private static List<PaperClaim> claims(Configuration c, Errors networks, Errors kernels) {
        Measurements measured = measured(c, networks, kernels);
        return ImmutableList.<PaperClaim>builder()
                .addAll(Claims.of(measured, List.of(), List.of()))
                .add(StabilityClaim.of(measured, Optional.empty()))
                .build();
    }

    private static Measurements measured(Configuration c, Errors networks, Errors kernels) {
        List<Finished<NetworkCell, NetworkResult>> trained = new ArrayList<>();
        for (NetworkCell cell : Plan.networks(c)) {
            double error = networks.at(cell.target(), cell.depth())
                    + scatter(cell.problem().seed(), cell.depth());
            trained.add(new Finished<>(
                    "", cell, new NetworkResult(error, 0.1, "interpolated", 1, 0, List.of(error), stability(cell)), 1));
        }
        List<Finished<KernelCell, KernelResult>> regressed = new ArrayList<>();
        for (KernelCell cell : Plan.kernels(c)) {
            List<KernelResult.Score> scores = cell.targets().stream()
                    .map(target -> {
                        double error = kernels.at(target, cell.depth())
                                + scatter(cell.problem().seed(), cell.depth());
                        return new KernelResult.Score(target, error, 2 * error);
                    })
                    .toList();
            regressed.add(new Finished<>("", cell, new KernelResult(scores), 1));
        }
        return new Measurements(c, trained, regressed);
    }

    /** Deeper networks change fewer answers when one entry moves, and as many when all move. */
    private static List<Stability> stability(NetworkCell cell) {
        double one = 0.1 - 0.01 * cell.depth() + scatter(cell.problem().seed(), cell.depth());
        return List.of(new Stability(1, one, 0.2, 0.1, 0.2));
    }

    /** Large between seeds, which pairing takes out, and small within. */
    private static double scatter(long seed, int depth) {
        return 0.1 * seed + 0.001 * ((seed * 7 + depth * 3) % 5);
    }

    private static List<String> verdicts(List<PaperClaim> claims) {
        return claims.stream().map(PaperClaim::verdict).toList();
    }

    @Test
    void thePapersFindingSupportsItsClaims() {
        Errors networks = (target, depth) -> target.equals("local") ? 0.2 - 0.02 * depth : 0.3 + 0.02 * depth;
        assertEquals(
                List.of("supported", "supported", "not tested", "supported", "supported"),
                verdicts(claims(configuration(3, DEPTHS), networks, (target, depth) -> 0.2)));
    }

    @Test
    void theOppositeContradictsThem() {
        Errors networks = (target, depth) -> target.equals("local") ? 0.2 + 0.02 * depth : 0.3 - 0.02 * depth;
        List<PaperClaim> claims =
                claims(configuration(3, DEPTHS), networks, (target, depth) -> target.equals("local") ? 0.1 : 0.3);
        assertEquals(
                List.of("contradicted", "contradicted", "not tested", "contradicted"),
                verdicts(claims).subList(0, 4));
        assertTrue(claims.getFirst().remarks().getFirst().contains("from depth 1 to 2 the error rises"));
    }

    @Test
    void smallEffectsLeaveThemOpen() {
        assertEquals(
                List.of("open", "open"),
                verdicts(claims(configuration(3, DEPTHS), (target, depth) -> 0.2, (target, depth) -> 0.2))
                        .subList(0, 2));
    }

    @Test
    void aStepAgainstTheClaimIsToldEvenWhereTheWholeSupportsIt() {
        Errors networks = (target, depth) -> depth == 1 ? 0.3 : depth == 2 ? 0.1 : 0.2;
        PaperClaim first = claims(configuration(3, DEPTHS), networks, (target, depth) -> 0.2)
                .getFirst();
        assertEquals("supported", first.verdict());
        assertTrue(first.remarks().stream().anyMatch(remark -> remark.contains("from depth 2 to 4 the error rises")));
    }

    @Test
    void orderOneTestsClaim3AndNothingOf1And2() {
        Errors networks = (target, depth) -> 0.05 + 0.01 * depth;
        assertEquals(
                List.of("not tested", "not tested", "supported", "supported"),
                verdicts(claims(configuration(1, List.of(0, 1, 4)), networks, (target, depth) -> 0.2))
                        .subList(0, 4));
    }

    /** Two sizes make twice the tests, each named by its size; one that goes the other way decides. */
    @Test
    void everySizeIsTested() {
        Configuration c = configuration("k=3", "depths=1,2,4", "N=100,200", "H=10,20");
        List<PaperClaim> claims = claims(c, (target, depth) -> 0.3 - 0.02 * depth, (target, depth) -> 0.2);
        PaperClaim first = claims.getFirst();
        assertEquals(4 * 3, first.tests().size());
        assertEquals("supported", first.verdict());
        assertEquals("contradicted", claims.get(1).verdict());
        assertTrue(first.tests().getFirst().statement().startsWith("k = 3, N = 100, H = 10: "));
    }

    /** Errors a + b log2 L have slope b, whatever the depths. */
    @Test
    void theSlopeIsThatOfALineInTheLogarithmOfTheDepth() {
        Configuration c = configuration("k=3", "depths=1,2,4,8");
        Measurements measured = measured(c, (target, depth) -> 0.3 - 0.03 * Integer.numberOfTrailingZeros(depth));
        for (double slope : measured.slopes(Words.NETWORK, measured.settings().getFirst(), Words.LOCAL)) {
            assertEquals(-0.03, slope, 0.003);
        }
    }

    @Test
    void otherTargetsLeaveThePapersClaimsUntested() {
        Configuration c = configuration("targets=parity(k=2,d=5),staircase");
        assertEquals(List.of("parity(k=2,d=5)", "staircase"), c.tasks());
        assertEquals(0, Plan.networks(c).size() + Plan.kernels(c).size());
        assertEquals(
                List.of("not tested", "not tested", "not tested", "not tested", "not tested"),
                verdicts(claims(c, (target, depth) -> 0.2, (target, depth) -> 0.2)));
    }

    @Test
    void unknownTargetsAndWrongSizesAreRefusedInASentence() {
        refused("targets=lokal", "did you mean local");
        refused("targets=parity(k=9,d=5)", "k must not exceed d");
        refused("lazyK=40", "invalid value lazyK=40");
        refused("schurK=40", "invalid value schurK=40");
        refused("alphas=0", "invalid value alphas=0.0");
    }

    private static void refused(String override, String part) {
        UserError error = assertThrows(UserError.class, () -> configuration(override));
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void oneDepthTestsNoClaimOnDepth() {
        assertEquals(
                List.of("not tested", "not tested"),
                verdicts(claims(configuration(3, List.of(2)), (target, depth) -> 0.2, (target, depth) -> 0.2))
                        .subList(0, 2));
    }
}
