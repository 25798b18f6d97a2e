package fathom.runs.verdict;

import fathom.runs.report.Numbers;
import fathom.runs.statistics.Interval;
import java.util.Optional;

/**
 * One test of a claim: of an effect that was sampled, or a check of a number that is known without sampling.
 *
 * <pre>
 * supported      the effect's 95 % interval lies in the region
 * contradicted   its interval at level 1 - 0.05 / m lies outside, m being the number of tests of the claim (Bonferroni)
 * not tested     n below 3
 * open           otherwise
 * </pre>
 *
 * @param statement the effect and where the claim puts it
 * @param region where the claim puts the effect; empty for a check
 * @param effect the measured effect; empty for a check
 * @param checked the outcome of a check; empty for an effect
 * @param evidence the numbers of a check
 */
public record Criterion(
        String statement,
        Optional<Region> region,
        Optional<Interval> effect,
        Optional<Ruling> checked,
        String evidence) {

    private static final double ERROR = 0.05;

    static Criterion ofEffect(String statement, Region region, Interval effect) {
        return new Criterion(statement, Optional.of(region), Optional.of(effect), Optional.empty(), "");
    }

    static Criterion ofCheck(String statement, Ruling ruling, String evidence) {
        return new Criterion(statement, Optional.empty(), Optional.empty(), Optional.of(ruling), evidence);
    }

    /** @param m the number of tests of the claim */
    Ruling ruling(int m) {
        if (checked.isPresent()) {
            return checked.get();
        }
        Interval measured = effect.orElseThrow();
        Region claimed = region.orElseThrow();
        if (measured.n() < Interval.LEAST_TESTED) {
            return Ruling.NOT_TESTED;
        }
        if (claimed.holds(measured)) {
            return Ruling.SUPPORTED;
        }
        return claimed.excludes(measured.toLevel(1 - ERROR / m)) ? Ruling.CONTRADICTED : Ruling.OPEN;
    }

    /** For instance "error(depth=4) - error(depth=1) below 0: -0.078 [-0.088, -0.068], n = 5". */
    public String words() {
        return effect.map(interval -> statement + " " + region.orElseThrow().words() + ": "
                        + (interval.n() == 0 ? "no values" : Numbers.words(interval)))
                .orElseGet(() ->
                        statement.isEmpty() || evidence.isEmpty() ? statement + evidence : statement + ": " + evidence);
    }
}
