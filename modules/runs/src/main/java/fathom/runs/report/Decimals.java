package fathom.runs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many decimals a column shows, so that its points stand below each other: those of four digits of its largest number, less the
 * zeros in which all end. Numbers more than two orders of magnitude apart would lose their digits by that and keep their own decimals.
 *
 * @param places decimals of every fraction; negative where each has its own
 */
record Decimals(int places) {

    private static final int WIDEST = 2;

    private static final Decimals OWN = new Decimals(-1);

    static Decimals of(Stream<?> cells) {
        List<Double> fractions = cells.filter(Decimals::fraction)
                .map(cell -> ((Number) cell).doubleValue())
                .filter(value -> value != 0)
                .toList();
        if (fractions.isEmpty() || !fractions.stream().allMatch(Double::isFinite)) {
            return OWN;
        }
        int largest = fractions.stream().mapToInt(Numbers::magnitude).max().getAsInt();
        int smallest = fractions.stream().mapToInt(Numbers::magnitude).min().getAsInt();
        int places = Numbers.DIGITS - 1 - largest;
        if (largest - smallest > WIDEST || places < 0 || smallest < -4) {
            return OWN;
        }
        return new Decimals(fractions.stream()
                .mapToInt(value -> needed(value, places))
                .max()
                .getAsInt());
    }

    String words(Number number) {
        return places >= 0 && fraction(number) ? Numbers.decimals(number.doubleValue(), places) : Numbers.words(number);
    }

    private static boolean fraction(Object cell) {
        return cell instanceof Double || cell instanceof Float;
    }

    /** Decimals of the value rounded to so many, without the zeros at its end. */
    private static int needed(double value, int places) {
        return Math.max(
                0,
                BigDecimal.valueOf(value)
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .scale());
    }
}
