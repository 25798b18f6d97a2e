package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.kernelregression.CurveTrial.CurveCell;
import fathom.experiments.protocol.Threaded;
import fathom.runs.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class TheoryTest {

    /** (k + 1) a_k against the rectangle rule on the cap. */
    @Test
    void partsOfTheCap() {
        for (int k : new int[] {0, 1, 2, 7, 30}) {
            int steps = 200_000;
            double end = Math.acos(0.7);
            double sum = 0;
            for (int i = 0; i < steps; i++) {
                double theta = (i + 0.5) * end / steps;
                sum += 2 / Math.PI * Math.sin((k + 1) * theta) * Math.sin(theta) * end / steps;
            }
            assertEquals(sum, Theory.overlap(k), 1e-9);
        }
        Theory theory = Theory.of("ntk(depth=2)", -4);
        assertTrue(theory.rest() > 0 && theory.rest() < 0.005, "rest " + theory.rest());
    }

    /** Theory against measurement: within a tenth of the error, and within the spread of the draws. */
    @Test
    void theoryMeetsTheMeasurement() throws Exception {
        double[] errors = new double[8];
        for (int seed = 1; seed <= errors.length; seed++) {
            errors[seed - 1] = new Threaded<>(1, new CurveTrial())
                    .run(new CurveCell(CurveCell.FRESH, seed, "ntk(depth=2)", List.of(300), 3000, -4))
                    .best(300, -4);
        }
        Interval measured = Interval.atLevel(0.999, errors);
        double predicted = Theory.of("ntk(depth=2)", -4).error(300);
        assertTrue(measured.contains(predicted), "seeds 1 to 8: " + measured + " theory " + predicted);
        assertEquals(measured.mean(), predicted, 0.1 * measured.mean(), "seeds 1 to 8");
    }
}
