package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is gathered for one claim of a paper. */
public final class Evidence {

    private final List<Claim> tests = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    public Evidence() {}

    /** Adds a test of an effect, given by its value for every seed; none where there is no value. */
    public void test(String statement, Region region, double margin, double[] effect) {
        if (effect.length > 0) {
            tests.add(new Claim(statement, region, margin, Interval.of(effect)));
        }
    }

    /** Adds tests that are made already. */
    public void tests(List<Claim> made) {
        tests.addAll(made);
    }

    /** Adds a sentence that the reader should know, once. */
    public void remark(String sentence) {
        remarks.add(sentence);
    }

    /** Whether there is no test. */
    public boolean isEmpty() {
        return tests.isEmpty();
    }

    /** The claim with all that was gathered. */
    public PaperClaim claim(int number, String title, String statement) {
        return new PaperClaim(number, title, statement, ImmutableList.copyOf(tests), ImmutableList.copyOf(remarks));
    }
}
