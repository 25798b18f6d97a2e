package fathom.nn;

import fathom.nn.Augmentation.RandomCrop;
import fathom.nn.Augmentation.RandomFlip;
import fathom.nn.Augmentation.Standardisation;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;

/**
 * Images that are changed as they are gathered. What is random is a function of the stream, the pass and the example's number alone: not of
 * its batch, nor of what was drawn before.
 *
 * <p>Training draws from it for one caller at a time; a second one is refused.
 */
public final class AugmentedBatches implements Batches {

    /** Numbers that an example may draw in one augmentation. */
    private static final int DRAWS = 2;

    private final Batches data;
    private final Shape shape;
    private final List<Augmentation> augmentations;
    private final RandomStream stream;
    private final float[] copy;
    private RandomStream draws;
    private int drawn = -1;
    private final ExclusiveUse use =
            new ExclusiveUse("this augmented data set", "make one for each training, all of one data set if you like");

    /**
     * @param data whose rows are images
     * @param shape of an image
     * @param stream where the random numbers come from
     * @throws ShapeMismatchException if the rows of {@code data} are no images of this shape
     */
    public AugmentedBatches(Batches data, Shape shape, List<Augmentation> augmentations, RandomStream stream) {
        if (data.inputs() != shape.size()) {
            throw new ShapeMismatchException("rows of " + data.inputs() + " numbers are no images of " + shape + " = "
                    + shape.size() + " numbers");
        }
        this.data = data;
        this.shape = shape;
        this.augmentations = List.copyOf(augmentations);
        this.stream = stream;
        this.copy = new float[shape.size()];
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public int inputs() {
        return data.inputs();
    }

    @Override
    public int outputs() {
        return data.outputs();
    }

    /** The images as they are seen in evaluation: standardised if they are to be, but not changed at random. */
    @Override
    public void gather(int[] order, int from, FloatMatrix inputs, FloatMatrix targets) {
        data.gather(order, from, inputs, targets);
        for (int i = 0; i < inputs.rows(); i++) {
            for (Augmentation augmentation : augmentations) {
                if (augmentation instanceof Standardisation) {
                    standardise(inputs, i);
                }
            }
        }
    }

    @Override
    public void gather(int[] order, int from, int pass, FloatMatrix inputs, FloatMatrix targets) {
        data.gather(order, from, pass, inputs, targets);
        use.enter();
        try {
            augment(order, from, pass, inputs);
        } finally {
            use.exit();
        }
    }

    private void augment(int[] order, int from, int pass, FloatMatrix inputs) {
        if (pass != drawn) {
            draws = stream.child(pass);
            drawn = pass;
        }
        for (int i = 0; i < inputs.rows(); i++) {
            for (int a = 0; a < augmentations.size(); a++) {
                long first = ((long) order[from + i] * augmentations.size() + a) * DRAWS;
                change(augmentations.get(a), inputs, i, first);
            }
        }
    }

    private void change(Augmentation augmentation, FloatMatrix inputs, int row, long first) {
        switch (augmentation) {
            case RandomCrop(int reach) -> {
                int u = draws.below(2 * reach + 1, first) - reach;
                int v = draws.below(2 * reach + 1, first + 1) - reach;
                shift(inputs, row, u, v);
            }
            case RandomFlip() -> {
                if (draws.below(2, first) == 1) {
                    mirror(inputs, row);
                }
            }
            case Standardisation() -> standardise(inputs, row);
        }
    }

    private void shift(FloatMatrix inputs, int row, int u, int v) {
        take(inputs, row);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                boolean inside = y + v >= 0 && y + v < shape.height() && x + u >= 0 && x + u < shape.width();
                for (int c = 0; c < shape.channels(); c++) {
                    inputs.set(row, place(c, y, x), inside ? copy[place(c, y + v, x + u)] : 0);
                }
            }
        }
    }

    private void mirror(FloatMatrix inputs, int row) {
        take(inputs, row);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    inputs.set(row, place(c, y, x), copy[place(c, y, shape.width() - 1 - x)]);
                }
            }
        }
    }

    private void take(FloatMatrix inputs, int row) {
        for (int j = 0; j < copy.length; j++) {
            copy[j] = inputs.get(row, j);
        }
    }

    private int place(int c, int y, int x) {
        return (y * shape.width() + x) * shape.channels() + c;
    }

    private static void standardise(FloatMatrix inputs, int row) {
        int n = inputs.columns();
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += inputs.get(row, j);
        }
        double mean = sum / n;
        double squares = 0;
        for (int j = 0; j < n; j++) {
            double distance = inputs.get(row, j) - mean;
            squares = Math.fma(distance, distance, squares);
        }
        double scale = 1 / Math.max(Math.sqrt(squares / n), 1 / Math.sqrt(n));
        for (int j = 0; j < n; j++) {
            inputs.set(row, j, (float) ((inputs.get(row, j) - mean) * scale));
        }
    }
}
