package fathom.bench.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.bench.Results;
import fathom.bench.peer.GemmShape;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GemmCommandTest {

    @Test
    void everyPublishedShapeReadsBackAsItself() {
        for (GemmShape shape : GemmShape.PUBLISHED) {
            assertEquals(shape, GemmShape.parse(shape.toString()));
        }
    }

    @Test
    void theColumnsAreThePublishedOnes() {
        GemmShape shape = new GemmShape(50, 500, 400, false, true);
        assertEquals(
                "precision,m,n,k,transA,transB,threads,ours_gflops,peer,peer_gflops,ratio,peer_kernels",
                Results.csvHeader(GemmRow.COLUMNS));
        assertEquals(
                "float,50,500,400,N,T,2,80.00,mkl,100.00,0.800,\"MKL 2025.3.0, AVX2\"",
                Results.csv(
                        GemmRow.COLUMNS, new GemmRow("float", shape, 2, 80, "mkl", 100, 0.8, "MKL 2025.3.0, AVX2")));
        assertEquals(
                "float,50,500,400,N,T,2,80.00,,,,",
                Results.csv(GemmRow.COLUMNS, new GemmRow("float", shape, 2, 80, "", 0, 0, null)));
    }

    @Test
    void productsThatMatterForTrainingHaveAMeanOfTheirOwn() {
        GemmShape square = new GemmShape(128, 128, 128, false, false);
        GemmShape flat = new GemmShape(127, 500, 400, false, false);
        assertEquals(
                2,
                new GemmRow("float", square, 1, 80, "mkl", 100, 0.8, "")
                        .groups()
                        .size());
        assertEquals(
                1,
                new GemmRow("float", flat, 1, 80, "mkl", 100, 0.8, "").groups().size());
        assertEquals(
                0, new GemmRow("float", square, 1, 80, "", 0, 0, null).groups().size());
    }

    @ParameterizedTest
    @CsvSource({
        "--shape, 3x, is not m",
        "--shape, 0x1x1, positive sizes",
        "--precision, half, float or double",
        "--threads, 0, at least 1",
        "--peers, cublas, there is no peer cublas",
        "--peer-env, OPENBLAS_CORETYPE, NAME=VALUE",
        "--profile, heap, there is no profile heap"
    })
    void wrongOptionsAreRefusedInOneSentence(String option, String value, String part) {
        StringWriter said = new StringWriter();
        int code =
                new CommandLine(new GemmCommand()).setErr(new PrintWriter(said)).execute(option, value);
        assertEquals(2, code);
        assertTrue(said.toString().contains(part), said.toString());
    }
}
