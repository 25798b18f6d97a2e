package fathom.experiments.protocol;

import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import fathom.runs.statistics.GridEdge;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values in a line of text. */
public final class Listing {

    private Listing() {}

    /** For instance "0.0003, 0.01, 1". */
    public static String of(Collection<?> values) {
        return values.stream().map(Listing::word).collect(Collectors.joining(", "));
    }

    /** Each value with how often it is there, in the order of their first places: "0.3, 0.5 (2 times)". */
    public static String counted(Collection<?> values) {
        return counted(LinkedHashMultiset.create(values));
    }

    /** Each value with how often it is there, in the set's order. */
    public static String counted(Multiset<?> values) {
        return values.entrySet().stream()
                .map(entry ->
                        word(entry.getElement()) + (entry.getCount() == 1 ? "" : " (" + entry.getCount() + " times)"))
                .collect(Collectors.joining(", "));
    }

    /**
     * Values that were selected from a grid, each with how often, those at its edge with a remark: "0.3, 0.5 (2 times, largest offered)".
     */
    public static String selected(Collection<Double> chosen, Collection<Double> grid) {
        Multiset<Double> counts = LinkedHashMultiset.create(chosen);
        return counts.entrySet().stream()
                .map(entry -> {
                    String edge = GridEdge.of(entry.getElement(), grid).words();
                    String times = entry.getCount() == 1 ? "" : entry.getCount() + " times";
                    String remark = times + (times.isEmpty() || edge.isEmpty() ? "" : ", ") + edge;
                    return word(entry.getElement()) + (remark.isEmpty() ? "" : " (" + remark + ")");
                })
                .collect(Collectors.joining(", "));
    }

    /** Fractions with all their digits, but without an exponent and without zeros at the end. */
    public static String word(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
