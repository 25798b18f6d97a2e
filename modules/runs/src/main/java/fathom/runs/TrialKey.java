package fathom.runs;

import fathom.runs.json.Json;

/**
 * The name of a trial in a ledger: key = first 16 hexadecimal digits of SHA-256(sweep, newline, canonical JSON of the configuration).
 * Canonical JSON has its keys sorted and no spaces, so the key does not depend on the order of the record's components.
 */
public final class TrialKey {

    private TrialKey() {}

    /** The key of a configuration within the sweep of that name. */
    public static String of(String sweep, Record configuration) {
        return ofCanonical(sweep, Json.canonical(configuration));
    }

    static String ofCanonical(String sweep, String canonicalConfiguration) {
        return Sha256.digits(sweep + "\n" + canonicalConfiguration);
    }
}
