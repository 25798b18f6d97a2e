package fathom.runs;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** SHA-256 as hexadecimal digits. */
final class Sha256 {

    /** Of the short form: enough that no two of a run's trials, files or programs ever meet. */
    private static final int SHORT = 16;

    private Sha256() {}

    /** All 64 digits of the hash of these bytes. */
    static String of(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    /** The first 16 digits of the hash of this text in UTF-8. */
    static String digits(String text) {
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, SHORT);
    }
}
