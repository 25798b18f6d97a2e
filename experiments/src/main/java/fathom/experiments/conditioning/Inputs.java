package fathom.experiments.conditioning;

import fathom.data.image.ImageFolder;
import fathom.simd.Elementwise;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Inputs of length 1: uniform on the sphere, the same with a pair at a chosen separation, or published digits. */
final class Inputs {

    /** All uniform on the sphere. */
    public static final String SPHERE = "sphere";

    /** Uniform on the sphere but for the second, which lies at a chosen separation from the first. */
    public static final String NEAR = "near";

    /** Rows of MNIST, pixels divided by their length. */
    public static final String MNIST = "mnist";

    public static final List<String> KINDS = List.of(SPHERE, NEAR, MNIST);

    private Inputs() {}

    /** n x d, uniform on the sphere. */
    public static DoubleMatrix sphere(int n, int d, long seed) {
        DoubleMatrix x = DoubleMatrix.zeros(n, d);
        RandomStream.of(seed, "conditioning").child("points").fillSphere(x, 0);
        return x;
    }

    /**
     * <pre>
     * x_1 = (1 - delta) x_0 + sqrt(1 - (1 - delta)^2) v,   v a unit vector at a right angle to x_0
     * </pre>
     */
    public static DoubleMatrix near(int n, int d, double delta, long seed) {
        DoubleMatrix x = sphere(n, d, seed);
        double product = Reduce.dot(x.row(0), x.row(1));
        double cosine = 1 - delta;
        double sine = Math.sqrt((1 - cosine) * (1 + cosine));
        double length = Math.sqrt((1 - product) * (1 + product));
        for (int j = 0; j < d; j++) {
            double across = (x.get(1, j) - product * x.get(0, j)) / length;
            x.set(1, j, cosine * x.get(0, j) + sine * across);
        }
        return x;
    }

    /** Scales every row to length 1; rows of zeros stay. */
    static void normalise(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            double length = Math.sqrt(Reduce.squaredNorm(x.row(i)));
            Elementwise.scale(length > 0 ? 1 / length : 0, x.row(i));
        }
    }

    /** n different training images in an order drawn from the seed, each divided by its length: n x 784. */
    public static DoubleMatrix mnist(int n, long seed, String folder) throws IOException {
        var images = new ImageFolder(Path.of(folder)).read(MNIST, ImageFolder.Part.TRAINING);
        int[] order = RandomStream.of(seed, "conditioning").child("images").permutation(images.size());
        FloatMatrix pixels = images.scaled(Arrays.copyOf(order, n));
        DoubleMatrix x = DoubleMatrix.zeros(n, pixels.columns());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < pixels.columns(); j++) {
                x.set(i, j, pixels.get(i, j));
            }
        }
        normalise(x);
        return x;
    }
}
