package fathom.runs;

/** One finished trial, read back from the ledger. */
public record Finished<C extends Record, R extends Record>(String key, C configuration, R result, double seconds) {}
