package fathom.runs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The k-th of n parts of a sweep, for job arrays: the trials whose key, read as an unsigned number, leaves the remainder k - 1 after division
 * by n. Which part a trial belongs to depends on its configuration alone, not on the other trials.
 *
 * @param part k, from 1
 * @param parts n
 */
public record Shard(int part, int parts) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public Shard {
        check(part >= 1 && part <= parts, part + "/" + parts);
    }

    /** Reads {@code K/N}. */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        check(matcher.matches(), text);
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static void check(boolean holds, String text) {
        if (!holds) {
            throw new UserError(
                    "invalid value --shard=" + Quoted.of(text) + ": must be K/N with 1 <= K <= N, such as 3/16");
        }
    }

    /** Whether the trial of that key belongs to this part. */
    boolean holds(String key) {
        return Long.remainderUnsigned(Long.parseUnsignedLong(key, 16), parts) == part - 1;
    }

    /** What distinguishes the folder of this part, such as {@code -shard-3-of-16}. */
    public String suffix() {
        return "-shard-" + part + "-of-" + parts;
    }
}
