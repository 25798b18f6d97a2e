package fathom.runs.results;

import fathom.runs.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Keys of a configuration: the components of the record, those of nested records joined by dots ({@code problem.k}). A key is named by its
 * last part where no other one ends alike, so {@code problem.k} is {@code k} as a rule. Whole numbers are {@link Long}, fractions
 * {@link Double}, enum constants their names, lists their JSON text.
 */
final class Flat {

    private Flat() {}

    static Map<String, Object> keys(Record configuration) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> names = names(configuration.getClass());
        List<JsonNode> leaves = new ArrayList<>();
        leaves(configuration.getClass(), Json.tree(configuration), leaves);
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), value(leaves.get(i)));
        }
        return Collections.unmodifiableMap(values);
    }

    /** Names of the keys, in the order of the components. */
    static List<String> names(Class<?> type) {
        List<String> full = new ArrayList<>();
        paths("", type, full);
        List<String> names = new ArrayList<>();
        for (String path : full) {
            String last = last(path);
            boolean alone =
                    full.stream().filter(other -> last(other).equals(last)).count() == 1;
            names.add(alone ? last : path);
        }
        return List.copyOf(names);
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static void paths(String prefix, Class<?> type, List<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            if (component.getType().isRecord()) {
                paths(path + ".", component.getType(), paths);
            } else {
                paths.add(path);
            }
        }
    }

    private static void leaves(Class<?> type, JsonNode tree, List<JsonNode> leaves) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode child = tree.path(component.getName());
            if (component.getType().isRecord()) {
                leaves(component.getType(), child, leaves);
            } else {
                leaves.add(child);
            }
        }
    }

    private static Object value(JsonNode leaf) {
        if (leaf.isIntegralNumber()) {
            return leaf.asLong();
        }
        if (leaf.isNumber()) {
            return leaf.asDouble();
        }
        if (leaf.isBoolean()) {
            return leaf.asBoolean();
        }
        return leaf.isString() ? leaf.asString() : Json.line(leaf);
    }

    /** A value as keys hold it. */
    static Object normal(Object value) {
        return switch (value) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            case Enum<?> constant -> constant.name();
            default -> value;
        };
    }

    /** Whether two values of keys are the same: numbers by their value, others by equals. */
    static boolean same(Object key, Object value) {
        return key instanceof Number one && value instanceof Number other
                ? one.doubleValue() == other.doubleValue()
                : key.equals(value);
    }
}
