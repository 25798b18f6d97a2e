package fathom.bench.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.bench.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RegressionCommandTest {

    @Test
    void theRatioIsAgainstBothParts() {
        RegressionRow row = new RegressionRow(10_000, 784, 3, 2, 9, 2, 6, 1.125);
        assertEquals(
                "n,d,L,threads,regression_seconds,product_seconds,cholesky_seconds,ratio",
                Results.csvHeader(RegressionRow.COLUMNS));
        assertEquals("10000,784,3,2,9.000000,2.000000,6.000000,1.125", Results.csv(RegressionRow.COLUMNS, row));
    }

    @Test
    void everyPartIsTimed() {
        RegressionRounds rounds = new RegressionRounds();
        rounds.n = 40;
        rounds.d = 5;
        rounds.depth = 2;
        rounds.threads = 1;
        rounds.prepare();
        RegressionRounds.Seconds seconds = new RegressionRounds.Seconds();
        rounds.round(seconds);
        assertTrue(seconds.regression > 0 && seconds.product > 0 && seconds.cholesky > 0);
    }

    @ParameterizedTest
    @CsvSource({"--threads, 0", "--n, 0", "--d, -1", "--depth, 0", "--rounds, 0"})
    void wrongOptionsAreRefusedInOneSentence(String option, String value) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new RegressionCommand())
                .setErr(new PrintWriter(said))
                .execute(option, value);
        assertEquals(2, code);
        assertTrue(said.toString().contains("at least 1"), said.toString());
    }
}
