package fathom.runs.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The finished trials of one sweep with their types, in the order of its plan. {@link #each} turns a result that is a list into a row for
 * each entry; {@link #metric} leaves the types behind.
 *
 * @param <C> the trials' configuration
 * @param <T> the trials' result, or an entry of it
 */
public final class Rows<C extends Record, T> {

    private final String sweep;
    private final List<String> names;
    private final List<Row<C, T>> rows;

    Rows(String sweep, List<String> names, List<Row<C, T>> rows) {
        this.sweep = sweep;
        this.names = List.copyOf(names);
        this.rows = List.copyOf(rows);
    }

    /** The rows themselves. */
    public List<Row<C, T>> list() {
        return rows;
    }

    public Stream<Row<C, T>> stream() {
        return rows.stream();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows that pass. */
    public Rows<C, T> where(Predicate<Row<C, T>> condition) {
        return new Rows<>(sweep, names, rows.stream().filter(condition).toList());
    }

    /** The rows whose key has one of these values. */
    public Rows<C, T> where(String key, Object... values) {
        String known = known(names, key);
        return where(row ->
                Stream.of(values).anyMatch(value -> Flat.same(row.keys().get(known), Flat.normal(value))));
    }

    /** The result of the only row; nothing where there is none. */
    public Optional<T> only() {
        if (rows.size() > 1) {
            throw new IllegalStateException(
                    "one row of sweep " + sweep + " was asked for, but there are " + rows.size());
        }
        return rows.stream().map(Row::result).findFirst();
    }

    /** A row for each entry of a list in the result, which are told apart by {@code key}. */
    public <E> Rows<C, E> each(String key, Function<T, List<E>> entries, Function<E, ?> value) {
        return expand(key, row -> entries.apply(row.result()), (index, entry) -> value.apply(entry));
    }

    /** A row for each entry of a list in the result, told apart by its index. */
    public <E> Rows<C, E> each(String key, Function<T, List<E>> entries) {
        return expand(key, row -> entries.apply(row.result()), (index, entry) -> index);
    }

    /** A row for each entry of a list that is made of a row, told apart by the key. */
    public <E> Rows<C, E> expand(String key, Function<Row<C, T>, List<E>> entries, BiFunction<Integer, E, ?> value) {
        List<Row<C, E>> all = new ArrayList<>();
        for (Row<C, T> row : rows) {
            List<E> list = entries.apply(row);
            for (int i = 0; i < list.size(); i++) {
                Map<String, Object> keys = new LinkedHashMap<>(row.keys());
                keys.put(key, Flat.normal(value.apply(i, list.get(i))));
                all.add(new Row<>(Collections.unmodifiableMap(keys), row.configuration(), list.get(i), row.seconds()));
            }
        }
        List<String> more = new ArrayList<>(names);
        if (!more.contains(key)) {
            more.add(key);
        }
        return new Rows<>(sweep, more, all);
    }

    /** A further key that follows from the others, for instance a group of kernels. */
    public Rows<C, T> key(String key, Function<Row<C, T>, ?> value) {
        return expand(key, row -> List.of(row), (index, row) -> value.apply(row))
                .map(Row::result);
    }

    /** The same rows with something else for their results. */
    public <E> Rows<C, E> map(Function<T, E> other) {
        return new Rows<>(
                sweep,
                names,
                rows.stream()
                        .map(row ->
                                new Row<>(row.keys(), row.configuration(), other.apply(row.result()), row.seconds()))
                        .toList());
    }

    /** The rows of each combination of values of some keys, in the order of the plan. */
    public Map<List<Object>, Rows<C, T>> by(String... keys) {
        List<String> known = Stream.of(keys).map(key -> known(names, key)).toList();
        Map<List<Object>, List<Row<C, T>>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(
                        known.stream().map(row.keys()::get).toList(), at -> new ArrayList<>())
                .add(row));
        Map<List<Object>, Rows<C, T>> all = new LinkedHashMap<>();
        groups.forEach((at, group) -> all.put(at, new Rows<>(sweep, names, group)));
        return all;
    }

    /** A number of each result. */
    public Metric metric(String name, ToDoubleFunction<T> value) {
        return metricOf(name, row -> value.applyAsDouble(row.result()));
    }

    /** A number of each row. */
    public Metric metricOf(String name, ToDoubleFunction<Row<C, T>> value) {
        return Metric.of(
                name,
                sweep,
                names,
                rows.stream()
                        .map(row -> new Sample(row.keys(), value.applyAsDouble(row)))
                        .toList());
    }

    /** A truth of each result, 1 or 0: its mean is a share. */
    public Metric share(String name, Predicate<T> condition) {
        return metric(name, result -> condition.test(result) ? 1 : 0);
    }

    /** How often each category occurs, in the order of their first rows. */
    public <K> Map<K, Long> counts(Function<T, K> category) {
        Map<K, Long> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(category.apply(row.result()), 1L, Long::sum));
        return counts;
    }

    static String known(List<String> names, String key) {
        if (names.contains(key)) {
            return key;
        }
        List<String> alike =
                names.stream().filter(name -> Flat.last(name).equals(key)).toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        throw new IllegalArgumentException("no key " + key + " among " + names);
    }
}
