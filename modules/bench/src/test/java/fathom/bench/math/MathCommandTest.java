package fathom.bench.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.bench.Results;
import fathom.simd.MathFunction;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MathCommandTest {

    @Test
    void rowsHaveTheStatedColumns() {
        MathRow row = new MathRow("exp", "float", 0.5, "java.lang.Math", 5, 10);
        assertEquals("function,precision,ours_ns,peer,peer_ns,ratio", Results.csvHeader(MathRow.COLUMNS));
        assertEquals("exp,float,0.5000,java.lang.Math,5.0000,10.000", Results.csv(MathRow.COLUMNS, row));
        assertEquals("erf,float,2.0000,,,", Results.csv(MathRow.COLUMNS, new MathRow("erf", "float", 2, "", 0, 0)));
    }

    /** The peers compute the same function: their results agree with ours to a few roundings. */
    @Test
    void peersComputeTheSameFunctions() {
        double[] x = new double[64];
        double[] y = new double[64];
        for (MathFunction function : MathFunction.values()) {
            double[] range = Peers.range(function);
            for (int i = 0; i < x.length; i++) {
                x[i] = range[0] + (i + 0.5) * (range[1] - range[0]) / x.length;
            }
            if (VectorJdk.has(function)) {
                VectorJdk.run(function, x, y);
            }
            for (int i = 0; i < x.length; i++) {
                double ours = function.value(x[i]);
                if (VectorJdk.has(function)) {
                    assertEquals(ours, y[i], 8 * Math.ulp(ours), function.symbol());
                }
                for (DoubleUnaryOperator peer : Arrays.asList(Peers.math(function), Peers.commons(function))) {
                    if (peer != null) {
                        assertEquals(ours, peer.applyAsDouble(x[i]), 1e-13 * (1 + Math.abs(ours)));
                    }
                }
            }
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        assertEquals(2, new CommandLine(new MathCommand()).execute("--precision", "half"));
        assertEquals(2, new CommandLine(new MathCommand()).execute("--forks", "0"));
        assertEquals(2, new CommandLine(new MathCommand()).execute("--function", "exq"));
    }
}
