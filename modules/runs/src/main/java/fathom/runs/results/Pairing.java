package fathom.runs.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;

/** Arithmetic between samples of one metric or two. */
final class Pairing {

    private Pairing() {}

    static List<Object> at(Sample sample, List<String> keys) {
        return keys.stream().map(key -> comparable(sample.keys().get(key))).toList();
    }

    /** Keys of two sweeps may hold one number as a whole one and as a fraction. */
    private static Object comparable(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p53
                ? (Object) number.longValue()
                : value;
    }

    /** f(a, b) for every pair of samples that agree in the keys free in both metrics. */
    static Metric combine(Metric left, Metric right, String sign, DoubleBinaryOperator f) {
        List<String> shared =
                left.keys().stream().filter(right.keys()::contains).toList();
        Map<List<Object>, Sample> partners = new HashMap<>();
        for (Sample sample : right.samples()) {
            if (partners.put(at(sample, shared), sample) != null) {
                List<String> more = right.varying().stream()
                        .filter(key -> !shared.contains(key))
                        .toList();
                throw new IllegalStateException(
                        right.name() + " has several values for one of " + left.name() + ": fix or average " + more);
            }
        }
        List<Sample> pairs = new ArrayList<>();
        Set<Sample> used = new HashSet<>();
        int unpaired = 0;
        for (Sample sample : left.samples()) {
            Sample partner = partners.get(at(sample, shared));
            if (partner == null) {
                unpaired++;
            } else {
                used.add(partner);
                pairs.add(new Sample(sample.keys(), f.applyAsDouble(sample.value(), partner.value())));
            }
        }
        Set<String> different = new HashSet<>(left.fixed().keySet());
        different.addAll(right.fixed().keySet());
        different.removeIf(key -> left.fixed().containsKey(key)
                && left.fixed().get(key).equals(right.fixed().get(key)));
        return new Metric(
                left.label(different) + sign + right.label(different),
                left.sweep(),
                left.keys(),
                left.fixed(),
                pairs,
                left.spread(),
                left.unpaired() + right.unpaired() + unpaired + right.size() - used.size(),
                left.dropped() + right.dropped());
    }

    /** One number from all values along a key, where a seed has as many as any seed of the same keys. */
    static Metric reduce(Metric metric, String key, String name, ToDoubleBiFunction<double[], double[]> f) {
        List<String> rest =
                metric.keys().stream().filter(other -> !other.equals(key)).toList();
        List<String> cell =
                rest.stream().filter(other -> !other.equals(Metric.SEED)).toList();
        Map<List<Object>, List<Sample>> groups = new LinkedHashMap<>();
        metric.samples()
                .forEach(sample -> groups.computeIfAbsent(at(sample, rest), at -> new ArrayList<>())
                        .add(sample));
        Map<List<Object>, Integer> whole = new HashMap<>();
        groups.values().forEach(group -> whole.merge(at(group.getFirst(), cell), group.size(), Math::max));
        List<Sample> reduced = new ArrayList<>();
        int incomplete = 0;
        for (List<Sample> group : groups.values()) {
            if (group.size() < whole.get(at(group.getFirst(), cell))) {
                incomplete += group.size();
                continue;
            }
            double[] x = group.stream()
                    .mapToDouble(sample ->
                            sample.keys().get(key) instanceof Number number ? number.doubleValue() : Double.NaN)
                    .toArray();
            double[] y = group.stream().mapToDouble(Sample::value).toArray();
            reduced.add(new Sample(group.getFirst().keys(), f.applyAsDouble(x, y)));
        }
        return new Metric(
                name,
                metric.sweep(),
                rest,
                metric.fixed(),
                reduced,
                metric.spread(),
                metric.unpaired() + incomplete,
                metric.dropped());
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** sum (x - mean x)(y - mean y) / sum (x - mean x)^2, x passed through f; NaN for one point alone. */
    static double slope(double[] keys, double[] y, DoubleUnaryOperator f) {
        double[] x = new double[keys.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = f.applyAsDouble(keys[i]);
        }
        double centre = mean(x);
        double level = mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - centre) * (y[i] - level);
            squares += (x[i] - centre) * (x[i] - centre);
        }
        return products / squares;
    }
}
