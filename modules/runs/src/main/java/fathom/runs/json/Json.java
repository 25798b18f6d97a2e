package fathom.runs.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records to JSON and back, one way for every file of a run folder. Numbers are written by {@code Double.toString}, the shortest
 * decimal that reads back to the same bits; NaN and the infinities, which JSON lacks, are the strings "NaN", "Infinity" and
 * "-Infinity".
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final tools.jackson.databind.ObjectWriter COMPACT =
            MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** The tree of a value, keys in the order of the record's components. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The tree written in a text. Throws {@link JacksonException} for anything but one JSON value. */
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** An object without keys, to be filled. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value that a tree describes. Throws {@link JacksonException} when a component is missing, unknown or of another type. */
    public static <T> T value(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /** One line, keys as they stand. */
    public static String line(JsonNode tree) {
        return COMPACT.writeValueAsString(tree);
    }

    /** Indented, for files that people read; ends with a newline. */
    public static String pretty(JsonNode tree) {
        return MAPPER.writeValueAsString(tree) + "\n";
    }

    /** One line with sorted keys at every level: equal values have equal canonical texts. */
    public static String canonical(Object value) {
        return line(sorted(value instanceof JsonNode tree ? tree : tree(value)));
    }

    private static JsonNode sorted(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            Collections.sort(names);
            ObjectNode result = MAPPER.createObjectNode();
            names.forEach(name -> result.set(name, sorted(object.get(name))));
            return result;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode result = MAPPER.createArrayNode();
            array.forEach(element -> result.add(sorted(element)));
            return result;
        }
        return tree;
    }
}
