package fathom.ntk.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DoubleDoubleTest {

    private static final MathContext DIGITS = new MathContext(60);

    private static BigDecimal exact(DoubleDouble x) {
        return new BigDecimal(x.high()).add(new BigDecimal(x.low()));
    }

    private static void assertClose(BigDecimal expected, DoubleDouble actual, double relative) {
        double error = exact(actual).subtract(expected).doubleValue();
        assertTrue(
                Math.abs(error) <= relative * Math.abs(expected.doubleValue()),
                () -> actual + " for " + expected + ", relative error " + error / expected.doubleValue());
    }

    private static void assertClose(String expected, DoubleDouble actual) {
        assertClose(new BigDecimal(expected), actual, 3e-30);
    }

    @Property(tries = 500)
    void arithmeticHasThirtyOneDigits(
            @ForAll @DoubleRange(min = 0.1, max = 100) double a,
            @ForAll @DoubleRange(min = -1, max = 1) double b,
            @ForAll @DoubleRange(min = 0.1, max = 100) double c) {
        DoubleDouble x = DoubleDouble.of(a).plus(DoubleDouble.of(b * 1e-17));
        DoubleDouble y = DoubleDouble.of(c).minus(DoubleDouble.of(b * 3e-18));
        assertClose(exact(x).add(exact(y)), x.plus(y), 0x1p-103);
        assertClose(exact(x).multiply(exact(y)), x.times(y), 0x1p-102);
        assertClose(exact(x).multiply(new BigDecimal(c)), x.times(c), 0x1p-102);
        assertClose(exact(x).divide(exact(y), DIGITS), x.over(y), 0x1p-100);
        assertClose(exact(x).sqrt(DIGITS), x.root(), 0x1p-102);
        assertClose(exact(x).pow(5), x.power(5), 0x1p-99);
    }

    /** Values of mpmath 1.3 at 40 digits. */
    @Test
    void functionsHaveThirtyDigits() {
        assertClose("2.718281828459045235360287471352662497757", Functions.exp(DoubleDouble.ONE));
        assertClose("3.720075976020835962959695803863118337359e-44", Functions.exp(DoubleDouble.of(-100)));
        assertEquals(0, Functions.exp(DoubleDouble.of(-800)).value());
        assertClose("2.302585092994045684017991454684364207601", Functions.log(DoubleDouble.of(10)));
        assertClose("0.4794255386042030002732879352155713880818", Functions.sin(DoubleDouble.of(0.5)));
        assertClose("0.8775825618903727161162815826038296519916", Functions.cos(DoubleDouble.of(0.5)));
        assertClose("1.047197551196597746154214461093167628066", Functions.angle(DoubleDouble.of(0.25)));
        assertClose("2.094395102393195492308428922186335256131", Functions.angle(DoubleDouble.of(0.75)));
        assertEquals(0, Functions.angle(DoubleDouble.ZERO).value());
        assertClose("3.141592653589793238462643383279502884197", Functions.angle(DoubleDouble.ONE));
    }
}
