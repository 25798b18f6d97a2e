package fathom.bench.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.MathFunction;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CheckMathCommandTest {

    /** One float in 99,991 of every function: the whole is the command's work. */
    @Test
    void aSampleOfEveryFunctionKeepsItsStatedError() {
        assertEquals(0, new CommandLine(new CheckMathCommand()).execute("--stride", "99991"));
    }

    @Test
    void anErrorBeyondTheStatedOneIsFound() {
        Exhaustive.Finding finding = new Exhaustive(MathFunction.EXP, 0.5).run(99_991);
        assertTrue(finding.wrong() > 0 && finding.largest() > 0.5, finding.toString());
    }

    @Test
    void errorsAreMeasuredInUnitsOfTheExactValue() {
        assertEquals(0.5, Exhaustive.error(1f, 1 + 0x1p-24));
        assertEquals(1, Exhaustive.error(Math.nextUp(1f), 1));
        assertEquals(2, Exhaustive.error(1 - 0x1p-23f, Math.nextDown(1.0)), 1e-6);
        assertEquals(0.5, Exhaustive.error(Float.MIN_VALUE, 0x1.8p-149));
        assertEquals(0, Exhaustive.error(Float.NaN, Double.NaN));
        assertEquals(Double.POSITIVE_INFINITY, Exhaustive.error(-0f, 0));
        assertEquals(Double.POSITIVE_INFINITY, Exhaustive.error(Float.POSITIVE_INFINITY, 1e30));
    }

    @Test
    void anUnknownFunctionIsRefusedWithTheNames() {
        StringWriter said = new StringWriter();
        assertEquals(
                2,
                new CommandLine(new CheckMathCommand())
                        .setErr(new PrintWriter(said))
                        .execute("--function", "exq"));
        assertTrue(said.toString().contains("there is no function exq; they are exp, expm1"), said.toString());
    }
}
