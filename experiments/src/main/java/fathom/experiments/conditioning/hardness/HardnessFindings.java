package fathom.experiments.conditioning.hardness;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.protocol.Finding;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.Locale;
import java.util.Optional;

/** Whether correlations fall exponentially, and whether gradient descent fails. */
final class HardnessFindings {

    private HardnessFindings() {}

    static ImmutableList<Finding> of(HardnessMeasured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (String activation : measured.chapter().pairActivations()) {
            decay(measured, activation).ifPresent(findings::add);
        }
        if (!measured.learning().isEmpty()) {
            falls(measured).ifPresent(findings::add);
            linear(measured).ifPresent(findings::add);
            samples(measured).ifPresent(findings::add);
            findings.add(queries(measured));
        }
        return findings.build();
    }

    /** The slope of log E rho over depth, where the interval excludes 0 and the first layers are over. */
    private static Optional<Finding> decay(HardnessMeasured measured, String activation) {
        int width = measured.chapter().pairWidths().getLast();
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        int from = 0;
        int to = 0;
        for (int depth : measured.chapter().pairDepths()) {
            Optional<Interval> near = measured.pair(activation, width, depth, PairResult.Point::near);
            if (near.isPresent() && near.get().low() > 0 && near.get().mean() < 0.5) {
                double log = DoubleFunctions.log(near.get().mean());
                from = n == 0 ? depth : from;
                to = depth;
                n++;
                x += depth;
                y += log;
                xx += (double) depth * depth;
                xy += depth * log;
            }
        }
        String statement = "Theorem 53: under random networks of " + activation
                + " the expected correlation of the nearest pair falls exponentially with depth";
        if (n < 3) {
            return Optional.of(
                    new Finding(
                            statement,
                            Verdict.OPEN,
                            "Fewer than three of the depths that were run have an expected correlation below 1/2 whose 95 % interval excludes 0."));
        }
        double slope = (n * xy - x * y) / (n * xx - x * x);
        double limit = HardnessMeasured.rate(activation);
        return Optional.of(Finding.of(
                statement,
                -slope > 0.5 * limit,
                String.format(
                        Locale.ROOT,
                        "Supported if the least squares rate of log E rho over the depths %d to %d, where its 95 %% interval excludes 0, is at least half"
                                + " of -log s'(0), the rate at infinite width. At width %d it is %.3f a layer; -log s'(0) = %.3f.",
                        from,
                        to,
                        width,
                        -slope,
                        limit)));
    }

    private static Optional<Finding> falls(HardnessMeasured measured) {
        int first = measured.chapter().targetDepths().getFirst();
        int last = measured.chapter().targetDepths().getLast();
        double[] shallow = measured.learned(first, LearnResult::descent);
        double[] deep = measured.learned(last, LearnResult::descent);
        if (first == last || shallow.length < 2 || deep.length != shallow.length) {
            return Optional.empty();
        }
        return Optional.of(finding(
                "Gradient descent learns random networks of depth " + last + " less well than those of depth " + first,
                Claim.of("", Claim.Region.HIGHER, Interval.ofDifferences(shallow, deep)),
                String.format(
                        Locale.ROOT,
                        "correlation %s at depth %d, %s at depth %d; their difference",
                        words(Interval.of(shallow)),
                        first,
                        words(Interval.of(deep)),
                        last)));
    }

    private static Optional<Finding> linear(HardnessMeasured measured) {
        int last = measured.chapter().targetDepths().getLast();
        double[] descent = measured.learned(last, LearnResult::descent);
        double[] linear = measured.learned(last, LearnResult::linear);
        if (descent.length < 2) {
            return Optional.empty();
        }
        return Optional.of(finding(
                "At depth " + last + " gradient descent does no better than the best linear fit",
                Claim.of("", Claim.Region.NOT_HIGHER, Interval.ofDifferences(descent, linear)),
                String.format(
                        Locale.ROOT,
                        "gradient descent %s, linear fit %s; their difference, target by target",
                        words(Interval.of(descent)),
                        words(Interval.of(linear)))));
    }

    /** Whether it is gradient descent that fails or the samples that do not suffice. */
    private static Optional<Finding> samples(HardnessMeasured measured) {
        int last = measured.chapter().targetDepths().getLast();
        double[] descent = measured.learned(last, LearnResult::descent);
        double[] kernel = measured.learned(last, LearnResult::kernel);
        if (descent.length < 2) {
            return Optional.empty();
        }
        return Optional.of(finding(
                "Ours: at depth " + last
                        + " the target's own kernel does better on the same samples, so that gradient descent and not the sample fails",
                Claim.of("", Claim.Region.HIGHER, Interval.ofDifferences(kernel, descent)),
                String.format(
                        Locale.ROOT,
                        "kernel regression %s, gradient descent %s; their difference, target by target",
                        words(Interval.of(kernel)),
                        words(Interval.of(descent)))));
    }

    /** What the theorem's e^(Omega(L)) can be at this dimension. */
    private static Finding queries(HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        int last = chapter.targetDepths().getLast();
        double most = new HalfCube(chapter.d()).points();
        double reached = 1 / HardnessMeasured.meanSquare(CorrelationMap.centred(chapter.target()), chapter.d(), last);
        return new Finding(
                "Theorem 54: the number of queries grows as e^(Omega(L))",
                Verdict.OPEN,
                String.format(
                        Locale.ROOT,
                        "Not decided by a measurement at d = %d: one over the mean squared correlation of two targets, to which the number of"
                                + " queries is proportional, is %.4g at depth %d and cannot exceed 2^(d-1) = %.0f at any depth.",
                        chapter.d(),
                        reached,
                        last,
                        most));
    }

    private static Finding finding(String statement, Claim claim, String numbers) {
        return new Finding(
                statement,
                claim.verdict(),
                String.format(
                        Locale.ROOT,
                        "%s: %s %s, n = %d.",
                        rule(claim),
                        numbers,
                        words(claim.effect()),
                        claim.effect().n()));
    }

    private static String rule(Claim claim) {
        String rule = claim.rule();
        return Character.toUpperCase(rule.charAt(0)) + rule.substring(1);
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.mean(), interval.low(), interval.high());
    }
}
