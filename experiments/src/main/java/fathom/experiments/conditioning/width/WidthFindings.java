package fathom.experiments.conditioning.width;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Finding;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import java.util.Locale;
import java.util.Optional;

/** Whether depth conditions networks of finite width, and whether width helps the deep ones. */
final class WidthFindings {

    private WidthFindings() {}

    static ImmutableList<Finding> of(WidthMeasured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (String network : measured.chapter().networks()) {
            depth(measured, network, false).ifPresent(findings::add);
            depth(measured, network, true).ifPresent(findings::add);
            width(measured, network).ifPresent(findings::add);
        }
        return findings.build();
    }

    /** Whether the deepest networks of the largest width are better conditioned than the shallowest. */
    private static Optional<Finding> depth(WidthMeasured measured, String network, boolean tangent) {
        int width = measured.chapter().widths().getLast();
        int first = measured.chapter().depths().getFirst();
        int last = measured.chapter().depths().getLast();
        Optional<Interval> shallow = measured.width(network, width, first, tangent);
        Optional<Interval> deep = measured.width(network, width, last, tangent);
        if (shallow.isEmpty()
                || deep.isEmpty()
                || !Double.isFinite(shallow.get().mean())
                || first == last) {
            return Optional.empty();
        }
        Interval before = shallow.get();
        Interval after = deep.get();
        boolean singular = !Double.isFinite(after.mean());
        Verdict verdict = singular || after.low() > before.high()
                ? Verdict.CONTRADICTED
                : after.high() < before.low() ? Verdict.SUPPORTED : Verdict.OPEN;
        return Optional.of(new Finding(
                "Ours: at width " + width + " depth improves the condition number of the "
                        + (tangent ? "NTK" : "NNGP kernel") + " of " + network,
                verdict,
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% intervals over seeds lie apart the right way round. log10 at depth %d: %s; at depth %d: %s%s.",
                        first,
                        words(before),
                        last,
                        singular ? "singular to rounding" : words(after),
                        measured.limit(network, last, tangent)
                                .map(limit -> String.format(Locale.ROOT, "; at infinite width %.2f", limit.mean()))
                                .orElse(""))));
    }

    /** Whether the widest of the deepest networks are better conditioned than the narrowest, seed by seed. */
    private static Optional<Finding> width(WidthMeasured measured, String network) {
        int last = measured.chapter().depths().getLast();
        int narrow = measured.chapter().widths().getFirst();
        int wide = measured.chapter().widths().getLast();
        double[] first = measured.values(network, narrow, last, true);
        double[] second = measured.values(network, wide, last, true);
        if (narrow == wide || first.length < 2 || first.length != second.length) {
            return Optional.empty();
        }
        Interval gain = Interval.ofDifferences(first, second);
        if (!Double.isFinite(gain.mean())) {
            return Optional.empty();
        }
        Claim claim = Claim.of("", Claim.Region.HIGHER, gain);
        return Optional.of(new Finding(
                "Ours: at depth " + last + " the NTK of " + network + " is better conditioned at width " + wide
                        + " than at width " + narrow,
                claim.verdict(),
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% interval of the difference of log10, seed by seed, lies above 0: %s, n = %d.",
                        words(gain),
                        gain.n())));
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", interval.mean(), interval.low(), interval.high());
    }
}
