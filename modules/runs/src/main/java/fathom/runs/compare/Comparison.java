package fathom.runs.compare;

import fathom.runs.Difference;
import fathom.runs.SavedRun;
import fathom.runs.SavedRun.SavedTrial;
import fathom.runs.UserError;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs of one schema against the first of them. Trials of a sweep are paired by all their keys except those that have one value in each run
 * and differ between the runs, such as N where only N was changed. Pairs that differ in their seed alone give one effect:
 *
 * <pre>
 * effect = mean over seeds of (metric in the other run - metric in the first), with Student's 95 % interval
 * </pre>
 *
 * @param runs the first is the reference
 * @param settings keys whose values differ
 * @param environments entries of the environment that differ, code included
 * @param effects of every run but the first, by sweep, metric and keys
 */
public record Comparison(
        List<SavedRun> runs, List<Difference> settings, List<Difference> environments, List<Effect> effects) {

    /**
     * One metric at one combination of keys.
     *
     * @param other which run is compared with the first, from 1
     * @param keys for instance "depth=4, target=local"; empty where the sweep has no keys but the seed
     * @param first the mean in the first run over the seeds of both
     * @param second the mean in the other run
     * @param difference second - first, paired by seed
     */
    public record Effect(
            int other, String sweep, String metric, String keys, double first, double second, Interval difference) {

        /** Whether the interval of at least three pairs excludes 0. */
        public boolean differs() {
            return difference.testable() && !difference.contains(0);
        }

        /** |mean| in half-widths of the interval, by which effects are ordered; 0 where it is not known. */
        double strength() {
            double half = difference.halfWidth();
            double mean = Math.abs(difference.mean());
            return mean == 0 || !difference.testable() || Double.isNaN(mean) ? 0 : mean / half;
        }
    }

    /**
     * @throws UserError if there are fewer than two runs, or one has no trial in common with the first
     */
    public static Comparison of(List<SavedRun> runs) {
        if (runs.size() < 2) {
            throw new UserError("compare needs at least two runs, such as './fathom compare quick mine'");
        }
        List<Effect> effects = new ArrayList<>();
        for (int other = 1; other < runs.size(); other++) {
            List<Effect> found = effects(runs.getFirst(), runs.get(other), other);
            if (found.isEmpty()) {
                throw new UserError(
                        runs.getFirst().name() + " and " + runs.get(other).name()
                                + " have no metric of the same trials in common: compare runs of one experiment that share keys"
                                + " and seeds");
            }
            effects.addAll(found);
        }
        return new Comparison(
                List.copyOf(runs),
                Difference.between(runs.stream().map(SavedRun::settings).toList()),
                Difference.between(runs.stream().map(SavedRun::environment).toList()),
                List.copyOf(effects));
    }

    private static List<Effect> effects(SavedRun first, SavedRun second, int other) {
        Map<String, List<SavedTrial>> here = bySweep(first);
        Map<String, List<SavedTrial>> there = bySweep(second);
        List<Effect> effects = new ArrayList<>();
        here.forEach((sweep, trials) -> {
            if (there.containsKey(sweep)) {
                effects.addAll(effects(sweep, trials, there.get(sweep), other));
            }
        });
        return effects;
    }

    private static Map<String, List<SavedTrial>> bySweep(SavedRun run) {
        Map<String, List<SavedTrial>> sweeps = new LinkedHashMap<>();
        run.trials()
                .forEach(trial -> sweeps.computeIfAbsent(trial.sweep(), name -> new ArrayList<>())
                        .add(trial));
        return sweeps;
    }

    private static List<Effect> effects(String sweep, List<SavedTrial> here, List<SavedTrial> there, int other) {
        Set<String> ignored = changed(here, there);
        Map<Map<String, String>, SavedTrial> partners = new LinkedHashMap<>();
        there.forEach(trial -> partners.put(without(trial.keys(), ignored), trial));
        // By metric and keys without the seed: pairs of values.
        Map<String, Map<String, List<double[]>>> pairs = new LinkedHashMap<>();
        Set<String> varying = varying(here, ignored);
        for (SavedTrial trial : here) {
            SavedTrial partner = partners.get(without(trial.keys(), ignored));
            if (partner != null) {
                String keys = words(trial.keys(), varying);
                trial.metrics().forEach((metric, value) -> {
                    Double its = partner.metrics().get(metric);
                    if (its != null) {
                        pairs.computeIfAbsent(metric, name -> new LinkedHashMap<>())
                                .computeIfAbsent(keys, name -> new ArrayList<>())
                                .add(new double[] {value, its});
                    }
                });
            }
        }
        List<Effect> effects = new ArrayList<>();
        pairs.forEach((metric, cells) -> cells.forEach((keys, values) -> {
            double[] firsts = values.stream().mapToDouble(pair -> pair[0]).toArray();
            double[] seconds = values.stream().mapToDouble(pair -> pair[1]).toArray();
            effects.add(new Effect(
                    other,
                    sweep,
                    metric,
                    keys,
                    Interval.of(firsts).mean(),
                    Interval.of(seconds).mean(),
                    Interval.ofDifferences(seconds, firsts)));
        }));
        return effects;
    }

    /** Keys with one value in each run that is another in each. */
    private static Set<String> changed(List<SavedTrial> here, List<SavedTrial> there) {
        Map<String, Set<String>> first = values(here);
        Map<String, Set<String>> second = values(there);
        Set<String> changed = new LinkedHashSet<>();
        first.forEach((key, values) -> {
            Set<String> others = second.getOrDefault(key, Set.of());
            if (values.size() == 1 && others.size() == 1 && !values.equals(others)) {
                changed.add(key);
            }
        });
        return changed;
    }

    /** Keys that tell the trials of a run apart, the seed left out. */
    private static Set<String> varying(List<SavedTrial> trials, Set<String> ignored) {
        Set<String> varying = new LinkedHashSet<>();
        values(trials).forEach((key, values) -> {
            if (values.size() > 1 && !ignored.contains(key) && !isSeed(key)) {
                varying.add(key);
            }
        });
        return varying;
    }

    private static boolean isSeed(String key) {
        return key.equals("seed") || key.endsWith(".seed");
    }

    private static Map<String, Set<String>> values(List<SavedTrial> trials) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        trials.forEach(trial -> trial.keys()
                .forEach((key, value) -> values.computeIfAbsent(key, name -> new LinkedHashSet<>())
                        .add(value)));
        return values;
    }

    private static Map<String, String> without(Map<String, String> keys, Set<String> ignored) {
        Map<String, String> rest = new TreeMap<>(keys);
        rest.keySet().removeAll(ignored);
        return rest;
    }

    private static String words(Map<String, String> keys, Set<String> shown) {
        List<String> words = new ArrayList<>();
        for (String key : shown) {
            if (keys.containsKey(key)) {
                words.add(key.substring(key.lastIndexOf('.') + 1) + "=" + keys.get(key));
            }
        }
        return String.join(", ", words);
    }

    /** The strongest effects first, in units of their intervals; ties in the order of the ledger. */
    public List<Effect> strongest() {
        return effects.stream()
                .sorted(Comparator.comparingDouble(Effect::strength).reversed())
                .toList();
    }

    /** Whether every pair of values is equal. */
    public boolean identical() {
        return effects.stream()
                .allMatch(effect ->
                        effect.difference().mean() == 0 && !(effect.difference().standardDeviation() > 0));
    }

    /** The result in a sentence. */
    public String answer() {
        if (identical()) {
            return "All " + effects.size() + " common means are equal to the bit.";
        }
        long tested = effects.stream()
                .filter(effect -> effect.difference().testable())
                .count();
        long differing = effects.stream().filter(Effect::differs).count();
        if (tested == 0) {
            return "Fewer than 3 seeds in common: the means are shown, and no difference is tested.";
        }
        return differing + " of " + tested + " differences have a 95 % interval that excludes 0; about "
                + Math.round(0.05 * tested) + " would by chance.";
    }
}
