package fathom.bench;

/** How a benchmark prints its results; lower case, as the option has it. */
public enum Format {
    table,
    csv,
    json
}
