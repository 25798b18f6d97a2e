package fathom.ntk.dual;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Duals of every kind of activation, correlations 1 - 1e-12 and -1 included; the file of references states their origin. */
class DualReferencesTest {

    private static final double TOLERANCE = 2e-14;

    private static List<String[]> rows() throws IOException {
        try (InputStream in = DualReferencesTest.class.getResourceAsStream("/references/duals.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("activation"))
                    .map(line -> line.split(";"))
                    .toList();
        }
    }

    @Test
    void valuesAndDerivatives() throws IOException {
        List<String[]> rows = rows();
        assertTrue(rows.size() > 150, "only " + rows.size());
        for (String[] row : rows) {
            Nonlinearity phi = Nonlinearity.parse(row[0]);
            DualActivation dual = new DualActivation(phi);
            double q = Double.parseDouble(row[1]);
            double other = Double.parseDouble(row[2]);
            double u = Double.parseDouble(row[3]);
            double scale = Math.sqrt(dual.value(q, q, 1) * dual.value(other, other, 1));
            assertClose(row, dual.value(q, other, u), row[4], scale);
            if (phi.differentiable()) {
                double slopes = Math.sqrt(dual.derivative(q, q, 1) * dual.derivative(other, other, 1));
                assertClose(row, dual.derivative(q, other, u), row[5], slopes);
            }
        }
    }

    private static void assertClose(String[] row, double found, String exact, double scale) {
        double error =
                Math.abs(new BigDecimal(found).subtract(new BigDecimal(exact)).doubleValue()) / scale;
        assertTrue(error <= TOLERANCE, () -> String.join(" ", row) + ": " + found + ", error " + error);
    }
}
