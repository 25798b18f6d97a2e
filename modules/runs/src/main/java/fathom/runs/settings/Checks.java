package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.report.Numbers;
import fathom.runs.settings.Keys.KeyPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an annotation says of a value, held against it. */
final class Checks {

    private Checks() {}

    /** Throws {@link UserError} in one sentence when the value does not fit. */
    static void check(KeyPath path, JsonNode value) {
        if (value.size() > Values.LONGEST_LIST) {
            throw new UserError(path.path() + " has " + value.size() + " values: give at most " + Values.LONGEST_LIST);
        }
        if (path.key().isEmpty()) {
            return;
        }
        Key key = path.key().get();
        if (value.isArray()) {
            if (value.isEmpty() && key.empty().isEmpty()) {
                throw new UserError(path.path() + " is empty: give at least one value, for instance " + path.path()
                        + "=" + Values.example(path));
            }
            Set<JsonNode> seen = new HashSet<>();
            value.forEach(element -> {
                if (!seen.add(element)) {
                    throw new UserError(
                            "invalid value " + path.path() + ": " + Quoted.of(element.asString()) + " is given twice");
                }
                checkOne(path.path(), key, element);
            });
        } else {
            checkOne(path.path(), key, value);
        }
    }

    private static void checkOne(String name, Key key, JsonNode value) {
        if (value.isNumber()) {
            double number = value.asDouble();
            if (!(number >= key.min() && number <= key.max())) {
                throw new UserError(
                        "invalid value " + name + "=" + Quoted.of(value.asString()) + ": must be " + bounds(key));
            }
        } else if (value.isString() && key.among().length > 0) {
            List<String> names = List.of(key.among());
            if (!names.contains(value.asString())) {
                throw new UserError("invalid value " + name + "=" + Quoted.of(value.asString()) + ": "
                        + Nearest.clause(value.asString(), names).replace("expected", "must be"));
            }
        }
    }

    /** The bounds in words, "at least 2" or "between 1 and 100"; empty for none. */
    static String bounds(Key key) {
        boolean low = key.min() > Double.NEGATIVE_INFINITY;
        boolean high = key.max() < Double.POSITIVE_INFINITY;
        if (low && high) {
            return "between " + words(key.min()) + " and " + words(key.max());
        }
        return low ? "at least " + words(key.min()) : high ? "at most " + words(key.max()) : "";
    }

    private static String words(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 0x1p53
                ? Long.toString((long) bound)
                : Numbers.words(bound);
    }
}
