package fathom.runs.results;

import fathom.runs.statistics.GridEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a key that a criterion has chosen, such as the learning rate of least validation error.
 *
 * @param key the key
 * @param rest the keys under which there was a choice
 * @param chosen the value for each combination of them
 * @param grid all values of the key, in the order of the plan
 */
public record Choice(String key, List<String> rest, Map<List<Object>, Object> chosen, List<Object> grid) {

    /** @param together one choice for all seeds, by the mean over seeds; values of the key that lack seeds do not take part */
    static Choice of(Metric criterion, String key, boolean together) {
        Metric measured = together ? overAllSeeds(criterion, key) : criterion;
        List<String> rest =
                measured.keys().stream().filter(other -> !other.equals(key)).toList();
        Map<List<Object>, Sample> best = new LinkedHashMap<>();
        for (Sample sample : measured.samples()) {
            best.merge(Pairing.at(sample, rest), sample, (one, other) -> other.value() < one.value() ? other : one);
        }
        Map<List<Object>, Object> chosen = new LinkedHashMap<>();
        best.forEach((at, sample) -> chosen.put(at, sample.keys().get(key)));
        return new Choice(key, rest, chosen, criterion.values(key));
    }

    /** Means over seeds; values of the key that lack seeds which others have do not take part. */
    private static Metric overAllSeeds(Metric criterion, String key) {
        List<String> cell = criterion.keys().stream()
                .filter(other -> !other.equals(Metric.SEED))
                .toList();
        List<String> rest = cell.stream().filter(other -> !other.equals(key)).toList();
        Map<List<Object>, Integer> seeds = new HashMap<>();
        criterion.samples().forEach(sample -> seeds.merge(Pairing.at(sample, cell), 1, Integer::sum));
        Map<List<Object>, Integer> most = new HashMap<>();
        criterion
                .samples()
                .forEach(
                        sample -> most.merge(Pairing.at(sample, rest), seeds.get(Pairing.at(sample, cell)), Math::max));
        Metric whole = criterion.whereKeys(keys -> {
            Sample sample = new Sample(keys, 0);
            return seeds.get(Pairing.at(sample, cell)).equals(most.get(Pairing.at(sample, rest)));
        });
        return Pairing.reduce(whole, Metric.SEED, criterion.name(), (one, values) -> Pairing.mean(values));
    }

    /** Another metric at the chosen values; the key is no longer one of its keys. */
    public Metric of(Metric other) {
        List<String> keys =
                other.keys().stream().filter(name -> !name.equals(key)).toList();
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : other.samples()) {
            Object value = chosen.get(Pairing.at(sample, rest));
            if (value != null && Flat.same(sample.keys().get(key), value)) {
                samples.add(sample);
            }
        }
        return new Metric(
                other.name(),
                other.sweep(),
                keys,
                other.fixed(),
                samples,
                other.spread(),
                other.unpaired(),
                other.dropped());
    }

    /** How often each value was chosen. */
    public Map<Object, Integer> counts() {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        grid.forEach(value -> counts.put(value, 0));
        chosen.values().forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /** How many choices fell on the smallest or largest of three or more numbers: a better one may lie outside the grid. */
    public int atEdge() {
        if (grid.size() < 3 || !grid.stream().allMatch(Number.class::isInstance)) {
            return 0;
        }
        List<Double> values = grid.stream().map(Choice::number).toList();
        return (int) chosen.values().stream()
                .filter(value -> GridEdge.of(number(value), values) != GridEdge.NONE)
                .count();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** For instance "3 of 10 choices of rate lie at the edge of the grid 0.01, 0.1, 1"; empty where none does. */
    public String edgeWarning() {
        return atEdge() == 0
                ? ""
                : atEdge() + " of " + chosen.size() + " choices of " + key + " lie at the edge of the grid "
                        + grid.stream().map(Metric::word).collect(java.util.stream.Collectors.joining(", "))
                        + "; a better value may lie outside it.";
    }
}
