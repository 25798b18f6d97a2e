package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import module fathom.experiments;
import module java.base;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * From what a user writes to fractals and curves.
 *
 * <pre>
 * system   cantor, sierpinsky, vicsek, pentaflake, or a file FILE.json:
 *          {"name": "mine", "maps": [{"scale": [0.5, 0.5], "shift": [-0.5, 0]}, ...]}       F(x)_j = scale_j x_j + shift_j
 * curve    1 to 6 as in figure 5, or weights of the levels, the coarsest first: (1,0,2,4,4)
 * </pre>
 */
final class Systems {

    static final String CANTOR = "cantor";

    /** The systems that are known by name. */
    static final ImmutableList<String> NAMES = ImmutableList.of(CANTOR, "sierpinsky", "vicsek", "pentaflake");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** The file of a system. */
    record Description(String name, List<Scaling> maps) {}

    /** One map of it. */
    record Scaling(List<Double> scale, List<Double> shift) {}

    private Systems() {}

    /** The text that a configuration keeps: a name as it is, a file's content on one line, so that the run needs the file no more. */
    static String kept(String text) {
        if (!text.endsWith(".json")) {
            if (!text.startsWith("{")) {
                Settings.known("system", text, NAMES);
            }
            return text;
        }
        try {
            return JSON.writeValueAsString(JSON.readTree(Files.readString(Path.of(text))));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no file " + text + ", expected one of a system" + EXAMPLE, e);
        } catch (IOException e) {
            throw new UserError("the file " + text + " of a system cannot be read, expected JSON" + EXAMPLE, e);
        } catch (JacksonException e) {
            throw new UserError(
                    "the file " + text + " is not JSON (" + e.getOriginalMessage() + "), expected one" + EXAMPLE, e);
        }
    }

    /** The system of a kept text, in {@code d} dimensions if it is Cantor's; the others have their own number. */
    static IteratedSystem system(String kept, int d) {
        return switch (kept) {
            case CANTOR -> IteratedSystem.cantor(d);
            case "sierpinsky" -> IteratedSystem.sierpinsky();
            case "vicsek" -> IteratedSystem.vicsek();
            case "pentaflake" -> IteratedSystem.pentaflake();
            default -> parsed(kept);
        };
    }

    private static IteratedSystem parsed(String text) {
        try {
            Description description = JSON.readValue(text, Description.class);
            return IteratedSystem.of(
                    description.name,
                    description.maps.stream()
                            .map(map -> AxisMap.of(numbers(map.scale), numbers(map.shift)))
                            .toList());
        } catch (JacksonException e) {
            throw new UserError("a system cannot be read (" + e.getOriginalMessage() + "), expected one" + EXAMPLE, e);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static double[] numbers(List<Double> values) {
        return values.stream()
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .toArray();
    }

    private static final String EXAMPLE =
            ", such as {\"name\": \"mine\", \"maps\": [{\"scale\": [0.5], \"shift\": [-0.5]}, {\"scale\": [0.25], \"shift\": [0.75]}]}";

    /** A few letters for tables. */
    static String name(String kept) {
        return kept.startsWith("{") ? system(kept, 1).name() : kept;
    }

    /** The same for sentences: the paper's fractals are names. */
    static String title(String kept) {
        String name = name(kept);
        return NAMES.contains(kept) ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
    }

    /** The curve of a text on n levels. */
    static ApproximationCurve curve(String text, int n) {
        try {
            if (text.matches("[0-9]")) {
                return ApproximationCurve.numbered(Integer.parseInt(text), n);
            }
            if (!text.matches("\\(.*\\)")) {
                throw new IllegalArgumentException("\"" + text + "\" is no curve");
            }
            double[] weights = Arrays.stream(
                            text.substring(1, text.length() - 1).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (weights.length != n) {
                throw new IllegalArgumentException(
                        "the curve " + text + " has " + weights.length + " weights for " + n + " levels");
            }
            return ApproximationCurve.of(text, weights);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    e.getMessage() + "; expected a number 1 to 6, or a weight for each of the n=" + n
                            + " levels in brackets, the coarsest first, for instance curves=1,(" + "1,".repeat(n - 1)
                            + "2)",
                    e);
        }
    }
}
