package fathom.ntk.dual;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Hermite coefficients of an activation and of its derivative at the variances that a layer meets, each computed once. */
public final class HermiteSeries {

    /** Beyond this many coefficients a series is said not to converge. */
    private static final int MOST = 640;

    /** Coefficients below this share of the norm cannot be seen in double, nor can their tail where they fall geometrically. */
    private static final double NEGLIGIBLE = 1e-18;

    private static final double UNRESOLVED = 1e-14;

    private final DualActivation dual;
    private final Map<Double, Row> rows = new HashMap<>();

    public HermiteSeries(DualActivation dual) {
        this.dual = dual;
    }

    /**
     * What a layer knows of a row of variance q: phi(sqrt q g) = sum_n values[n] h_n(g), and the same of phi'.
     *
     * @param secondMoment E[phi^2]
     * @param secondMomentOfSlope E[phi'^2]
     */
    public record Row(double[] values, double[] slopes, double secondMoment, double secondMomentOfSlope) {}

    /** @throws IllegalArgumentException if the series falls too slowly: a kink, or an activation that is steep at this variance */
    public Row at(double q) {
        return rows.computeIfAbsent(q, this::compute);
    }

    private Row compute(double q) {
        Nonlinearity phi = dual.phi();
        if (q == 0) {
            double value = phi.value().applyAsDouble(0);
            double slope = phi.derivative().applyAsDouble(0);
            return new Row(new double[] {value}, new double[] {slope}, value * value, slope * slope);
        }
        double[] values = dual.hermite(q, MOST);
        double second = dual.secondMoment(q);
        double slopes = dual.expectation(
                x -> phi.derivative().applyAsDouble(x) * phi.derivative().applyAsDouble(x), q);
        double[] derivative = new double[MOST - 1];
        for (int n = 0; n < derivative.length; n++) {
            // E[phi'(sqrt q g) h_n(g)] = a_{n+1} sqrt((n + 1) / q)
            derivative[n] = values[n + 1] * Math.sqrt((n + 1) / q);
        }
        double[] someValues = trimmed(values, second);
        double[] someSlopes = trimmed(derivative, slopes);
        if (!(gap(someValues, second) <= UNRESOLVED && gap(someSlopes, slopes) <= UNRESOLVED)) {
            throw new IllegalArgumentException(
                    "the Hermite series of " + phi.name() + " at variance " + q
                            + " falls too slowly for a kernel between rows; scale the inputs or weights down, or take an activation without a kink");
        }
        return new Row(someValues, someSlopes, second, slopes);
    }

    private static double[] trimmed(double[] coefficients, double squares) {
        int length = coefficients.length;
        double least = NEGLIGIBLE * Math.sqrt(squares);
        while (length > 1 && Math.abs(coefficients[length - 1]) <= least) {
            length--;
        }
        return Arrays.copyOf(coefficients, length);
    }

    private static double gap(double[] coefficients, double squares) {
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = Math.fma(coefficients[n], coefficients[n], sum);
        }
        return Math.abs(sum - squares) / squares;
    }
}
