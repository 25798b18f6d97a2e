package fathom.experiments.kernelregression;

import fathom.data.image.ImageFolder;
import fathom.data.image.Images;
import fathom.ntk.RidgeSystem;
import fathom.ntk.RowKernel;
import fathom.ntk.TiledPath;
import fathom.runs.Trial;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.random.NumpyRandomState;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One-against-all kernel ridge regression on images, as the paper's code has it: pixels / 255 in single precision, neither centred nor
 * scaled to length 1, targets one-hot less 0.1, (K + n r I) alpha = Y for r = 1, 0.1, ..., 10^-7, the class of the largest score.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 * @param data the folder of the data sets; the result holds the digest of what was read
 * @param scratch where a cell in tiles keeps its weights until it is finished, and writes what it does
 */
record ImageTrial(int threads, String data, String scratch) implements Trial<ImageCell, ImageResult>, Serializable {

    /** Validation images of a split, its last ones; as many test images. */
    static final int HELD = 10_000;

    static final int CLASSES = 10;
    private static final int FIRST_SEED = 42;

    @Override
    public ImageResult run(ImageCell cell) throws Exception {
        return Parallelism.call(threads, () -> classify(cell));
    }

    private ImageResult classify(ImageCell cell) throws IOException {
        ImageFolder folder = new ImageFolder(Path.of(data));
        Images training = folder.read(cell.dataSet(), ImageFolder.Part.TRAINING);
        Images test = folder.read(cell.dataSet(), ImageFolder.Part.TEST);
        int[] order = new NumpyRandomState(FIRST_SEED + cell.split()).permutation(training.size());
        int[] fitted = Arrays.copyOf(order, cell.n());
        int[] held = Arrays.copyOfRange(order, order.length - HELD, order.length);
        int[] tested = new int[test.size()];
        Arrays.setAll(tested, i -> i);

        RowKernel kernel = KernelName.parse(cell.kernel()).unscaled();
        DoubleMatrix x = DoubleMatrix.widened(training.scaled(fitted));
        DoubleMatrix targets = targets(training.labels(fitted));
        DoubleMatrix weights =
                cell.tiled() ? tiledWeights(cell, kernel, x, targets) : weights(cell, kernel, x, targets);
        double[] validation = accuracies(kernel, x, weights, training, held);
        double[] accuracy = accuracies(kernel, x, weights, test, tested);
        List<ImageResult.Score> scores = new ArrayList<>();
        for (int r = 0; r < cell.ridges(); r++) {
            scores.add(new ImageResult.Score(-r, validation[r], accuracy[r]));
        }
        Scratch.of(scratch, cell).discard();
        return new ImageResult(training.provenance().parameters().get("sha256"), scores);
    }

    /** 0.9 for the class and -0.1 for the nine others. */
    static DoubleMatrix targets(int[] labels) {
        DoubleMatrix targets = DoubleMatrix.zeros(labels.length, CLASSES);
        for (int i = 0; i < labels.length; i++) {
            for (int c = 0; c < CLASSES; c++) {
                targets.set(i, c, (c == labels[i] ? 1 : 0) - 0.1);
            }
        }
        return targets;
    }

    /** The weights of all ridges side by side: n x (ridges classes). A system without Cholesky factor leaves zeros. */
    static DoubleMatrix weights(ImageCell cell, RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        kernel.lowerGram(x, gram);
        RidgeSystem system = RidgeSystem.of(gram);
        DoubleMatrix all = DoubleMatrix.zeros(x.rows(), cell.ridges() * CLASSES);
        double ridge = 1;
        for (int r = 0; r < cell.ridges(); r++, ridge /= 10) {
            try {
                DoubleMatrix weights = system.weights(targets, ridge);
                Elementwise.copy(weights, all.window(0, r * CLASSES, x.rows(), CLASSES));
            } catch (NotPositiveDefiniteException e) {
                // A smaller ridge cannot do better; all scores stay 0 there and the first class is guessed.
                return all;
            }
        }
        return all;
    }

    /** The same in tiles; what was kept by a run that was cut short is taken over. */
    DoubleMatrix tiledWeights(ImageCell cell, RowKernel kernel, DoubleMatrix x, DoubleMatrix targets)
            throws IOException {
        Scratch place = Scratch.of(scratch, cell);
        place.make();
        double[] ridges = new double[cell.ridges()];
        double ridge = 1;
        for (int r = 0; r < ridges.length; r++, ridge /= 10) {
            ridges[r] = ridge;
        }
        place.note("begins; "
                + TiledPath.inMemory()
                        .resources(x.rows(), 0, x.columns(), (long) ridges.length * CLASSES)
                        .sentence());
        return TiledPath.inMemory()
                .keeping(place.folder())
                .telling(place::note)
                .weights(kernel, cell.kernel(), x, targets, ridges);
    }

    /** The share of rightly classified images, for each ridge. */
    private static double[] accuracies(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix weights, Images images, int[] rows) {
        int ridges = weights.columns() / CLASSES;
        int[] right = new int[ridges];
        for (int from = 0; from < rows.length; from += CurveTrial.BLOCK) {
            int[] block = Arrays.copyOfRange(rows, from, Math.min(from + CurveTrial.BLOCK, rows.length));
            DoubleMatrix scores = Gemm.product(kernel.cross(DoubleMatrix.widened(images.scaled(block)), x), weights);
            for (int i = 0; i < block.length; i++) {
                for (int r = 0; r < ridges; r++) {
                    DoubleMatrix own = scores.window(i, r * CLASSES, 1, CLASSES);
                    right[r] += Reduce.argmax(own) == images.label(block[i]) ? 1 : 0;
                }
            }
        }
        double[] shares = new double[ridges];
        Arrays.setAll(shares, r -> (double) right[r] / rows.length);
        return shares;
    }
}
