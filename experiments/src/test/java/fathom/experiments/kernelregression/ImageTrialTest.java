package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.kernelregression.ImageTrial.ImageCell;
import fathom.experiments.kernelregression.ImageTrial.ImageResult;
import fathom.ntk.RowKernel;
import fathom.runs.UserError;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTrialTest {

    private static final ImageResult RESULT = new ImageResult(
            "",
            List.of(
                    new ImageResult.Score(0, 0.90, 0.10),
                    new ImageResult.Score(-1, 0.95, 0.11),
                    new ImageResult.Score(-2, 0.95, 0.12),
                    new ImageResult.Score(-3, 0.94, 0.13),
                    new ImageResult.Score(-4, 0.96, 0.14)));

    /** Tiles and conjugate gradients against a factorisation of the whole, on random rows of many lengths. */
    @Test
    void tilesClassifyAsOneArrayDoes(@TempDir Path folder) throws IOException {
        ImageCell cell = new ImageCell("mnist", 300, 0, "ntk(depth=2)", -7);
        DoubleMatrix x = DoubleMatrix.zeros(cell.n(), 12);
        RandomStream random = RandomStream.of(5, "images");
        random.fillNormal(x, 0);
        int[] labels = new int[cell.n()];
        Arrays.setAll(labels, i -> i % ImageTrial.CLASSES);
        DoubleMatrix targets = ImageTrial.targets(labels);
        RowKernel kernel = KernelName.parse(cell.kernel()).unscaled();
        DoubleMatrix exact = ImageTrial.weights(cell, kernel, x, targets);
        DoubleMatrix tiled = new ImageTrial("", folder.toString()).tiledWeights(cell, kernel, x, targets);
        assertEquals(exact.columns(), tiled.columns());
        for (int c = 0; c < exact.columns(); c++) {
            double scale = Reduce.maxAbs(exact.column(c));
            for (int i = 0; i < cell.n(); i++) {
                assertEquals(exact.get(i, c), tiled.get(i, c), 1e-4 * scale, "seed 5, " + i + ", " + c);
            }
        }
        Scratch place = Scratch.of(folder.toString(), cell);
        assertTrue(Files.exists(place.folder().resolve("weights.npy")));
        place.discard();
        try (Stream<Path> left = Files.list(place.folder())) {
            assertEquals(
                    List.of("steps.txt"),
                    left.map(path -> path.getFileName().toString()).toList());
        }
    }

    /** No image is fitted and validates, whatever the size and the split; together they are images of the file, each once. */
    @ParameterizedTest
    @CsvSource({"60000, 50000, 0", "60000, 50000, 3", "60000, 5000, 1", "10001, 1, 2", "12000, 2000, 5"})
    void noImageIsFittedAndValidates(int images, int n, int split) {
        ImageTrial.ImageRows rows = ImageTrial.ImageRows.of(images, n, split);
        assertEquals(n, rows.fitted().length);
        assertEquals(ImageTrial.HELD, rows.held().length);
        Set<Integer> all = new HashSet<>();
        IntStream.concat(IntStream.of(rows.fitted()), IntStream.of(rows.held())).forEach(row -> {
            assertTrue(row >= 0 && row < images, "image " + row + " of " + images);
            assertTrue(all.add(row), "image " + row + " is in both parts");
        });
        assertFalse(Arrays.equals(
                rows.held(), ImageTrial.ImageRows.of(images, n, split + 1).held()));
        UserError refused = assertThrows(
                UserError.class, () -> ImageTrial.ImageRows.of(images, images - ImageTrial.HELD + 1, split));
        assertTrue(refused.getMessage().contains("but the files hold " + images), refused::getMessage);
    }

    /** Test points are no training points, in the authors' draw and in ours; labels of test points reach no fit. */
    @Test
    void noPointOfTheSphereTrainsAndTests() {
        for (SphereSample sample : List.of(SphereSample.published(), SphereSample.fresh(3, 500, 400))) {
            Set<List<Double>> seen = new HashSet<>();
            for (int i = 0; i < sample.pool().rows(); i++) {
                seen.add(point(sample.pool(), i));
            }
            assertEquals(sample.pool().rows(), seen.size());
            for (int i = 0; i < sample.test().rows(); i++) {
                assertFalse(seen.contains(point(sample.test(), i)), "test point " + i + " is a training point");
            }
        }
        // The points of one seed are the same, of two they differ.
        assertEquals(
                point(SphereSample.fresh(3, 5, 4).test(), 0),
                point(SphereSample.fresh(3, 500, 400).test(), 0));
        assertFalse(point(SphereSample.fresh(3, 5, 4).pool(), 0)
                .equals(point(SphereSample.fresh(4, 5, 4).pool(), 0)));
    }

    private static List<Double> point(DoubleMatrix x, int row) {
        return IntStream.range(0, x.columns()).mapToObj(j -> x.get(row, j)).toList();
    }

    /** 50,000 images: what the heap must hold is far below the 20 GB of the whole matrix, and below the 10 GB of half of it. */
    @Test
    void memoryOfTheFullTable() {
        ImageCell cell = new ImageCell("mnist", 50_000, 0, "ntk(depth=2)", -7);
        assertTrue(cell.tiled());
        assertTrue(cell.bytes() > 6e9 && cell.bytes() < 8e9, cell.bytes() + "");
        assertFalse(new ImageCell("mnist", 5000, 0, "laplace", -7).tiled());
    }

    /** The authors' code takes a ridge only when it is strictly better on the validation images. */
    @Test
    void ofEqualRidgesTheLargestIsChosen() {
        assertEquals(-1, RESULT.chosen(-3).exponent());
        assertEquals(0.11, RESULT.chosen(-3).test());
        assertEquals(-4, RESULT.chosen(-7).exponent());
    }
}
