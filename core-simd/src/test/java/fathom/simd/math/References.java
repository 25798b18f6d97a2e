package fathom.simd.math;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The table of 42-digit values, and errors measured against them in units in the last place. */
final class References {

    record Reference(String function, double argument, BigDecimal value) {}

    private References() {}

    static List<Reference> of(String function) {
        return table("references.csv").stream()
                .filter(cells -> cells[0].equals(function))
                .map(cells -> new Reference(cells[0], Double.parseDouble(cells[1]), new BigDecimal(cells[2])))
                .toList();
    }

    /** The rows of a table, without its comments. */
    static List<String[]> table(String name) {
        try (BufferedReader table = new BufferedReader(
                new InputStreamReader(References.class.getResourceAsStream(name), StandardCharsets.US_ASCII))) {
            return table.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** |computed - exact| in units in the last place of the exact value rounded towards zero; infinite where computed is not finite. */
    static double error(double computed, BigDecimal exact) {
        if (!Double.isFinite(computed)) {
            return Double.POSITIVE_INFINITY;
        }
        double rounded = exact.abs().doubleValue();
        double floor = new BigDecimal(rounded).compareTo(exact.abs()) > 0 ? Math.nextDown(rounded) : rounded;
        BigDecimal difference = new BigDecimal(computed).subtract(exact).abs();
        return difference
                .divide(new BigDecimal(Math.ulp(floor)), java.math.MathContext.DECIMAL64)
                .doubleValue();
    }
}
