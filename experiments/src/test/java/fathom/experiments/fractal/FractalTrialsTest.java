package fathom.experiments.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import fathom.data.Dataset;
import fathom.data.Provenance;
import fathom.data.fractal.ApproximationCurve;
import fathom.data.fractal.SignChanges;
import fathom.data.image.Images;
import fathom.experiments.fractal.CifarTrial.CifarCell;
import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalExperiment.GradientSettings;
import fathom.experiments.fractal.FractalExperiment.ImageSettings;
import fathom.experiments.fractal.FractalExperiment.TheorySettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalCell.AdamSteps;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import fathom.experiments.fractal.LineTrial.LineCell;
import fathom.experiments.fractal.LineTrial.LineResult;
import fathom.experiments.protocol.Threaded;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.BestParameters;
import fathom.nn.Network;
import fathom.nn.Stopping;
import fathom.nn.TrainingRun;
import fathom.runs.UserError;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings, systems from files, and the images of figure 6. */
class FractalTrialsTest {

    private static final String OWN =
            "{\"name\": \"own\", \"maps\": [{\"scale\": [0.5, 0.4], \"shift\": [-0.5, 0]}, {\"scale\": [0.4, -0.5], \"shift\": [0.6, 0]}]}";

    @TempDir
    private Path folder;

    private static FractalCell cell(String procedure, int depth, int width, double rate, int steps) {
        FractalProblem problem = new FractalProblem(Systems.CANTOR, 2, 2, "1", 2_000, 500, 2_000, 3);
        return new FractalCell(problem, procedure, depth, width, rate, new AdamSteps(steps, 100, 50, 0.1), 16);
    }

    /** Two levels of the Cantor dust are learned far beyond chance, and layer by layer too; the same cell gives the same bits. */
    @Test
    void networksLearnTwoLevels() throws Exception {
        FractalTrial trial = new FractalTrial(folder.toString());
        FractalFit joint = trial.run(cell(FractalCell.JOINT, 2, 20, 0.01, 1_500));
        assertTrue(joint.test() > 0.85, joint.toString());
        assertEquals(15, joint.looks().size());
        assertEquals(joint.looks().stream().max(Double::compare).orElseThrow(), joint.validation());
        assertEquals(joint.looks().get((int) (joint.bestStep() / 100) - 1), joint.validation());
        assertEquals(joint.looks().getLast(), joint.last());
        assertEquals(
                joint,
                new Threaded<>(2, new FractalTrial(folder.toString()))
                        .run(cell(FractalCell.JOINT, 2, 20, 0.01, 1_500)));

        FractalFit layers = trial.run(cell(FractalCell.LAYERWISE, 2, 20, 0.01, 1_500));
        assertTrue(layers.test() > 0.7, layers.toString());
        assertEquals(1, layers.looks().size());
    }

    /** A training that was stopped ends with the bits of one that was not, and its file is gone; a damaged file begins it anew. */
    @Test
    void trainingsGoOnWhereTheyWereStopped() throws Exception {
        FractalCell cell = cell(FractalCell.JOINT, 2, 10, 0.01, 400);
        FractalTrial trial = new FractalTrial(folder.toString());
        FractalFit whole = trial.run(cell);
        Path file = Unfinished.of(folder.toString(), cell).file();
        assertEquals(whole, resumed(trial, cell, file, 1));
        assertFalse(Files.exists(file));
        Files.writeString(file, "no checkpoint");
        assertEquals(whole, trial.run(cell));
        // What the file remembers of earlier looks comes back too: here an accuracy that no network has.
        assertEquals(2, resumed(trial, cell, file, 2).validation());
    }

    /** Stops the training after two epochs, lets {@code BestParameters} remember the accuracy {@code factor} times as high, and runs the trial. */
    private static FractalFit resumed(FractalTrial trial, FractalCell cell, Path file, int factor) throws Exception {
        FractalProblem problem = cell.problem();
        Dataset points = problem.points("training", problem.training());
        Dataset validation = problem.points("validation", problem.validation());
        RandomStream random = RandomStream.of(problem.seed(), "fractal network");
        Network network = cell.fitting().network(2, random);
        BestParameters best = new BestParameters(
                validation.inputs(),
                validation.targets(),
                network,
                cell.fitting().evaluations());
        int steps = cell.training().steps();
        TrainingRun run = new TrainingRun(
                        network,
                        Batches.of(points.inputs(), points.targets()),
                        cell.fitting().settings(steps, points.size()),
                        random.child("batches"))
                .watch(cell.training().look(), best)
                .watch(steps, Stopping.afterSteps(steps));
        for (int epoch = 0; epoch < 2; epoch++) {
            run.epoch();
        }
        best.memory()[0] = factor == 1 ? best.accuracy() : factor;
        run.save(file);
        return trial.run(cell);
    }

