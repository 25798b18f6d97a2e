package fathom.runs.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key means, for help, error sentences and the reference. A component that is a record holds the keys of a section: their names begin
 * with its name and a dot ({@code lazy.depths}).
 *
 * <pre>{@code
 * record LazySettings(
 *         @Key(value = "hidden layers", symbol = "L", min = 1, max = 100) List<Integer> depths,
 *         @Key(value = "samples and initialisations", min = 1, was = "lazySeeds") List<Long> seeds) {}
 * }</pre>
 *
 * An annotated list needs at least one value and none twice, unless {@link #empty} says what an empty one means.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {

    /** What it means, a few words without a full stop. */
    String value();

    /** The unit or the kind of value, such as "samples" or "share of the training samples". */
    String unit() default "";

    /** The paper's symbol. */
    String symbol() default "";

    /** The least value, or the least of each in a list. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The greatest value, or the greatest of each in a list. */
    double max() default Double.POSITIVE_INFINITY;

    /** Names among which texts are chosen; none if any text may stand. */
    String[] among() default {};

    /** What an empty list means, such as "leaves the section out"; an empty one is refused where this is. */
    String empty() default "";

    /** A value as users type it. */
    String example() default "";

    /** Names by which it was known in an earlier version; they still work. */
    String[] was() default {};
}
