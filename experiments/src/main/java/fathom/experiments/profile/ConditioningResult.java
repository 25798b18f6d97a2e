package fathom.experiments.profile;

import java.util.List;

/**
 * One entry for each kernel and depth.
 *
 * @param rows by kernel, then by depth from 0
 */
public record ConditioningResult(List<Row> rows) {

    /** The list is copied. */
    public ConditioningResult {
        rows = List.copyOf(rows);
    }

    /**
     * One kernel at one depth.
     *
     * @param condition lambda_max / lambda_min; infinite where lambda_min cannot be told from 0
     * @param effectiveRank (sum lambda)^2 / sum lambda^2
     */
    public record Row(String kernel, int depth, double condition, double effectiveRank) {}
}
