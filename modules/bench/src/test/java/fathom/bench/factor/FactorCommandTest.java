package fathom.bench.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.bench.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FactorCommandTest {

    @Test
    void theColumnsAreThePublishedOnes() {
        FactorRow row = new FactorRow("cholesky", 1000, "double", 2, 0.02, "openblas", 0.01, 0.5, "Zen kernels");
        assertEquals(
                "operation,n,precision,threads,ours_seconds,peer,peer_seconds,ratio,peer_kernels",
                Results.csvHeader(FactorRow.COLUMNS));
        assertEquals(
                "cholesky,1000,double,2,0.020000,openblas,0.010000,0.500,Zen kernels",
                Results.csv(FactorRow.COLUMNS, row));
        FactorRow alone = new FactorRow("cholesky", 1000, "double", 2, 0.02, "", 0, 0, null);
        assertEquals("cholesky,1000,double,2,0.020000,,,,", Results.csv(FactorRow.COLUMNS, alone));
    }

    @ParameterizedTest
    @CsvSource({
        "--operation, svd, there is no operation svd",
        "--precision, half, float or double",
        "--threads, 0, at least 1",
        "--n, 0, at least 1",
        "--peers, ejml, there is no peer ejml"
    })
    void wrongOptionsAreRefusedInOneSentence(String option, String value, String part) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new FactorCommand())
                .setErr(new PrintWriter(said))
                .execute(option, value);
        assertEquals(2, code);
        assertTrue(said.toString().contains(part), said.toString());
    }
}
