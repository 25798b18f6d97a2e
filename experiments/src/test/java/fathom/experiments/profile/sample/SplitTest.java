package fathom.experiments.profile.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fathom.data.Task;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** Row i is (i, 5, 2 i); its answer is its class. */
    private static Samples samples(int n, int classes) {
        DoubleMatrix inputs = DoubleMatrix.zeros(n, 3);
        DoubleMatrix answers = DoubleMatrix.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            inputs.set(i, 0, i);
            inputs.set(i, 1, 5);
            inputs.set(i, 2, 2.0 * i);
            answers.set(i, 0, classes == 0 ? i : i % classes);
        }
        return new Samples(
                inputs, IntStream.range(0, classes).mapToObj(String::valueOf).toList(), answers);
    }

    @Test
    void everyRowIsInOnePart() {
        Split split = Split.of(samples(50, 2), 0.2, 0.3);
        assertEquals(25, split.training().size());
        assertEquals(10, split.validation().size());
        assertEquals(15, split.test().size());
        assertEquals(2, split.scaling().varying());
        // Row i begins with i; rows 0 to 24 train, and have mean 12 and variance 52. So each part's rows can be told
        // from its numbers.
        List<Integer> rows = new ArrayList<>();
        for (Part part : List.of(split.training(), split.validation(), split.test())) {
            for (int i = 0; i < part.size(); i++) {
                double row = 12 + Math.sqrt(52) * part.inputs().get(i, 0);
                assertEquals(Math.rint(row), row, 1e-9);
                rows.add((int) Math.rint(row));
                assertEquals(
                        (int) Math.rint(row) % 2 == 1 ? 1 : -1, part.targets().get(i, 0), "the answer of row " + row);
            }
        }
        assertEquals(IntStream.range(0, 50).boxed().toList(), rows);
    }

    @Test
    void theTrainingPartIsStandardisedAndTheRestByItsNumbers() {
        Split split = Split.of(samples(50, 0), 0.2, 0.3);
        for (int j : new int[] {0, 2}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 25; i++) {
                double z = split.training().inputs().get(i, j);
                sum += z;
                squares += z * z;
            }
            assertEquals(0, sum, 1e-12);
            assertEquals(25, squares, 1e-10);
        }
        // Rows 0..24: mean 12, variance 52; row 35 begins the test part.
        assertEquals((35 - 12) / Math.sqrt(52), split.test().inputs().get(0, 0), 1e-12);
        assertEquals((35 - 12) / Math.sqrt(52), split.test().targets().get(0, 0), 1e-12);
        assertEquals(0, split.test().inputs().get(0, 1), 0.0);
        assertEquals(1, split.trivialError());
        assertEquals(1, split.error(DoubleMatrix.zeros(15, 1), split.test().targets()), 1e-15);
        assertEquals(0, split.error(split.test().targets(), split.test().targets()));
    }

    @Test
    void targetsOfClasses() {
        Split two = Split.of(samples(40, 2), 0.25, 0.25);
        assertEquals(-1, two.training().targets().get(0, 0));
        assertEquals(1, two.training().targets().get(1, 0));
        assertEquals(0.5, two.trivialError());
        assertEquals(0, two.error(two.test().targets(), two.test().targets()));
        Split three = Split.of(samples(60, 3), 0.25, 0.25);
        assertEquals(3, three.training().targets().columns());
        assertEquals(2 / 3.0, three.training().targets().get(0, 0), 1e-15);
        assertEquals(-1 / 3.0, three.training().targets().get(0, 1), 1e-15);
        assertEquals(1, three.training().floatTargets(true).get(0, 0));
        assertEquals(0, three.training().floatTargets(true).get(0, 1));
        assertEquals(2 / 3.0, three.trivialError(), 1e-12);
    }

    @Test
    void aFileGivesEverySeedTheSameRowsInAnotherOrder() {
        TableSource source = new TableSource(samples(30, 0));
        double[] first = order(source.samples(1, 30));
        assertArrayEquals(first, order(source.samples(1, 30)));
        assertNotEquals(
                first[0] + 100 * first[1], order(source.samples(2, 30))[0] + 100 * order(source.samples(2, 30))[1]);
        double[] sorted = first.clone();
        java.util.Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 30).asDoubleStream().toArray(), sorted);
        assertEquals(12, source.samples(1, 12).size());
    }

    private static double[] order(Samples samples) {
        return IntStream.range(0, samples.size())
                .mapToDouble(i -> samples.answers().get(i, 0))
                .toArray();
    }

    @Test
    void aNamedTargetGivesEverySeedFreshRows() {
        NamedSource source = new NamedSource(Task.named("local(k=2,d=3)"), true);
        Samples one = source.samples(1, 20);
        assertArrayEquals(one.inputs().array(), source.samples(1, 20).inputs().array());
        assertNotEquals(one.inputs().get(0, 0), source.samples(2, 20).inputs().get(0, 0));
        assertEquals(List.of("-1", "+1"), one.classes());
        for (int i = 0; i < 20; i++) {
            double product = one.inputs().get(i, 0) * one.inputs().get(i, 1);
            assertEquals(product >= 0 ? 1 : 0, one.answers().get(i, 0));
        }
        NamedSource valued = new NamedSource(Task.named("local(k=2,d=3)"), false);
        assertEquals(List.of(), valued.samples(1, 5).classes());
        assertEquals(
                valued.samples(1, 5).inputs().get(0, 0)
                        * valued.samples(1, 5).inputs().get(0, 1),
                valued.samples(1, 5).answers().get(0, 0),
                1e-6);
    }
}
