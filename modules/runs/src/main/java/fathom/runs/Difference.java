package fathom.runs;

import fathom.runs.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key whose value differs between settings, those of nested records with dots. Values are written as users type them: {@code 1..4,8}.
 *
 * @param key its whole name, such as {@code lazy.depths}
 * @param values one for each of the settings; "absent" where it has no such key
 */
public record Difference(String key, List<String> values) {

    private static final String ABSENT = "absent";

    public Difference {
        values = List.copyOf(values);
    }

    /** The keys that differ between records of settings, in their order. */
    public static List<Difference> of(Record... settings) {
        return of(List.of(settings).stream().map(Json::tree).toList());
    }

    static List<Difference> of(List<JsonNode> trees) {
        return between(trees.stream().map(Difference::flat).toList());
    }

    /** The keys that differ between settings as users type them. */
    public static List<Difference> between(List<Map<String, String>> flat) {
        Set<String> keys = new LinkedHashSet<>();
        flat.forEach(one -> keys.addAll(one.keySet()));
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            List<String> values =
                    flat.stream().map(one -> one.getOrDefault(key, ABSENT)).toList();
            if (values.stream().distinct().count() > 1) {
                differences.add(new Difference(key, values));
            }
        }
        return differences;
    }

    /** Lines "  epochs: 10, now 1"; long values are cut. */
    static String changes(List<Difference> differences) {
        return differences.stream()
                .map(one -> "  " + one.key + ": " + Quoted.of(one.values.getFirst()) + ", now "
                        + Quoted.of(one.values.getLast()))
                .collect(Collectors.joining("\n"));
    }

    static Map<String, String> flat(JsonNode tree) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", tree, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode tree, Map<String, String> flat) {
        if (tree instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                flatten(path.isEmpty() ? name : path + "." + name, object.get(name), flat);
            }
        } else {
            flat.put(path, words(tree));
        }
    }

    /** A list of at least three consecutive whole numbers is a range. */
    private static String words(JsonNode value) {
        if (!(value instanceof ArrayNode list)) {
            return value.isString() ? value.asString() : Json.canonical(value);
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); ) {
            int end = i + 1;
            while (end < list.size() && follows(list.get(end - 1), list.get(end))) {
                end++;
            }
            if (end - i >= 3) {
                parts.add(words(list.get(i)) + ".." + words(list.get(end - 1)));
            } else {
                for (int j = i; j < end; j++) {
                    parts.add(words(list.get(j)));
                }
            }
            i = end;
        }
        return String.join(",", parts);
    }

    private static boolean follows(JsonNode one, JsonNode next) {
        return one.isIntegralNumber() && next.isIntegralNumber() && next.asLong() == one.asLong() + 1;
    }
}
