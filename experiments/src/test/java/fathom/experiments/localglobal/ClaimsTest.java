package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.protocol.PaperClaim;
import fathom.runs.Finished;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts follow from the numbers by the stated rule: made-up errors with known differences, seed by seed. */
class ClaimsTest {

    private static final List<Integer> DEPTHS = List.of(1, 2, 4);
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

    private static Configuration configuration(int k, List<Integer> depths) {
        return new Configuration(
                List.of(k),
                List.of(40),
                100,
                10,
                depths,
                Words.TARGETS,
                List.of(Words.NTK),
                List.of(0.1),
                SEEDS,
                1,
                100,
                10,
                "glorot",
                "logistic",
                0.2,
                List.of(1.0),
                0);
    }

    /** An error for a target at a depth; the seeds scatter round it, the same way at every depth. */
    private interface Errors {
        double at(String target, int depth);
    }

    private static List<PaperClaim> claims(Configuration c, Errors networks, Errors kernels) {
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
        return Claims.of(new Measurements(c, trained, regressed));
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

    @Test
    void oneDepthTestsNoClaimOnDepth() {
        assertEquals(
                List.of("not tested", "not tested"),
                verdicts(claims(configuration(3, List.of(2)), (target, depth) -> 0.2, (target, depth) -> 0.2))
                        .subList(0, 2));
    }
}
