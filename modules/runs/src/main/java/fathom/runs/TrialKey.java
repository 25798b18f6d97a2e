package fathom.runs;

import com.google.common.hash.Hashing;
import fathom.runs.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * The name of a trial in a ledger: key = first 16 hexadecimal digits of SHA-256(sweep, newline, canonical JSON of the configuration).
 * Canonical JSON has its keys sorted and no spaces, so the key does not depend on the order of the record's components.
 */
public final class TrialKey {

    private static final int DIGITS = 16;

    private TrialKey() {}

    /** The key of a configuration within the sweep of that name. */
    public static String of(String sweep, Record configuration) {
        return ofCanonical(sweep, Json.canonical(configuration));
    }

    static String ofCanonical(String sweep, String canonicalConfiguration) {
        return Hashing.sha256()
                .hashString(sweep + "\n" + canonicalConfiguration, StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS);
    }
}
