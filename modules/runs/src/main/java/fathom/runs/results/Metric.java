package fathom.runs.results;

import fathom.runs.report.Numbers;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number measured under many keys: m(key_1, ..., key_n, seed). Immutable; every operation gives another metric.
 *
 * <p>A key is <em>fixed</em> once {@link #where} or {@link #by} has chosen one value of it, and <em>free</em> before. Arithmetic on two metrics
 * pairs samples that agree in every key that is free in both, the seed among them; a seed that one of the two lacks has no pair and is counted
 * in {@link #unpaired}. NaN is kept: a mean over NaN is NaN, until {@link #finite} leaves such values out and counts them.
 */
public final class Metric {

    /** The key over which intervals are taken: a record component of this name, at any level. */
    public static final String SEED = "seed";

    private final String name;
    private final String sweep;
    private final List<String> keys;
    private final Map<String, Object> fixed;
    private final List<Sample> samples;
    private final Spread spread;
    private final int unpaired;
    private final int dropped;

    Metric(
            String name,
            String sweep,
            List<String> keys,
            Map<String, Object> fixed,
            List<Sample> samples,
            Spread spread,
            int unpaired,
            int dropped) {
        this.name = name;
        this.sweep = sweep;
        this.keys = List.copyOf(keys);
        this.fixed = fixed;
        this.samples = List.copyOf(samples);
        this.spread = spread;
        this.unpaired = unpaired;
        this.dropped = dropped;
    }

    static Metric of(String name, String sweep, List<String> keys, List<Sample> samples) {
        return new Metric(name, sweep, keys, Map.of(), samples, Spread.STUDENT, 0, 0);
    }

    private Metric with(List<String> itsKeys, List<Sample> itsSamples) {
        return new Metric(name, sweep, itsKeys, fixed, itsSamples, spread, unpaired, dropped);
    }

    /** The same numbers under another name. */
    public Metric named(String other) {
        return new Metric(other, sweep, keys, fixed, samples, spread, unpaired, dropped);
    }

    /**
     * The same with intervals for seeds that split one sample anew: Nadeau and Bengio's half-width is sqrt(1 + n r) times Student's.
     *
     * @param ratio r, test samples over training samples
     * @param least the least half-width, for numbers that a few seeds may share by chance; 0 for none
     */
    public Metric resampled(double ratio, double least) {
        return new Metric(name, sweep, keys, fixed, samples, new Spread(ratio, least), unpaired, dropped);
    }

    public String name() {
        return name;
    }

    String sweep() {
        return sweep;
    }

    List<Sample> samples() {
        return samples;
    }

    Spread spread() {
        return spread;
    }

    /** The free keys, in the order of the configuration's components, the seed included. */
    public List<String> keys() {
        return keys;
    }

    /** The free keys that distinguish samples, without the seed. */
    public List<String> varying() {
        return keys.stream()
                .filter(key -> !key.equals(SEED) && values(key).size() > 1)
                .toList();
    }

    /** The keys that have been fixed, with their values. */
    public Map<String, Object> fixed() {
        return fixed;
    }

    /** The value of a fixed key. */
    public Object at(String key) {
        return fixed.get(Rows.known(List.copyOf(fixed.keySet()), key));
    }

    /** The value of a fixed key that is a number. */
    public double numberAt(String key) {
        return ((Number) at(key)).doubleValue();
    }

    /** The different values of a key, in the order of the plan; of a fixed key its one value. */
    public List<Object> values(String key) {
        if (fixed.containsKey(key)) {
            return List.of(fixed.get(key));
        }
        String known = Rows.known(keys, key);
        Set<Object> values = new LinkedHashSet<>();
        samples.forEach(sample -> values.add(sample.keys().get(known)));
        return List.copyOf(values);
    }

    /** The numbers, in the order of the plan. */
    public double[] values() {
        return samples.stream().mapToDouble(Sample::value).toArray();
    }

    public boolean isEmpty() {
        return samples.isEmpty();
    }

    public int size() {
        return samples.size();
    }

    /** How many values are NaN. */
    public int nan() {
        return (int)
                samples.stream().filter(sample -> Double.isNaN(sample.value())).count();
    }

    /** How many samples had no pair in the differences, slopes and averages that led here. */
    public int unpaired() {
        return unpaired;
    }

    /** How many values {@link #finite} has left out. */
    public int dropped() {
        return dropped;
    }

    /** The samples whose key has one of these values; one value alone fixes the key. */
    public Metric where(String key, Object... values) {
        String known = Rows.known(keys, key);
        List<Object> wanted = Stream.of(values).map(Flat::normal).toList();
        Metric chosen = whereKeys(sample -> wanted.stream().anyMatch(value -> Flat.same(sample.get(known), value)));
        return wanted.size() == 1 ? chosen.fix(known, wanted.getFirst()) : chosen;
    }

    /** The samples whose keys pass. */
    public Metric whereKeys(Predicate<Map<String, Object>> condition) {
        return with(
                keys,
                samples.stream().filter(sample -> condition.test(sample.keys())).toList());
    }

    /** The same with a key fixed at words of their own: a difference of two targets is of neither. */
    public Metric as(String key, String words) {
        return fix(fixed.containsKey(key) ? key : Rows.known(keys, key), words);
    }

    private Metric fix(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fixed);
        more.put(key, value);
        List<String> free = keys.stream().filter(other -> !other.equals(key)).toList();
        return new Metric(name, sweep, free, more, samples, spread, unpaired, dropped);
    }

    /** A metric for each combination of values of some keys, these fixed, in the order of the plan; keys may be fixed already. */
    public List<Metric> by(String... some) {
        List<String> known = Stream.of(some)
                .filter(key -> !fixed.containsKey(key))
                .map(key -> Rows.known(keys, key))
                .toList();
        Map<List<Object>, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : samples) {
            groups.computeIfAbsent(Pairing.at(sample, known), at -> new ArrayList<>())
                    .add(sample);
        }
        List<Metric> all = new ArrayList<>();
        groups.forEach((at, group) -> {
            Metric one = with(keys, group);
            for (int i = 0; i < known.size(); i++) {
                one = one.fix(known.get(i), at.get(i));
            }
            all.add(one);
        });
        return List.copyOf(all);
    }

    /** The same with these keys and the seed alone, where all others have one value or follow from these. */
    public Metric keeping(String... some) {
        List<String> kept = Stream.concat(Stream.of(some), Stream.of(SEED))
                .map(key -> Rows.known(keys, key))
                .toList();
        return with(keys.stream().filter(kept::contains).toList(), samples);
    }

    /** f of every value. */
    public Metric map(DoubleUnaryOperator f) {
        return with(
                keys,
                samples.stream()
                        .map(sample -> new Sample(sample.keys(), f.applyAsDouble(sample.value())))
                        .toList());
    }

    /** Without the values that are NaN or infinite; {@link #dropped} tells how many. */
    public Metric finite() {
        List<Sample> kept = samples.stream()
                .filter(sample -> Double.isFinite(sample.value()))
                .toList();
        return new Metric(name, sweep, keys, fixed, kept, spread, unpaired, dropped + samples.size() - kept.size());
    }

    /** this - other, pair by pair. */
    public Metric minus(Metric other) {
        return Pairing.combine(this, other, " \u2212 ", (a, b) -> a - b);
    }

    /** this / other, pair by pair. */
    public Metric over(Metric other) {
        return Pairing.combine(this, other, " / ", (a, b) -> a / b);
    }

    /** m(key) - m(key = base) for every other value of the key. */
    public Metric minus(String key, Object base) {
        return otherThan(key, base).minus(where(key, base));
    }

    /** m(key) / m(key = base) for every other value of the key. */
    public Metric over(String key, Object base) {
        return otherThan(key, base).over(where(key, base));
    }

    private Metric otherThan(String key, Object base) {
        String known = Rows.known(keys, key);
        return whereKeys(sample -> !Flat.same(sample.get(known), Flat.normal(base)));
    }

    /** The least-squares slope of m over the key, a number, for every seed that has all values of it. */
    public Metric slope(String key) {
        return slope(key, DoubleUnaryOperator.identity());
    }

    /** The same over f(key), for instance a logarithm. */
    public Metric slope(String key, DoubleUnaryOperator f) {
        return Pairing.reduce(
                this, Rows.known(keys, key), "slope of " + name + " in " + key, (x, y) -> Pairing.slope(x, y, f));
    }

    /** The mean of m over the values of the key, for every seed that has all of them. */
    public Metric meanOver(String key) {
        return Pairing.reduce(this, Rows.known(keys, key), name, (x, y) -> Pairing.mean(y));
    }

    /** The value of the key with the least m, for every combination of the other keys; of equals the first. */
    public Choice least(String key) {
        return Choice.of(this, Rows.known(keys, key), false);
    }

    /** The value of the key with the least mean over seeds, one for all seeds; of equals the first. */
    public Choice leastMean(String key) {
        return Choice.of(this, Rows.known(keys, key), true);
    }

    /**
     * The mean over seeds with its 95 % interval. A metric without seeds is a number without spread. Nothing measured is NaN with n = 0.
     *
     * @throws IllegalStateException when a seed has more than one value, with the keys that are free
     */
    public Interval overSeeds() {
        return over(SEED);
    }

    /** The mean over the values of another key that counts repetitions. */
    public Interval over(String repetitions) {
        List<String> others =
                keys.stream().filter(key -> !key.equals(repetitions)).toList();
        List<String> free =
                others.stream().filter(key -> values(key).size() > 1).toList();
        if (!free.isEmpty()) {
            throw new IllegalStateException("the interval of " + name + " over " + repetitions + " needs one value of "
                    + free + ": fix or average them");
        }
        if (samples.isEmpty()) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Interval.LEVEL);
        }
        return keys.contains(repetitions)
                ? spread.interval(values())
                : Interval.exactly(samples.getFirst().value());
    }

    /** The p-quantile of all values, linear between neighbours: x at position 1 + (n - 1) p of the sorted values. NaN for none. */
    public double quantile(double p) {
        double[] sorted = values();
        Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double position = (sorted.length - 1) * p;
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return position == below ? sorted[below] : sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    public double median() {
        return quantile(0.5);
    }

    /** The least value; NaN for none, or if one is NaN. */
    public double min() {
        return quantile(0);
    }

    /** The greatest value; NaN for none, or if one is NaN. */
    public double max() {
        return quantile(1);
    }

    /** Means over seeds against a key that is a number, ascending. The other keys have one value. */
    public Curve curve(String key) {
        return Curve.of(this, Rows.known(keys, key));
    }

    /** Means over seeds: a row for each combination of some keys (separated by commas), a column for each value of another. */
    public Table table(String rows, String column) {
        return Pivot.of(this, rows.isBlank() ? List.of() : List.of(rows.split("\\s*,\\s*")), column);
    }

    /** Means over seeds of several metrics: a row for each combination of some keys (separated by commas), a column for each metric. */
    public static Table beside(String rows, Metric... columns) {
        return Pivot.beside(List.of(rows.split("\\s*,\\s*")), List.of(columns));
    }

    /** The name with the keys that are fixed, for instance "error(depth=4)"; only those among {@code some}. */
    String label(Set<String> some) {
        String where = words(some);
        return where.isEmpty() ? name : name + "(" + where + ")";
    }

    /** The fixed keys in words, "depth=4, k=2". */
    public String words() {
        return words(fixed.keySet());
    }

    /** Those among {@code some}. */
    public String words(Collection<String> some) {
        return fixed.entrySet().stream()
                .filter(entry -> some.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "=" + word(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String word(Object value) {
        return value instanceof Double number ? Numbers.words(number) : String.valueOf(value);
    }
}
