package fathom.runs.verdict;

import fathom.runs.page.Badge;

/** The outcome of a verdict. */
public enum Ruling {
    /** Every test puts the effect where the claim does. */
    SUPPORTED("supported"),
    /** Some tests do, others do not. */
    IN_PART("supported in part"),
    /** A test puts the effect elsewhere, and none puts it where the claim does. */
    CONTRADICTED("contradicted"),
    /** The tests decide nothing. */
    OPEN("open"),
    /** There is nothing to decide by: no test, or fewer than three values for each. */
    NOT_TESTED("not tested");

    private final String word;

    Ruling(String word) {
        this.word = word;
    }

    /** The word with its colour and sign in a report. */
    public Badge badge() {
        return new Badge(word);
    }

    /** For instance "supported in part". */
    public String word() {
        return word;
    }
}
