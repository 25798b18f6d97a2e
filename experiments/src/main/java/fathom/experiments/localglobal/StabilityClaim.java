package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;

/** Claim 6: deeper networks answer more stably when one entry moves, measured against moving all by the same length. */
final class StabilityClaim {

    private StabilityClaim() {}

    /** @param random the same of networks trained on random labels */
    static PaperClaim of(Measurements measured, Optional<Claim> random) {
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        List<Integer> hidden = measured.hiddenDepths();
        for (Setting at : measured.settings()) {
            for (String target : measured.configuration().paperTargets()) {
                if (hidden.size() < 2) {
                    continue;
                }
                double[] effect = measured.localities(at, target, hidden.getFirst(), hidden.getLast());
                if (effect.length > 0) {
                    tests.add(Claim.of(
                            at.words(measured.configuration()) + ", " + target + ": what depth " + hidden.getLast()
                                    + " instead of " + hidden.getFirst()
                                    + " adds to answers changed by one entry less those changed by all",
                            Claim.Region.LOWER,
                            Interval.of(effect)));
                }
            }
        }
        random.ifPresent(tests::add);
        boolean measures =
                hidden.size() >= 2 && !measured.configuration().perturbations().isEmpty();
        return new PaperClaim(
                6,
                "depth makes networks stabler against local perturbations",
                "The deeper a trained network, the stabler its answers against a perturbation of one entry, compared with one of equal length"
                        + " that is spread over all entries; on random labels too, which is read as a bias of depth towards local features.",
                tests.build(),
                ImmutableList.of(
                        measures
                                ? "The paper's own measure was not at hand: this one is ours."
                                : "It needs two depths of at least 1 and a length among the perturbations."));
    }
}
