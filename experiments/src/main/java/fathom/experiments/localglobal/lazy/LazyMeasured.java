package fathom.experiments.localglobal.lazy;

import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import fathom.experiments.localglobal.lazy.LazyChapter.Regime;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.regression.KernelResult;
import fathom.experiments.protocol.Listing;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import fathom.simd.math.DoubleFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/** What is known of all regimes, and of the limit beside them; the limit's regime is {@link #LIMIT}. */
final class LazyMeasured {

    /** Neither an output scale nor a width. */
    static final Regime LIMIT = new Regime(Double.POSITIVE_INFINITY, 0);

    private final LazyChapter chapter;
    private final Map<Point, LazyResult> networks = new HashMap<>();
    private final Map<Point, Double> errors = new HashMap<>();

    LazyMeasured(
            LazyChapter chapter,
            List<Finished<LazyCell, LazyResult>> finished,
            List<Finished<KernelCell, KernelResult>> limits) {
        this.chapter = chapter;
        for (Finished<LazyCell, LazyResult> trial : finished) {
            LazyCell cell = trial.configuration();
            Point point = new Point(
                    new Regime(cell.alpha(), cell.width()),
                    cell.target(),
                    cell.depth(),
                    cell.problem().seed());
            networks.put(point, trial.result());
            errors.put(point, trial.result().error());
        }
        for (Finished<KernelCell, KernelResult> trial : limits) {
            KernelCell cell = trial.configuration();
            for (KernelResult.Score score : trial.result().scores()) {
                errors.put(
                        new Point(
                                LIMIT,
                                score.target(),
                                cell.depth(),
                                cell.problem().seed()),
                        score.error());
            }
        }
    }

    LazyChapter chapter() {
        return chapter;
    }

    boolean any() {
        return !errors.isEmpty();
    }

    int shallow() {
        return chapter.depths().getFirst();
    }

    int deep() {
        return chapter.depths().getLast();
    }

    /** The test errors by seed. */
    double[] errors(Regime regime, String target, int depth) {
        return bySeed(seed -> error(regime, target, depth, seed));
    }

    /**
     * How much more depth costs the global target than the local one, by seed.
     *
     * <pre>
     * (error(deep) - error(shallow)) of the global target - (error(deep) - error(shallow)) of the local one
     * </pre>
     */
    double[] dissociations(Regime regime) {
        return bySeed(seed -> dissociation(regime, seed));
    }

    /** dissociation(left) - dissociation(right), by seed. */
    double[] dissociationDifferences(Regime left, Regime right) {
        return bySeed(seed -> less(dissociation(left, seed), dissociation(right, seed)));
    }

    /** Something of the kernel's change, by seed; nothing where training diverged. */
    double[] changes(Regime regime, String target, int depth, ToDoubleFunction<KernelChange> value) {
        return bySeed(seed -> change(regime, target, depth, seed, value));
    }

    /** The drift, mean over targets and depths, by seed. */
    double[] drifts(Regime regime) {
        return bySeed(seed -> {
            double sum = 0;
            for (String target : Words.TARGETS) {
                for (int depth : chapter.depths()) {
                    OptionalDouble drift = change(regime, target, depth, seed, KernelChange::drift);
                    if (drift.isEmpty()) {
                        return drift;
                    }
                    sum += drift.getAsDouble();
                }
            }
            return OptionalDouble.of(
                    sum / (Words.TARGETS.size() * chapter.depths().size()));
        });
    }

    /** The slope of log drift in the logarithm of what is swept, by least squares over the regimes, by seed. */
    double[] slopes(List<Regime> regimes, ToDoubleFunction<Regime> swept, String target, int depth) {
        double mean = 0;
        for (Regime regime : regimes) {
            mean += DoubleFunctions.log(swept.applyAsDouble(regime)) / regimes.size();
        }
        double centre = mean;
        return bySeed(seed -> {
            double product = 0;
            double square = 0;
            for (Regime regime : regimes) {
                OptionalDouble drift = change(regime, target, depth, seed, KernelChange::drift);
                if (drift.isEmpty() || !(drift.getAsDouble() > 0)) {
                    return OptionalDouble.empty();
                }
                double x = DoubleFunctions.log(swept.applyAsDouble(regime)) - centre;
                product = Math.fma(x, DoubleFunctions.log(drift.getAsDouble()), product);
                square = Math.fma(x, x, square);
            }
            return regimes.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(product / square);
        });
    }

    /** How often each outcome was, in words. */
    String outcomes(Regime regime, String target, int depth) {
        Multiset<String> counts = TreeMultiset.create();
        for (long seed : chapter.seedList()) {
            LazyResult result = networks.get(new Point(regime, target, depth, seed));
            if (result != null) {
                counts.add(result.outcome());
            }
        }
        return Listing.counted(counts);
    }

    static Optional<Interval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    private OptionalDouble dissociation(Regime regime, long seed) {
        return less(
                less(error(regime, Words.GLOBAL, deep(), seed), error(regime, Words.GLOBAL, shallow(), seed)),
                less(error(regime, Words.LOCAL, deep(), seed), error(regime, Words.LOCAL, shallow(), seed)));
    }

    private OptionalDouble error(Regime regime, String target, int depth, long seed) {
        Double error = errors.get(new Point(regime, target, depth, seed));
        return error == null ? OptionalDouble.empty() : OptionalDouble.of(error);
    }

    private OptionalDouble change(
            Regime regime, String target, int depth, long seed, ToDoubleFunction<KernelChange> value) {
        LazyResult result = networks.get(new Point(regime, target, depth, seed));
        return result == null || result.change() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.applyAsDouble(result.change()));
    }

    private static OptionalDouble less(OptionalDouble left, OptionalDouble right) {
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of(left.getAsDouble() - right.getAsDouble())
                : OptionalDouble.empty();
    }

    private double[] bySeed(LongFunction<OptionalDouble> value) {
        return chapter.seedList().stream()
                .map(value::apply)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private record Point(Regime regime, String target, int depth, long seed) {}
}
