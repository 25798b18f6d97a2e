package fathom.experiments.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fathom.data.Dataset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No point trains and validates, or chooses and tests. */
class FractalSplitTest {

    @ParameterizedTest
    @ValueSource(strings = {"cantor", "vicsek", "sierpinsky"})
    void everyPointIsInOnePart(String system) {
        FractalProblem problem = new FractalProblem(system, 2, 3, "1", 400, 300, 200, 5);
        Set<List<Float>> seen = new HashSet<>();
        for (String purpose : List.of("training", "validation", "test")) {
            int count = purpose.equals("training") ? 400 : purpose.equals("validation") ? 300 : 200;
            Dataset points = problem.points(purpose, count);
            assertEquals(count, points.size());
            for (int i = 0; i < count; i++) {
                int row = i;
                List<Float> point = IntStream.range(0, points.inputs().columns())
                        .mapToObj(j -> points.inputs().get(row, j))
                        .toList();
                assertFalse(!seen.add(point), purpose + " point " + i + " is there already");
            }
        }
    }
}
