package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.kernelregression.CurveTrial.CurveCell;
import fathom.experiments.kernelregression.CurveTrial.CurveResult;
import fathom.experiments.protocol.Threaded;
import fathom.runs.verdict.PublishedNumbers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTrialTest {

    private static final List<Integer> SIZES = List.of(10, 20, 50, 100, 200);

    /** The first five published points of both panels, on the authors' own draw. */
    @ParameterizedTest
    @ValueSource(strings = {"nngp_b", "nngp(depth=3)", "ntk_b", "ntk(depth=2)", "laplace"})
    void thePublishedPointsAreMet(String kernel) throws Exception {
        CurveResult result = new Threaded<>(1, new CurveTrial())
                .run(new CurveCell(CurveCell.PUBLISHED, 0, kernel, SIZES, SphereSample.PUBLISHED_POINTS, -8));
        int compared = 0;
        for (PublishedNumbers.Row row : PublishedNumbers.read(
                        CurveTrialTest.class.getResourceAsStream("/published/bietti-fig1-kernels.csv"))
                .rows()) {
            if (row.text("kernel").equals(KernelName.parse(kernel).paperName()) && SIZES.contains(row.whole("n"))) {
                int ridge = row.text("panel").endsWith("8") ? -8 : -4;
                assertEquals(
                        row.number("test_mse"),
                        result.best(row.whole("n"), ridge),
                        CurveClaims.READING,
                        kernel + " n = " + row.whole("n"));
                compared++;
            }
        }
        assertEquals(2 * SIZES.size(), compared);
    }

    @ParameterizedTest
    @ValueSource(longs = {3})
    void pointsDoNotDependOnTheThreadsNorOnTheLargestN(long seed) throws Exception {
        CurveResult one = new Threaded<>(1, new CurveTrial())
                .run(new CurveCell(CurveCell.FRESH, seed, "ntk(depth=2)", List.of(10, 60), 300, -8));
        CurveResult two = new Threaded<>(2, new CurveTrial())
                .run(new CurveCell(CurveCell.FRESH, seed, "ntk(depth=2)", List.of(10), 300, -8));
        assertEquals(one.points().getFirst(), two.points().getFirst(), "seed " + seed);
        assertTrue(one.best(60, -8) <= one.best(60, -4), "seed " + seed);
    }
}
