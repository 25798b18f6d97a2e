package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.json.Json;
import fathom.runs.settings.Keys.KeyPath;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values of {@code key=value}, read by the type of the record's component. */
final class Values {

    /** Longer lists are refused; ranges before they are written out. */
    static final int LONGEST_LIST = 10_000;

    private Values() {}

    static JsonNode parse(KeyPath key, String text) {
        RecordComponent component = key.component();
        ObjectNode holder = Json.object();
        ArrayNode list = holder.putArray("values");
        Class<?> element = element(component);
        try {
            for (String part : isList(component) ? parts(text) : List.of(text)) {
                add(list, element, part);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserError(
                    "invalid value " + key.path() + "=" + Quoted.of(text) + ": must be " + expected(key), e);
        }
        return isList(component) ? list : list.get(0);
    }

    private static void add(ArrayNode list, Class<?> type, String text) {
        if (isWhole(type) && text.contains("..")) {
            int dots = text.indexOf("..");
            long first = whole(text.substring(0, dots));
            long last = whole(text.substring(dots + 2));
            if (last < first) {
                throw new IllegalArgumentException(text);
            }
            // Where the difference overflows it is negative.
            if (last - first < 0 || last - first >= LONGEST_LIST) {
                throw new UserError("the range " + Quoted.of(text) + " holds more than " + LONGEST_LIST
                        + " values: give a shorter one");
            }
            for (long value = first; value <= last; value++) {
                list.add(inRange(type, value));
            }
        } else if (isWhole(type)) {
            list.add(inRange(type, whole(text)));
        } else if (isFraction(type)) {
            list.add(number(text));
        } else if (isTruth(type)) {
            list.add(truth(text));
        } else if (type.isEnum()) {
            list.add(constant(type, text));
        } else if (type == String.class) {
            list.add(text);
        } else {
            list.add(Json.parse(text));
        }
    }

    private static long whole(String text) {
        return new BigDecimal(text.strip().replace("_", "")).longValueExact();
    }

    private static long inRange(Class<?> type, long value) {
        return type == int.class || type == Integer.class ? Math.toIntExact(value) : value;
    }

    private static double number(String text) {
        // NumberFormatException is an IllegalArgumentException. Java's suffixes d and f are no part of a number here.
        if (text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(text.replace("_", ""));
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .filter(name -> name.equalsIgnoreCase(text.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** Splits at commas outside parentheses: "relu,hermite(n=2,m=1)" has two parts. Nothing at all is an empty list. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == text.length())) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return text.isBlank() ? List.of() : parts;
    }

    /** What a key takes, for an error sentence. */
    static String expected(KeyPath key) {
        RecordComponent component = key.component();
        Class<?> type = element(component);
        return isList(component)
                ? "a comma-separated list of " + kinds(type) + ", for instance " + key.path() + "=" + example(key)
                : kind(type);
    }

    private static String kind(Class<?> type) {
        if (isWhole(type)) {
            return type == int.class || type == Integer.class ? "a whole number, at most 2147483647" : "a whole number";
        }
        if (isFraction(type)) {
            return "a number";
        }
        return isTruth(type) ? "true or false" : type.isEnum() ? "one of " + names(type) : "text";
    }

    private static String kinds(Class<?> type) {
        if (isWhole(type)) {
            return "whole numbers";
        }
        return isFraction(type) ? "numbers" : type.isEnum() ? "names among " + names(type) : "texts";
    }

    /** A value as users type it. */
    static String example(KeyPath key) {
        String given = key.key().map(Key::example).orElse("");
        if (!given.isEmpty()) {
            return given;
        }
        RecordComponent component = key.component();
        Class<?> type = element(component);
        boolean list = isList(component);
        if (isWhole(type)) {
            return list ? "1,2,3 or 1..3" : "1";
        }
        if (isFraction(type)) {
            return list ? "0.1,0.3" : "0.1";
        }
        if (type.isEnum()) {
            return names(type).replace(", ", list ? "," : " or " + key.path() + "=");
        }
        return isTruth(type) ? "true" : "text";
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static boolean isFraction(Class<?> type) {
        return type == double.class || type == Double.class || type == float.class || type == Float.class;
    }

    private static boolean isTruth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class || type == Integer.class || type == Long.class;
    }

    static boolean isList(RecordComponent component) {
        return List.class.isAssignableFrom(component.getType());
    }

    static Class<?> element(RecordComponent component) {
        if (isList(component) && component.getGenericType() instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return element instanceof Class<?> type ? type : Object.class;
        }
        return component.getType();
    }
}
