package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** {@code dual} and {@code spectrum} as a user types them. */
class LimitCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void spectrumPrintsSeventeenDigitsAndExactZeros() {
        assertEquals(
                0,
                run(
                        "spectrum",
                        "--kind",
                        "ntk",
                        "--depth",
                        "1,2",
                        "--dimension",
                        "4",
                        "--max-degree",
                        "4",
                        "--format",
                        "csv"));
        String[] lines = out.toString().split("\\R");
        assertEquals("depth,degree,multiplicity,eigenvalue", lines[0]);
        assertEquals(11, lines.length);
        assertEquals("1,1,4,0.25", lines[2]);
        assertEquals("1,3,16,0", lines[4]);
        assertTrue(lines[1].startsWith("1,0,1,0.450316371743723"), lines[1]);
        assertEquals("", err.toString());
    }

    @Test
    void spectrumOfTheLaplaceKernelHasNoDepth() {
        assertEquals(0, run("spectrum", "--kind", "laplace", "--c", "1", "--dimension", "3", "--max-degree", "1"));
        assertTrue(out.toString().contains("\n,0,1,0.41306428248906"), out.toString());
    }

    @Test
    void spectraOfOtherActivationsAndOnTheCube() {
        // d x_1 is the only parity of degree 1 of the identity's kernel u: its eigenvalue is 1 / d on both
        for (String domain : new String[] {"sphere", "cube"}) {
            out.getBuffer().setLength(0);
            assertEquals(
                    0,
                    run(
                            "spectrum",
                            "--kind",
                            "nngp",
                            "--activation",
                            "identity",
                            "--dimension",
                            "4",
                            "--max-degree",
                            "2",
                            "--on",
                            domain));
            String[] lines = out.toString().split("\\R");
            assertEquals(4, lines.length);
            assertEquals("1,0,1,0", lines[1]);
            assertEquals(0.25, Double.parseDouble(lines[2].split(",")[3]), 1e-15);
        }
        assertEquals(0, run("spectrum", "--activation", "tanh", "--dimension", "5", "--max-degree", "3"));
        assertTrue(out.toString().contains("\n1,2,14,0"), out.toString());
    }

    @Test
    void dualPrintsAllNumbersAsTextAndJson() {
        assertEquals(0, run("dual", "--activation", "tanh", "--at", "0,0.5,0.9,1"));
        assertTrue(out.toString().contains("second_moment") && out.toString().contains("dual_of_derivative"));
        out.getBuffer().setLength(0);
        assertEquals(0, run("dual", "--activation", "relu", "--at", "1", "--format", "json"));
        assertTrue(out.toString().contains("\"dual\":[0.5]"), out.toString());
    }

    @Test
    void badInputGetsOneSentenceAndExitCodeTwo() {
        assertEquals(2, run("dual", "--activation", "tahn"));
        assertTrue(err.toString().contains("tanh"), err.toString());
        assertEquals(2, run("dual", "--activation", "relu", "--at", "2"));
        assertEquals(2, run("dual", "--activation", "relu", "--format", "xml"));
        assertEquals(2, run("spectrum", "--dimension", "1"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--kind", "rbf"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--depth", "-1"));
        assertTrue(err.toString().contains("ntk, nngp, laplace"), err.toString());
        assertEquals(2, run("spectrum", "--dimension", "4", "--activation", "tahn"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--kind", "ntk", "--activation", "sign"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--kind", "exponential", "--gamma", "2"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--on", "cub"));
        assertEquals(2, run("spectrum", "--dimension", "4", "--depth", "1,2", "--weight-variance", "2,2"));
        assertEquals("", out.toString());
        assertTrue(!err.toString().contains("Exception"), err.toString());
    }
}
