package fathom.runs.settings;

import fathom.runs.Quoted;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The known names nearest to an unknown one, by the optimal string alignment distance (Damerau-Levenshtein with adjacent
 * transpositions): least number of insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
 */
public final class Nearest {

    private static final int MOST = 3;

    private Nearest() {}

    /** At most three names, nearest first, ties in the order given; none that would have to be rewritten by more than a third. */
    public static List<String> names(String unknown, Collection<String> known) {
        if (unknown.length() > Quoted.LONGEST) {
            return List.of();
        }
        String wanted = unknown.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> near(wanted, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(MOST)
                .toList();
    }

    /** A clause for an error sentence: "did you mean depth or depths?", or all names when none is near and they are few. */
    public static String clause(String unknown, Collection<String> known) {
        List<String> near = names(unknown, known);
        return near.isEmpty()
                ? "expected one of " + String.join(", ", known)
                : "did you mean " + near.stream().collect(Collectors.joining(" or ")) + "?";
    }

    private static boolean near(String wanted, String name) {
        boolean part = wanted.length() >= 3 && (name.contains(wanted) || wanted.contains(name) && name.length() >= 3);
        return part || distance(wanted, name) <= Math.max(1, Math.max(wanted.length(), name.length()) / 3);
    }

    /** The distance between two words. */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