    /** No point is drawn for two purposes. */
    @Test
    void trainingValidationAndTestHaveNoPointInCommon() {
        FractalProblem problem = cell(FractalCell.JOINT, 1, 5, 0.01, 100).problem();
        Set<List<Float>> points = new HashSet<>();
        int drawn = 0;
        for (String purpose : List.of("training", "validation", "test")) {
            FloatMatrix x = problem.points(purpose, 300).inputs();
            for (int i = 0; i < x.rows(); i++) {
                points.add(List.of(x.get(i, 0), x.get(i, 1)));
                drawn++;
            }
        }
        assertEquals(drawn, points.size());
    }

    /** On a line: what is measured is the decision's own accuracy, and nothing is better than so many changes of sign allow. */
    @Test
    void networksOnALineAreKnownExactly() throws Exception {
        AdamSteps adam = new AdamSteps(1_500, 100, 50, 0.1);
        LineCell cell = new LineCell(1, 2, 2, 12, 0.01, 2_000, 500, adam, 3);
        LineResult result = new Threaded<>(1, new LineTrial(folder.toString())).run(cell);
        assertEquals(result.accuracy(), new LineDecision(result.positive()).accuracy(cell.distribution()));
        assertTrue(result.accuracy() > 0.8, result.toString());
        assertEquals(result.validation(), result.accuracy(), 3.9 * Math.sqrt(0.25 / 500));
        int changes = result.positive().size();
        assertTrue(result.accuracy()
                <= SignChanges.accuracies(ApproximationCurve.numbered(1, 2), changes)[changes] + 1e-12);
        assertTrue(result.pieces() <= 13 * 13);
    }

