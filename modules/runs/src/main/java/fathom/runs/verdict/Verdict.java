package fathom.runs.verdict;

import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What the data say of a statement: a claim (tests of sampled effects), a finding (checks of numbers known without sampling), or published
 * numbers. The statement is what the paper claims, so that "supported" always speaks for the paper.
 *
 * <pre>{@code
 * Verdict.of("Local labels: the error falls with depth")
 *         .scope("k = 2, 3; N = 2000; L = 1, 2, 4")
 *         .test(error.where("target", "local").minus("depth", 1).where("depth", 4), Region.below(0))
 * }</pre>
 *
 * <pre>
 * supported           every test is
 * supported in part   some are, others are not
 * contradicted        none is, and at least one is contradicted
 * open                none of these
 * not tested          there is no test that could decide anything
 * </pre>
 *
 * "Supported if all are" needs no correction for the number of tests; "contradicted if one is" does, see {@link Criterion}.
 *
 * @param statement one sentence: what is claimed
 * @param scope the sizes at which it was tested
 * @param rule what decides, where it is not the rule of the tests; may be empty
 * @param tests what was tested
 * @param remarks what else the reader should know, one sentence each
 */
public record Verdict(String statement, String scope, String rule, List<Criterion> tests, List<String> remarks) {

    public Verdict {
        tests = List.copyOf(tests);
        remarks = List.copyOf(remarks);
    }

    /** A verdict without any test yet. */
    public static Verdict of(String statement) {
        return new Verdict(statement, "", "", List.of(), List.of());
    }

    /** The same for those sizes. */
    public Verdict scope(String sizes) {
        return new Verdict(statement, sizes, rule, tests, remarks);
    }

    /** The same with its rule in a sentence, "supported if ...". */
    public Verdict rule(String sentence) {
        return new Verdict(statement, scope, sentence, tests, remarks);
    }

    /** Adds a test of an effect, which is named as the metric is. */
    public Verdict test(Metric effect, Region region) {
        return test(
                effect.name() + (effect.words().isEmpty() ? "" : " at " + effect.words()), effect.overSeeds(), region);
    }

    /** Adds a test for each combination of the keys that still vary, without the seed. */
    public Verdict tests(Metric effects, Region region) {
        Verdict all = this;
        for (Metric effect : effects.by(effects.varying().toArray(String[]::new))) {
            all = all.test(effect, region);
        }
        return all;
    }

    /** The same, each named by {@code what} and the values of these keys, "error(L=4) - error(L=1) at k=2, N=100". */
    public Verdict tests(String what, Metric effects, Region region) {
        Verdict all = this;
        List<String> keys = effects.varying();
        for (Metric effect : effects.by(keys.toArray(String[]::new))) {
            all = all.test(what + (keys.isEmpty() ? "" : " at " + effect.words(keys)), effect.overSeeds(), region);
        }
        return all;
    }

    /** Adds a test of an effect. */
    public Verdict test(String effect, Interval measured, Region region) {
        return with(Criterion.ofEffect(effect, region, measured));
    }

    /** Adds a check of what is known without sampling. */
    public Verdict check(String what, boolean holds, String evidence) {
        return with(Criterion.ofCheck(what, holds ? Ruling.SUPPORTED : Ruling.CONTRADICTED, evidence));
    }

    /** The same where there may be too little to check, {@code possible} being false. */
    public Verdict check(String what, boolean possible, boolean holds, String evidence) {
        return possible ? check(what, holds, evidence) : with(Criterion.ofCheck(what, Ruling.NOT_TESTED, evidence));
    }

    /** Adds a part that is decided elsewhere. */
    public Verdict part(String what, Ruling ruling, String evidence) {
        return with(Criterion.ofCheck(what, ruling, evidence));
    }

    /** Adds a sentence that the reader should know; an empty one adds nothing. */
    public Verdict remark(String sentence) {
        if (sentence.isEmpty() || remarks.contains(sentence)) {
            return this;
        }
        List<String> more = new ArrayList<>(remarks);
        more.add(sentence);
        return new Verdict(statement, scope, rule, tests, more);
    }

    /** The same with what a test would need, where there is none. */
    public Verdict needs(String sentence) {
        return tests.isEmpty() ? remark(sentence) : this;
    }

    private Verdict with(Criterion test) {
        List<Criterion> more = new ArrayList<>(tests);
        more.add(test);
        return new Verdict(statement, scope, rule, more, remarks);
    }

    /** What is decided. */
    public Ruling outcome() {
        List<Ruling> all = tests.stream().map(this::of).toList();
        if (all.stream().allMatch(Ruling.NOT_TESTED::equals)) {
            return Ruling.NOT_TESTED;
        }
        if (all.stream().allMatch(Ruling.SUPPORTED::equals)) {
            return Ruling.SUPPORTED;
        }
        if (all.contains(Ruling.SUPPORTED) || all.contains(Ruling.IN_PART)) {
            return Ruling.IN_PART;
        }
        return all.contains(Ruling.CONTRADICTED) ? Ruling.CONTRADICTED : Ruling.OPEN;
    }

    /** What one of its tests decides. */
    public Ruling of(Criterion test) {
        return test.ruling(effects());
    }

    private int effects() {
        return (int) Math.max(
                1, tests.stream().filter(test -> test.effect().isPresent()).count());
    }

    /** The rule in words. */
    public String decision() {
        if (!rule.isEmpty()
                || effects() == 0
                || tests.stream().allMatch(test -> test.effect().isEmpty())) {
            return rule;
        }
        int m = effects();
        return m == 1
                ? "Supported if the whole 95 % interval lies where the claim puts the effect, contradicted if none of it does; not tested below n = 3."
                : "Supported if the 95 % intervals of all " + m
                        + " effects lie where the claim puts them; supported in part if some do;"
                        + " contradicted if none does and one lies elsewhere at level 1 - 0.05/" + m
                        + "; not tested below n = 3.";
    }
}
