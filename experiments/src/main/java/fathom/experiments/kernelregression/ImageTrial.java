package fathom.experiments.kernelregression;

import module fathom.experiments;
import module java.base;

/**
 * One-against-all kernel ridge regression on images, as the paper's code has it: pixels / 255 in single precision, neither centred nor
 * scaled to length 1, targets one-hot less 0.1, (K + n r I) alpha = Y for r = 1, 0.1, ..., 10^-7, the class of the largest score.
 *
 * @param data the folder of the data sets; the result holds the digest of what was read
 * @param scratch where a cell in tiles keeps its weights until it is finished, and writes what it does
 */
record ImageTrial(String data, String scratch) implements Trial<ImageTrial.ImageCell, ImageTrial.ImageResult> {

    /** Validation images of a split, its last ones; as many test images. */
    static final int HELD = 10_000;

    static final int CLASSES = 10;
    private static final int FIRST_SEED = 42;

    /**
     * One entry of the paper's table 1: a kernel on one split of a set of images.
     *
     * @param dataSet {@code mnist} or {@code fashion-mnist}
     * @param n training images: the first n of the split's permutation
     * @param split s of RandomState(42 + s).permutation(60000)
     * @param kernel as {@link KernelName} reads it
     * @param smallestRidge exponent of the smallest of the ridges 1, 0.1, 0.01, ...
     */
    public record ImageCell(String dataSet, int n, int split, String kernel, int smallestRidge) {

        private static final int PIXELS = 784;

        /** Up to here K is one array that is factorised for each ridge; beyond, it is worked through in tiles. */
        private static final int LARGEST_ARRAY = 8192;

        String label() {
            return dataSet + ", n = " + n + ", " + kernel + ", split " + split;
        }

        /** A name for a folder. */
        String folder() {
            return (dataSet + "-" + n + "-" + kernel + "-split" + split + "-1e" + smallestRidge)
                    .replaceAll("[^a-z0-9_-]", "");
        }

        /** How many ridges there are. */
        int ridges() {
            return 1 - smallestRidge;
        }

        /** Whether K is worked through in tiles. */
        boolean tiled() {
            return n > LARGEST_ARRAY;
        }

        /** What a cell in tiles takes. */
        Resources resources() {
            long columns = (long) ridges() * ImageTrial.CLASSES;
            // Validation and test images are worked through a block at a time, so that they take time and no memory.
            return new Resources(
                    TiledPath.inMemory().resources(n, 0, PIXELS, columns).bytes(),
                    TiledPath.inMemory()
                            .resources(n, 2L * ImageTrial.HELD, PIXELS, columns)
                            .operations());
        }

        /** Rough floating-point operations. */
        double cost() {
            if (tiled()) {
                return resources().operations();
            }
            double size = n;
            return ridges() * size * size * size / 3
                    + (1600 + 50.0 * KernelName.parse(kernel).depth()) * size * (size / 2 + 2 * ImageTrial.HELD);
        }

        /** The Gram matrix, a block of test rows, images as doubles, and weights. */
        long bytes() {
            if (tiled()) {
                return resources().bytes() + (120L << 20);
            }
            long size = n;
            return 8
                            * (size * size
                                    + 3L * CurveTrial.BLOCK * size
                                    + PIXELS * (size + 2L * ImageTrial.HELD)
                                    + 100 * size)
                    + (120L << 20);
        }
    }

    /**
     * Accuracies of one cell, one entry for each ridge.
     *
     * @param sha256 of the training images and labels that were read
     * @param scores the largest ridge first
     */
    public record ImageResult(String sha256, List<Score> scores) {

        /**
         * @param exponent of the ridge 10^exponent
         * @param validation share of the validation images that are classified rightly
         * @param test share of the test images
         */
        public record Score(int exponent, double validation, double test) {}

        /** The choice of the paper's code: the best on the validation images among the ridges down to 10^smallest, of equal ones the largest. */
        Score chosen(int smallest) {
            Score best = scores.getFirst();
            for (Score score : scores) {
                if (score.exponent() >= smallest && score.validation() > best.validation()) {
                    best = score;
                }
            }
            return best;
        }
    }

    /**
     * A split of the training images, as the authors draw it: the first n of a permutation are fitted, the last ones validate.
     *
     * @param fitted what the kernel regression sees
     * @param held on which the ridge is chosen
     */
    record ImageRows(int[] fitted, int[] held) {

        /** @throws UserError if there are too few images, so that some would be in both parts */
        static ImageRows of(int images, int n, int split) {
            if (n > images - HELD) {
                throw new UserError("n=" + n + " and " + HELD + " validation images need " + (n + HELD)
                        + " training images, but the files hold " + images
                        + ": take a smaller n or the whole data set");
            }
            int[] order = new NumpyRandomState(FIRST_SEED + split).permutation(images);
            return new ImageRows(Arrays.copyOf(order, n), Arrays.copyOfRange(order, images - HELD, images));
        }
    }

    @Override
    public ImageResult run(ImageCell cell) throws IOException {
        ImageFolder folder = new ImageFolder(Path.of(data));
        Images training = folder.read(cell.dataSet(), ImageFolder.Part.TRAINING);
        Images test = folder.read(cell.dataSet(), ImageFolder.Part.TEST);
        ImageRows rows = ImageRows.of(training.size(), cell.n(), cell.split());
        int[] tested = new int[test.size()];
        Arrays.setAll(tested, i -> i);

        RowKernel kernel = KernelName.parse(cell.kernel()).unscaled();
        DoubleMatrix x = DoubleMatrix.widened(training.scaled(rows.fitted()));
        DoubleMatrix targets = targets(training.labels(rows.fitted()));
        DoubleMatrix weights =
                cell.tiled() ? tiledWeights(cell, kernel, x, targets) : weights(cell, kernel, x, targets);
        double[] validation = accuracies(kernel, x, weights, training, rows.held());
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
