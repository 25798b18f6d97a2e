package fathom.simd;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code name}, {@code name(key=value)} and {@code normalised(...)}, in capitals or not, and the usual other names. */
final class ActivationSyntax {

    /** What other libraries call them. */
    private static final Map<String, ActivationKind> ALIASES = Map.ofEntries(
            Map.entry("swish", ActivationKind.SILU),
            Map.entry("linear", ActivationKind.IDENTITY),
            Map.entry("id", ActivationKind.IDENTITY),
            Map.entry("rectifier", ActivationKind.RELU),
            Map.entry("leakyrelu", ActivationKind.LEAKY_RELU),
            Map.entry("lrelu", ActivationKind.LEAKY_RELU),
            Map.entry("logistic", ActivationKind.SIGMOID),
            Map.entry("heaviside", ActivationKind.STEP),
            Map.entry("sgn", ActivationKind.SIGN),
            Map.entry("absolute", ActivationKind.ABS),
            Map.entry("sine", ActivationKind.SIN),
            Map.entry("cosine", ActivationKind.COS),
            Map.entry("norm_relu", ActivationKind.NORMRELU));

    private static final Pattern NORMALISED =
            Pattern.compile("\\s*normali[sz]ed\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "\\s*([a-z_]+)\\s*(?:\\(\\s*(?:([a-z_]+)\\s*=\\s*([^)]*?))?\\s*\\))?\\s*", Pattern.CASE_INSENSITIVE);

    private ActivationSyntax() {}

    static Activation parse(String text) {
        Matcher around = NORMALISED.matcher(text);
        if (around.matches()) {
            return parse(around.group(1)).normalised();
        }
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an activation is written name or name(key=value), such as relu or"
                    + " leaky_relu(slope=0.1), not \"" + text + "\"");
        }
        ActivationKind kind = kind(matcher.group(1).toLowerCase(Locale.ROOT));
        if (matcher.group(2) == null) {
            return Activation.of(kind);
        }
        if (!matcher.group(2).equalsIgnoreCase(kind.key())) {
            throw new IllegalArgumentException(kind.symbol()
                    + (kind.key() == null ? " has no parameter" : " has the parameter " + kind.key())
                    + ", not " + matcher.group(2));
        }
        return Activation.of(kind, number(kind, matcher.group(3)));
    }

    private static ActivationKind kind(String name) {
        for (ActivationKind kind : ActivationKind.values()) {
            if (kind.symbol().equals(name)) {
                return kind;
            }
        }
        ActivationKind alias = ALIASES.get(name);
        if (alias != null) {
            return alias;
        }
        List<String> nearest = Stream.concat(ActivationKind.names().stream(), ALIASES.keySet().stream())
                .sorted(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
        throw new IllegalArgumentException(
                "there is no activation " + name + "; the nearest names are " + String.join(", ", nearest));
    }

    private static double number(ActivationKind kind, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter " + kind.key() + " of " + kind.symbol() + " must be a number, not \"" + text + "\"",
                    e);
        }
    }

    /** How many letters must be inserted, removed or replaced to make one name of the other (Levenshtein, 1965). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
