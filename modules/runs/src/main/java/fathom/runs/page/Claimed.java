package fathom.runs.page;

import java.util.List;

/**
 * A claim as the page shows it.
 *
 * @param outcome what came of it
 * @param statement what is claimed, one sentence
 * @param scope the sizes it was tested at; may be empty
 * @param rule by which the outcome was reached; may be empty
 * @param evidence the numbers behind it, one sentence each
 */
public record Claimed(Badge outcome, String statement, String scope, String rule, List<String> evidence) {

    public Claimed {
        evidence = List.copyOf(evidence);
    }
}
