package fathom.bench.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.bench.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class NtkCommandTest {

    @Test
    void theColumnsAreThePublishedOnes() {
        NtkRow row = new NtkRow("tanh@mixed", 2000, 784, 10, "double", 2, 0.25, 3.5);
        assertEquals(
                "activation,n,d,L,precision,threads,seconds,ns_per_entry_layer", Results.csvHeader(NtkRow.COLUMNS));
        assertEquals("tanh@mixed,2000,784,10,double,2,0.250000,3.500", Results.csv(NtkRow.COLUMNS, row));
    }

    @ParameterizedTest
    @CsvSource({
        "--activation, tahn, tanh",
        "--threads, 0, at least 1",
        "--n, 0, at least 1",
        "--d, 0, at least 1",
        "--depth, 0, at least 1",
        "--precision, half, double or float"
    })
    void wrongOptionsAreRefusedInOneSentence(String option, String value, String part) {
        StringWriter said = new StringWriter();
        int code =
                new CommandLine(new NtkCommand()).setErr(new PrintWriter(said)).execute(option, value);
        assertEquals(2, code);
        assertTrue(said.toString().contains(part), said.toString());
    }
}
