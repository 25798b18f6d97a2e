package fathom.runs.experiment;

import fathom.runs.verdict.Reproduction;
import java.util.List;

/**
 * Published numbers beside ours.
 *
 * @param statement what would be so if all were met, such as "Figure 4 is reproduced"
 * @param origin where the published numbers come from
 */
public record Reproduced(String statement, String origin, List<Reproduction> rows) {

    public Reproduced {
        rows = List.copyOf(rows);
    }

    /** How many rows have that status. */
    public long count(Reproduction.Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }
}
