package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LossTest {

    @Property
    void slopeIsTheDerivative(
            @ForAll Loss loss, @ForAll @DoubleRange(min = -30, max = 30) double f, @ForAll boolean positive) {
        double y = positive ? 1 : -1;
        double step = 1e-5;
        if (loss == Loss.HINGE && Math.abs(1 - y * f) <= step) {
            return;
        }
        double difference = (loss.value(f + step, y) - loss.value(f - step, y)) / (2 * step);
        assertEquals(difference, loss.slope(f, y), 1e-9 * (1 + Math.abs(f)));
    }

    @Test
    void logisticKeepsItsTails() {
        // log(1 + e^-40) = e^-40 to 18 digits; e^-40 = 4.24835425529158899e-18 (40-digit decimal arithmetic).
        assertEquals(4.248354255291589e-18, Loss.LOGISTIC.value(40, 1), 1e-32);
        assertEquals(-4.248354255291589e-18, Loss.LOGISTIC.slope(40, 1), 1e-32);
        assertEquals(800, Loss.LOGISTIC.value(-800, 1));
        assertEquals(-1, Loss.LOGISTIC.slope(-800, 1));
        assertEquals(0, Loss.LOGISTIC.value(800, 1));
    }

    @Test
    void nanIsNotHidden() {
        for (Loss loss : Loss.values()) {
            assertEquals(Double.NaN, loss.value(Double.NaN, 1));
        }
    }
}
