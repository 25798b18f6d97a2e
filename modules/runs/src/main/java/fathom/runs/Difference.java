package fathom.runs;

import fathom.runs.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** How two configurations differ, one line a key. */
final class Difference {

    private Difference() {}

    /** Lines "key: there 3, here 4" in the order of the keys there, then of those that are new here; empty when they are equal. */
    static String lines(JsonNode there, JsonNode here) {
        Set<String> keys = new LinkedHashSet<>(there.propertyNames());
        keys.addAll(here.propertyNames());
        StringJoiner lines = new StringJoiner("\n");
        for (String key : keys) {
            String one = words(there.get(key));
            String other = words(here.get(key));
            if (!one.equals(other)) {
                lines.add("  " + key + ": there " + one + ", here " + other);
            }
        }
        return lines.toString();
    }

    private static String words(JsonNode value) {
        return value == null ? "absent" : Json.canonical(value);
    }
}
