package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.fractal.Measured.Series;
import fathom.experiments.protocol.Evidence;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the paper says of trained networks, as tests on paired differences of test accuracies, seed by seed. */
final class Claims {

    /** Accuracies that differ by less count as equal where a claim says "no effect". */
    static final double MARGIN = 0.02;

    private static final String SIERPINSKY = "sierpinsky";

    private final Measured measured;
    private final Configuration c;
    private final Evidence evidence = new Evidence();

    private Claims(Measured measured) {
        this.measured = measured;
        this.c = measured.configuration();
    }

    static ImmutableList<PaperClaim> of(Measured measured) {
        return ImmutableList.of(
                new Claims(measured).depth(),
                new Claims(measured).parameters(),
                new Claims(measured).curve(),
                new Claims(measured).sierpinsky());
    }

    private PaperClaim depth() {
        for (String system : c.systems()) {
            for (int width : c.widths()) {
                Series deep = measured.first(system, c.deepest(), width);
                if (c.depths().size() > 1) {
                    evidence.test(
                            Systems.title(system) + ", width " + width + ": accuracy at depth " + c.deepest()
                                    + " less accuracy at depth " + c.shallowest(),
                            Region.HIGHER,
                            0,
                            measured.differences(deep, deep.atDepth(c.shallowest())));
                    steps(deep);
                }
            }
        }
        if (c.depths().size() < 2) {
            evidence.remark("It needs two depths.");
        }
        return evidence.claim(
                1,
                "deeper networks achieve better accuracy on fractals with a coarse curve",
                "There is a clear depth separation: deeper networks achieve better accuracy; the effect can be seen in all fractal"
                        + " structures (figure 4).");
    }

    /** Says which neighbouring depths go the other way. */
    private void steps(Series series) {
        for (int i = 1; i < c.depths().size(); i++) {
            double[] step = measured.differences(
                    series.atDepth(c.depths().get(i)), series.atDepth(c.depths().get(i - 1)));
            if (step.length > 1 && Interval.of(step).high() < 0) {
                evidence.remark(String.format(
                        Locale.ROOT,
                        "Not at every step: %s, width %d, from depth %d to %d the accuracy falls by %.4f.",
                        Systems.title(series.system()),
                        series.width(),
                        c.depths().get(i - 1),
                        c.depths().get(i),
                        -Interval.of(step).mean()));
            }
        }
    }

    /** The deepest network against the shallower one that has the next larger number of parameters, at most twice as many. */
    private PaperClaim parameters() {
        for (String system : c.systems()) {
            int dimension = Systems.system(system, c.d()).dimension();
            for (int width : c.widths()) {
                Series deep = measured.first(system, c.deepest(), width);
                long own = NetworkCell.parameters(dimension, c.deepest(), width);
                measured.series().stream()
                        .filter(other -> other.equals(measured.first(system, other.depth(), other.width()))
                                && other.depth() < c.deepest())
                        .filter(other -> parameters(dimension, other) >= own && parameters(dimension, other) <= 2 * own)
                        .min(Comparator.comparingLong(other -> parameters(dimension, other)))
                        .ifPresent(other -> evidence.test(
                                Systems.title(system) + ": accuracy at depth " + c.deepest() + ", width " + width + " ("
                                        + own + " parameters) less accuracy at depth " + other.depth() + ", width "
                                        + other.width() + " (" + parameters(dimension, other) + ")",
                                Region.HIGHER,
                                0,
                                measured.differences(deep, other)));
            }
        }
        evidence.remark(
                "Each test holds the deepest network against the shallower one with the next larger number of parameters, at most"
                        + " twice as many; where there is none, nothing is tested.");
        return evidence.claim(
                2,
                "deeper networks use their parameters more efficiently",
                "Deeper networks are more efficient in utilizing the network parameters.");
    }

    private static long parameters(int dimension, Series series) {
        return NetworkCell.parameters(dimension, series.depth(), series.width());
    }

    private PaperClaim curve() {
        for (String system : c.systems()) {
            if (!system.equals(SIERPINSKY)) {
                curves(system, c.widths(), Region.HIGHER, 0);
            }
        }
        return evidence.claim(
                3,
                "a fine approximation curve degrades the deepest networks",
                "For coarse approximation curves a depth 5 network achieves an error close to zero; fine curves cause a drastic"
                        + " degradation (figure 5); so in all fractals but one.");
    }

    private PaperClaim sierpinsky() {
        if (c.systems().contains(SIERPINSKY)) {
            curves(SIERPINSKY, List.of(c.widths().getLast()), Region.EQUAL, MARGIN);
            evidence.remark("The greatest width here is " + c.widths().getLast() + "; the paper's is 400.");
        }
        return evidence.claim(
                4,
                "the curve has no effect on Sierpinsky's triangle when the width is large",
                "On the Sierpinsky triangle the curve seems to have no effect when the width is large enough.");
    }

    private void curves(String system, List<Integer> widths, Region region, double margin) {
        String first = c.curves().getFirst();
        String finest = c.curves().stream()
                .min(Comparator.comparingDouble(
                        curve -> Systems.curve(curve, c.n()).value(c.n() - 1)))
                .orElseThrow();
        if (finest.equals(first)) {
            evidence.remark("It needs a curve that is finer than the first.");
            return;
        }
        for (int width : widths) {
            Series coarse = measured.first(system, c.deepest(), width);
            evidence.test(
                    Systems.title(system) + ", width " + width + ": accuracy of depth " + c.deepest() + " on curve "
                            + first + " less that on curve " + finest,
                    region,
                    margin,
                    measured.differences(coarse, coarse.onCurve(finest)));
        }
    }
}
