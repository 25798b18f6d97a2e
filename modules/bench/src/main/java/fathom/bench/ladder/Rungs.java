package fathom.bench.ladder;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param n side of the matrices
 * @param lanes floats of a vector
 * @param figures GFLOP/s, or GB/s for the two bandwidths
 */
record Rungs(int n, int lanes, Map<Step, Double> figures) {

    Rungs {
        figures = new EnumMap<>(figures);
    }

    double of(Step step) {
        return figures.get(step);
    }

    /** Percentage of one core's peak. */
    double percent(Step step) {
        return 100 * of(step) / of(Step.PEAK);
    }

    List<Step> products() {
        return Arrays.stream(Step.values()).filter(Step::isProduct).toList();
    }
}