    @Test
    void aSystemFromAFileIsKeptWithItsContent() throws IOException {
        Path file = folder.resolve("own.json");
        Files.writeString(file, OWN);
        FractalSettings c = configuration(List.of(file.toString()), List.of("(1,3)"));
        Files.delete(file);
        FractalProblem problem = c.problem(c.systems().getFirst(), c.curves().getFirst(), 1);
        assertEquals("own", Systems.name(problem.system()));
        assertEquals(-0.5, problem.iterated().maps().get(1).scale(1));
        assertEquals(2, problem.points("x", 10).dimension());
        // A kept text is kept as it is.
        assertEquals(c, configuration(c.systems(), c.curves()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "s"}                                                       | a system cannot be read
            {"name": "s", "maps": [{"scale": [2], "shift": [0]}]}               | has 1 maps, expected at least 2
            {"name": "s", "maps": [{"scale": [0.5], "shift": [0.7]}, {"scale": [0.1], "shift": [-0.7]}]} | takes coordinate 1
            {"name": "s", "maps": [{"scale": [0.5]}]}                           | a system cannot be read
            {"name": "s", "maps": [], "extra": 1}                               | a system cannot be read
            not json                                                            | is not JSON
            """)
    void filesThatAreNoSystemGetOneSentence(String text, String sentence) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, text);
        UserError thrown = assertThrows(UserError.class, () -> configuration(List.of(file.toString()), List.of("1")));
        assertTrue(thrown.getMessage().contains(sentence), thrown.getMessage());
    }

    @Test
    void whatCannotBeIsRefused() {
        refused("unknown system \"kantor\"; did you mean cantor", "kantor", "1");
        refused("there are curves #1 to #6", "cantor", "7");
        refused("has 3 weights for 2 levels", "cantor", "(1,2,3)");
        refused("expected a number 1 to 6, or a weight for each of the n=2 levels", "cantor", "steep");
        refused("there is no file missing.json, expected one of a system, such as", "missing.json", "1");
    }

    /** Evaluation takes the middle and standardises; the image's own pixels are what remains. */
    @Test
    void imagesAreCroppedAndStandardised() {
        byte[] pixels = new byte[2 * 3 * 32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 + i / 7);
        }
        Images images = new Images(
                3, 32, 32, pixels, new byte[] {4, 9}, new Provenance("test", ImmutableMap.of("sha256", "none"), 0));
        Batches batches = ImageBatches.crops(images, 0, 2, RandomStream.of(1, "crops"));
        FloatMatrix[] all = ImageBatches.all(batches);
        assertEquals(24 * 24 * 3, all[0].columns());
        assertEquals(1, all[1].get(0, 4));
        assertEquals(1, all[1].get(1, 9));
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < all[0].columns(); j++) {
                sum += all[0].get(i, j);
                squares += (double) all[0].get(i, j) * all[0].get(i, j);
            }
            assertEquals(0, sum / all[0].columns(), 1e-4);
            assertEquals(1, squares / all[0].columns(), 1e-3);
        }
        // Differences of pixels keep their ratios: three of them from the middle of the second image, channel 1.
        double a = pixel(pixels, 1, 1, 4, 4);
        double b = pixel(pixels, 1, 1, 10, 20);
        double c = pixel(pixels, 1, 1, 27, 27);
        double ours = (at(all[0], 1, 1, 6, 16) - at(all[0], 1, 1, 0, 0))
                / (at(all[0], 1, 1, 23, 23) - at(all[0], 1, 1, 0, 0));
        assertEquals((b - a) / (c - a), ours, 1e-4);
    }

    /** What training sees of an image is one of its 2 x 9 x 9 crops, standardised, and in forty passes most places and both sides are seen. */
    @Test
    void trainingSeesCropsAndMirrorImages() {
        byte[] pixels = new byte[2 * 3 * 32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 + i / 7);
        }
        Images images = new Images(
                3, 32, 32, pixels, new byte[] {4, 9}, new Provenance("test", ImmutableMap.of("sha256", "none"), 0));
        Batches batches = ImageBatches.crops(images, 0, 2, RandomStream.of(1, "crops"));
        FloatMatrix x = FloatMatrix.zeros(2, batches.inputs());
        FloatMatrix targets = FloatMatrix.zeros(2, 10);
        Set<Integer> rows = new HashSet<>();
        Set<Integer> columns = new HashSet<>();
        Set<Boolean> sides = new HashSet<>();
        for (int pass = 0; pass < 40; pass++) {
            batches.gather(new int[] {1, 0}, 0, pass, x, targets);
            for (int i = 0; i < 2; i++) {
                int image = 1 - i;
                assertEquals(1, targets.get(i, image == 0 ? 4 : 9));
                int found = 0;
                for (int top = 0; top <= 8; top++) {
                    for (int left = 0; left <= 8; left++) {
                        for (boolean mirrored : new boolean[] {false, true}) {
                            if (isCrop(x, i, pixels, image, top, left, mirrored)) {
                                found++;
                                rows.add(top);
                                columns.add(left);
                                sides.add(mirrored);
                            }
                        }
                    }
                }
                assertEquals(1, found, "pass " + pass + ", image " + image);
            }
        }
        // A place is missed by all 80 draws with probability (8/9)^80 = 8e-5.
        assertEquals(9, rows.size());
        assertEquals(9, columns.size());
        assertEquals(2, sides.size());
    }

    private static boolean isCrop(
            FloatMatrix x, int row, byte[] pixels, int image, int top, int left, boolean mirrored) {
        double[] crop = new double[24 * 24 * 3];
        double mean = 0;
        for (int j = 0; j < crop.length; j++) {
            int column = j / 3 % 24;
            int place = left + (mirrored ? 23 - column : column);
            crop[j] = pixel(pixels, image, j % 3, top + j / 72, place);
            mean += crop[j] / crop.length;
        }
        double squares = 0;
        for (double value : crop) {
            squares += (value - mean) * (value - mean) / crop.length;
        }
        for (int j = 0; j < crop.length; j++) {
            // Sums of floats in [0, 1] are exact to 1e-7; two crops differ by more than 0.01 somewhere.
            if (Math.abs((crop[j] - mean) / Math.sqrt(squares) - x.get(row, j)) > 1e-4) {
                return false;
            }
        }
        return true;
    }

    private static double pixel(byte[] pixels, int image, int channel, int y, int x) {
        return pixels[((image * 3 + channel) * 32 + y) * 32 + x] & 0xff;
    }

    private static double at(FloatMatrix x, int image, int channel, int row, int column) {
        return x.get(image, (row * 24 + column) * 3 + channel);
    }

    @Test
    void convolutionalNetworksHaveThePapersShape() {
        Architecture two = new CifarCell(2, 8, 0.001, 10, 128, 0.1, 1).architecture();
        assertEquals(3, two.depth() + 1);
        assertEquals(10, two.outputs());
        // 5x5x3x8 + 8, 5x5x8x8 + 8, and 6x6x8 to 10 classes.
        assertEquals(608 + 1608 + 2890, two.parameters());
        assertEquals(
                two.parameters() + 3 * 1608,
                new CifarCell(5, 8, 0.001, 10, 128, 0.1, 1).architecture().parameters());
    }

    private static void refused(String sentence, String system, String curve) {
        UserError thrown = assertThrows(UserError.class, () -> configuration(List.of(system), List.of(curve)));
        assertTrue(thrown.getMessage().contains(sentence), thrown.getMessage());
    }

    static FractalSettings configuration(List<String> systems, List<String> curves) {
        return new FractalSettings(
                systems,
                2,
                2,
                curves,
                List.of(1),
                List.of(10),
                List.of(),
                List.of(0.001, 0.003, 0.01),
                List.of(1L),
                100,
                50,
                200,
                100,
                100,
                50,
                0.1,
                0,
                new TheorySettings(List.of()),
                new GradientSettings(List.of(), 2, 3, 10),
                new ImageSettings(List.of(), List.of(8), 10, List.of(0.001), List.of(1L)));
    }
}
