package fathom.runs.experiment;

import fathom.runs.Plan;
import fathom.runs.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every combination of lists of values, as configurations: the first key varies slowest.
 *
 * <pre>{@code
 * List<Cell> cells = Grid.of(Cell.class)
 *         .with("samples", 2000)
 *         .each("target", settings.targets())
 *         .each("depth", settings.depths())
 *         .each("seed", settings.seeds())
 *         .plan();
 * }</pre>
 *
 * @param <C> the configuration; its components are the keys
 */
public final class Grid<C extends Record> {

    private final Class<C> type;
    private final List<ObjectNode> partial;

    private Grid(Class<C> type, List<ObjectNode> partial) {
        this.type = type;
        this.partial = partial;
    }

    /** A grid without any key yet. */
    public static <C extends Record> Grid<C> of(Class<C> type) {
        return new Grid<>(type, List.of(Json.object()));
    }

    /** One value for all. */
    public Grid<C> with(String key, Object value) {
        return each(key, List.of(value));
    }

    /** Each of these values; too many are refused before the first configuration is made. */
    public Grid<C> each(String key, Iterable<?> values) {
        if (values instanceof Collection<?> counted) {
            check(key, (long) partial.size() * counted.size());
        }
        return each(key, point -> values);
    }

    /** Values that depend on the keys so far, which are read by their names. */
    public Grid<C> each(String key, Function<Point, Iterable<?>> values) {
        if (java.util.Arrays.stream(type.getRecordComponents())
                .noneMatch(component -> component.getName().equals(key))) {
            throw new IllegalArgumentException("no component " + key + " in " + type.getSimpleName());
        }
        List<ObjectNode> all = new ArrayList<>();
        for (ObjectNode node : partial) {
            for (Object value : values.apply(new Point(node))) {
                check(key, all.size() + 1L);
                ObjectNode more = Json.object();
                more.setAll(node);
                more.set(key, Json.tree(value));
                all.add(more);
            }
        }
        return new Grid<>(type, all);
    }

    private static void check(String key, long trials) {
        Plan.check("the plan, with every value of " + key + ",", trials);
    }

    /** The configurations. Throws {@link IllegalArgumentException} when a component has no value. */
    public List<C> plan() {
        return plan(configuration -> true);
    }

    /** Those that pass. */
    public List<C> plan(Predicate<C> condition) {
        return partial.stream()
                .map(node -> Json.value(node, type))
                .filter(condition)
                .toList();
    }

    /** The keys that a grid has so far. */
    public static final class Point {

        private final JsonNode values;

        private Point(JsonNode values) {
            this.values = values;
        }

        public String text(String key) {
            return values.path(key).asString();
        }

        public int whole(String key) {
            return values.path(key).asInt();
        }

        public double number(String key) {
            return values.path(key).asDouble();
        }
    }
}
