package fathom.runs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of run folders. A run without a name of its own is called after where its settings come from and what differs from there, for
 * instance {@code quick,depths=1-4,N=500}: equal settings, equal names.
 */
public final class RunName {

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=,+-]*");
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._=+-]+");

    /** File systems take 255 bytes; a line of a terminal takes less. */
    private static final int LONGEST = 80;

    private static final int DIGITS = 8;

    private RunName() {}

    /**
     * The name of a run whose settings are these.
     *
     * @param base where they come from, such as a preset
     * @param from the settings there
     * @param to the settings of the run
     */
    public static <S extends Record> String of(String base, S from, S to) {
        StringBuilder name = new StringBuilder(base);
        StringBuilder exact = new StringBuilder();
        boolean lossy = false;
        for (Difference difference : Difference.of(from, to)) {
            String value = difference.values().getLast();
            String plain = value.isEmpty() ? "none" : value.replace("..", "-").replace(',', '+');
            String safe = OTHERS.matcher(plain).replaceAll("-").replaceAll("^-(?![0-9])|-$", "");
            lossy |= !safe.equals(plain);
            name.append(',').append(difference.key()).append('=').append(safe);
            exact.append(difference.key()).append('=').append(value).append('\n');
        }
        if (!lossy && name.length() <= LONGEST) {
            return name.toString();
        }
        String digits = Sha256.digits(exact.toString()).substring(0, DIGITS);
        return name.substring(0, Math.min(name.length(), LONGEST - DIGITS - 1)) + "," + digits;
    }

    /** The name itself. Throws {@link UserError} if it cannot name a folder. */
    static String checked(String name) {
        if (!FOLDER.matcher(name).matches()) {
            throw new UserError("name=\"" + Quoted.of(name)
                    + "\" cannot name a folder, expected letters, digits and . _ - = , + with a letter or digit first");
        }
        return name;
    }

    /** What a run is called in messages: at most three of the others. */
    static String list(List<String> names) {
        return names.size() <= 3
                ? String.join(" and ", names)
                : String.join(", ", names.subList(0, 2)) + " and " + (names.size() - 2) + " other runs";
    }
}
