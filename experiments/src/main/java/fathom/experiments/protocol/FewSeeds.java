package fathom.experiments.protocol;

import fathom.runs.RunFolder;
import fathom.runs.statistics.Interval;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The banner over a run whose seeds are too few to test anything, such as those of the smoke presets. */
public final class FewSeeds {

    private static final Pattern SEEDS = Pattern.compile("\"seeds\"\\s*:\\s*\\[([^\\]]*)]");

    private FewSeeds() {}

    /** The banner; empty for a run with seeds enough, or with none. */
    public static String banner(RunFolder folder) {
        return banner(folder.configurationText());
    }

    /** The same of a configuration as JSON. */
    static String banner(String configuration) {
        Matcher seeds = SEEDS.matcher(configuration);
        if (!seeds.find() || seeds.group(1).isBlank()) {
            return "";
        }
        int count = seeds.group(1).split(",").length;
        return count < Interval.LEAST_TESTED
                ? "Only " + count + (count == 1 ? " seed" : " seeds") + ": nothing is tested below "
                        + Interval.LEAST_TESTED + ". These numbers show that the program runs, not what is true."
                : "";
    }
}
