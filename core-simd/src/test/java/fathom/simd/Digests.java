package fathom.simd;

import fathom.simd.eigen.TwoStages;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.NumpyRandomState;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Prints one line for every kernel: its name and a digest of the bits of its results, in which all NaN are one. */
public final class Digests {

    /** Whole vectors of every width and something left over. */
    private static final int N = 61;

    /** The line after the last of the small sizes, which every machine prints. */
    static final String SMALL_END = "all small sizes done";

    /** The line after the last of the large ones. */
    static final String LARGE_END = "all large sizes done";

    private static final float[] SPECIAL = {
        0,
        -0.0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -0x1p-130f,
        1,
        -1,
        0x1p-20f,
        89,
        -104,
        3e5f,
        -Float.MAX_VALUE
    };

    private final SplittableRandom random = new SplittableRandom(3);

    private Digests() {}

    /** Arguments: the number of threads, and {@code large} for factorisations, and sizes that are worth more than one. */
    public static void main(String[] arguments) {
        Parallelism.run(Integer.parseInt(arguments[0]), () -> {
            Digests digests = new Digests();
            digests.functions();
            digests.activations();
            digests.reductions();
            digests.elementwise();
            digests.generators();
            digests.products(29, 37, 61);
            System.out.println(SMALL_END);
            if (arguments.length > 1) {
                digests.large();
                System.out.println(LARGE_END);
            }
        });
    }

    private void functions() {
        for (FloatMatrix x : new FloatMatrix[] {floats(1, N), special()}) {
            for (MathFunction f : MathFunction.values()) {
                printFloats(f.symbol(), y -> Elementwise.apply(f, x, y), zeros(x));
            }
            printFloats("atan2", y -> Elementwise.atan2(x, y), floats(1, N));
            printFloats("hypot", y -> Elementwise.hypot(x, y), floats(1, N));
        }
        for (DoubleMatrix x : new DoubleMatrix[] {doubles(1, N), doubles(special())}) {
            for (MathFunction f : MathFunction.values()) {
                printDoubles(f.symbol(), y -> Elementwise.apply(f, x, y), zeros(x));
            }
            printDoubles("atan2", y -> Elementwise.atan2(x, y), doubles(1, N));
            printDoubles("hypot", y -> Elementwise.hypot(x, y), doubles(1, N));
        }
    }

    private void activations() {
        for (ActivationKind kind : ActivationKind.values()) {
            Activation phi = Activation.of(kind);
            FloatMatrix x = special();
            printFloats(kind + " ", y -> phi.apply(x, y), zeros(x));
            printFloats(kind + "'", y -> phi.multiplyByDerivative(x, y), floats(1, N));
            DoubleMatrix z = doubles(x);
            printDoubles(kind + " ", y -> phi.apply(z, y), zeros(z));
            printDoubles(kind + "'", y -> phi.multiplyByDerivative(z, y), doubles(1, N));
            if (phi.isSmooth()) {
                printFloats(kind + "''", y -> phi.secondDerivative(x, y), zeros(x));
                printDoubles(kind + "''", y -> phi.secondDerivative(z, y), zeros(z));
            }
        }
        DoubleMatrix x = doubles(1, N);
        printDoubles("normalised", y -> Activation.parse("normalised(gelu)").apply(x, y), zeros(x));
    }

    private void reductions() {
        FloatMatrix x = floats(3, N);
        FloatMatrix y = floats(3, N);
        for (FloatMatrix of : new FloatMatrix[] {x, x.transposed(), x.window(1, 2, 2, 57)}) {
            FloatMatrix with = of.rows() == y.rows() ? y : of.rows() == N ? y.transposed() : y.window(1, 2, 2, 57);
            print("sum", Float.floatToIntBits(Reduce.sum(of)));
            print("dot", Float.floatToIntBits(Reduce.dot(of, with)));
            print("norm", Float.floatToIntBits(Reduce.squaredNorm(of)));
            print("mean", Float.floatToIntBits(Reduce.mean(of)));
            print("variance", Float.floatToIntBits(Reduce.variance(of)));
            print("max", Float.floatToIntBits(Reduce.max(of)));
            print("maxAbs", Float.floatToIntBits(Reduce.maxAbs(of)));
            print("argmax", Reduce.argmax(of));
            printFloats("columnSums", sums -> Reduce.columnSums(of, sums), FloatMatrix.zeros(1, of.columns()));
            printFloats("rowSums", sums -> Reduce.rowSums(of, sums), FloatMatrix.zeros(of.rows(), 1));
            printFloats("logSumExp", sums -> Softmax.logSumExp(of, sums), FloatMatrix.zeros(of.rows(), 1));
            printFloats("softmax", to -> Softmax.softmax(of, to), zeros(of));
            int[] classes = new int[of.rows()];
            print("crossEntropy", Double.doubleToLongBits(Softmax.crossEntropy(of, classes, zeros(of))));
        }
        DoubleMatrix u = doubles(3, N);
        DoubleMatrix v = doubles(3, N);
        for (DoubleMatrix of : new DoubleMatrix[] {u, u.transposed(), u.window(1, 2, 2, 57)}) {
            DoubleMatrix with = of.rows() == v.rows() ? v : of.rows() == N ? v.transposed() : v.window(1, 2, 2, 57);
            print("sum", Double.doubleToLongBits(Reduce.sum(of)));
            print("dot", Double.doubleToLongBits(Reduce.dot(of, with)));
            print("norm", Double.doubleToLongBits(Reduce.squaredNorm(of)));
            print("mean", Double.doubleToLongBits(Reduce.mean(of)));
            print("variance", Double.doubleToLongBits(Reduce.variance(of)));
            print("max", Double.doubleToLongBits(Reduce.max(of)));
            print("maxAbs", Double.doubleToLongBits(Reduce.maxAbs(of)));
            print("argmax", Reduce.argmax(of));
            print("compensatedSum", Double.doubleToLongBits(Reduce.compensatedSum(of)));
            print("compensatedDot", Double.doubleToLongBits(Reduce.compensatedDot(of, with)));
            printDoubles("columnSums", sums -> Reduce.columnSums(of, sums), DoubleMatrix.zeros(1, of.columns()));
            printDoubles("rowSums", sums -> Reduce.rowSums(of, sums), DoubleMatrix.zeros(of.rows(), 1));
            printDoubles("logSumExp", sums -> Softmax.logSumExp(of, sums), DoubleMatrix.zeros(of.rows(), 1));
            printDoubles("softmax", to -> Softmax.softmax(of, to), zeros(of));
            int[] classes = new int[of.rows()];
            print("crossEntropy", Double.doubleToLongBits(Softmax.crossEntropy(of, classes, zeros(of))));
        }
    }

    private void elementwise() {
        FloatMatrix x = special();
        printFloats("scale", y -> Elementwise.scale(0.3f, y), special());
        printFloats("shift", y -> Elementwise.shift(0.3f, y), special());
        printFloats("add", y -> Elementwise.add(x, y), floats(1, N));
        printFloats("addScaled", y -> Elementwise.addScaled(0.3f, x, y), floats(1, N));
        printFloats("subtract", y -> Elementwise.subtract(x, y), floats(1, N));
        printFloats("multiply", y -> Elementwise.multiply(x, y), floats(1, N));
        printFloats("relu", Elementwise::relu, special());
        printFloats("mask", y -> Elementwise.maskByPositive(x, y), floats(1, N));
        DoubleMatrix z = doubles(x);
        printDoubles("scale", y -> Elementwise.scale(0.3, y), doubles(x));
        printDoubles("shift", y -> Elementwise.shift(0.3, y), doubles(x));
        printDoubles("add", y -> Elementwise.add(z, y), doubles(1, N));
        printDoubles("addScaled", y -> Elementwise.addScaled(0.3, z, y), doubles(1, N));
        printDoubles("subtract", y -> Elementwise.subtract(z, y), doubles(1, N));
        printDoubles("multiply", y -> Elementwise.multiply(z, y), doubles(1, N));
        printDoubles("relu", Elementwise::relu, doubles(x));
        printDoubles("mask", y -> Elementwise.maskByPositive(z, y), doubles(1, N));
    }

    private void generators() {
        RandomStream stream = RandomStream.of(17, "digests");
        printDoubles("uniform", x -> stream.fillUniform(x, 5), DoubleMatrix.zeros(3, N));
        printFloats("uniform", x -> stream.fillUniform(x, 5), FloatMatrix.zeros(3, N));
        printDoubles("normal", x -> stream.fillNormal(x, 6), DoubleMatrix.zeros(3, N));
        printFloats("normal", x -> stream.fillNormal(x, 6), FloatMatrix.zeros(3, N));
        printDoubles("truncated", x -> stream.fillTruncatedNormal(x, 7), DoubleMatrix.zeros(3, N));
        printFloats("truncated", x -> stream.fillTruncatedNormal(x, 7), FloatMatrix.zeros(3, N));
        printDoubles("sphere", x -> stream.fillSphere(x, 8), DoubleMatrix.zeros(3, N));
        printFloats("sphere", x -> stream.fillSphere(x, 8), FloatMatrix.zeros(3, N));
        print("permutation", Arrays.hashCode(stream.permutation(N)));
        NumpyRandomState state = new NumpyRandomState(17);
        printDoubles("rand", state::rand, DoubleMatrix.zeros(3, N));
        printDoubles("randn", state::randn, DoubleMatrix.zeros(3, N));
        print("randint", state.randint(-5, 1L << 40));
        print("numpy permutation", Arrays.hashCode(state.permutation(N)));
    }

    private void products(int m, int n, int k) {
        FloatMatrix a = floats(m, k);
        FloatMatrix b = floats(n, k);
        printFloats("product", c -> Gemm.multiply(0.7f, a, b.transposed(), 0.3f, c), floats(m, n));
        printFloats("thin product", c -> Gemm.multiply(1, a, b.rows(0, 1).transposed(), 0, c), floats(m, 1));
        printFloats("gram", c -> Gemm.symmetricUpdate(1, a, 0, c), floats(m, m));
        DoubleMatrix u = doubles(m, k);
        DoubleMatrix v = doubles(n, k);
        printDoubles("product", c -> Gemm.multiply(0.7, u, v.transposed(), 0.3, c), doubles(m, n));
        printDoubles("thin product", c -> Gemm.multiply(1, u, v.rows(0, 1).transposed(), 0, c), doubles(m, 1));
        printDoubles("gram", c -> Gemm.symmetricUpdate(1, u, 0, c), doubles(m, m));
    }

    private void factorisations(int n) {
        DoubleMatrix g = doubles(n, n);
        DoubleMatrix a = Gemm.gram(g);
        Elementwise.add(identity(n), a);
        FloatMatrix single = FloatMatrix.zeros(n, n);
        for (int i = 0; i < n * n; i++) {
            single.array()[i] = (float) a.array()[i];
        }
        printDoubles("cholesky", Cholesky::factorise, a.copy());
        printFloats("cholesky", Cholesky::factorise, single);
        DoubleMatrix l = a.copy();
        Cholesky.factorise(l);
        printDoubles("solve", b -> Cholesky.solve(l, b), doubles(n, 5));
        printDoubles("lower", b -> TriangularSolve.lower(l, b), doubles(n, 5));
        print("logDeterminant", Double.doubleToLongBits(Cholesky.logDeterminant(l)));
        print("inverseDiagonal", Arrays.hashCode(Cholesky.inverseDiagonal(l)));
        print("eigenvalues", Arrays.hashCode(SymmetricEigen.values(a)));
        print("tridiagonal by way of a band", Arrays.hashCode(TwoStages.tridiagonal(a)));
        print(
                "eigenvectors",
                Arrays.hashCode(SymmetricEigen.decompose(a).vectors().array()));
        print("qr", Arrays.hashCode(Qr.orthonormal(g).array()));
        printDoubles(
                "conjugate gradients",
                x -> ConjugateGradients.solve(
                        (p, to) -> Gemm.multiply(1, a, p, 0, to),
                        ConjugateGradients.noPreconditioner(),
                        g.rows(0, n).window(0, 0, n, 2),
                        x,
                        1e-10,
                        100),
                DoubleMatrix.zeros(n, 2));
        try (SymmetricTiles tiles = SymmetricTiles.inMemory(n, 16)) {
            tiles.fillGram(g);
            tiles.addToDiagonal(1);
            tiles.factorise();
            printDoubles("tiles", tiles::solve, doubles(n, 3));
        }
    }

    private void large() {
        FloatMatrix x = floats(220, 150);
        printFloats("large exp", y -> Elementwise.apply(MathFunction.EXP, x, y), zeros(x));
        printFloats(
                "large window",
                y -> Activation.parse("tanh").derivative(x.window(1, 1, 219, 149), y),
                floats(219, 149));
        print("large sum", Float.floatToIntBits(Reduce.sum(x)));
        FloatMatrix tall = floats(600, 3);
        printFloats("large columnSums", sums -> Reduce.columnSums(tall, sums), FloatMatrix.zeros(1, 3));
        print("large dot", Double.doubleToLongBits(Reduce.dot(doubles(x), doubles(x))));
        products(200, 150, 130);
        factorisations(150);
    }

    private static void print(String name, long digest) {
        System.out.println(name + " " + Long.toHexString(digest));
    }

    private static void printFloats(String name, Consumer<FloatMatrix> kernel, FloatMatrix result) {
        kernel.accept(result);
        print("float " + name, Arrays.hashCode(result.array()));
    }

    private static void printDoubles(String name, Consumer<DoubleMatrix> kernel, DoubleMatrix result) {
        kernel.accept(result);
        print("double " + name, Arrays.hashCode(result.array()));
    }

    private FloatMatrix floats(int rows, int columns) {
        FloatMatrix x = FloatMatrix.zeros(rows, columns);
        FloatLayouts.randomise(x, random);
        return x;
    }

    private DoubleMatrix doubles(int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        DoubleLayouts.randomise(x, random);
        return x;
    }

    private FloatMatrix special() {
        FloatMatrix x = floats(1, N);
        for (int i = 0; i < SPECIAL.length; i++) {
            x.set(0, 4 * i + i % 4, SPECIAL[i]);
        }
        return x;
    }

    private static DoubleMatrix doubles(FloatMatrix x) {
        DoubleMatrix copy = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                copy.set(i, j, x.get(i, j));
            }
        }
        return copy;
    }

    private static DoubleMatrix identity(int n) {
        DoubleMatrix one = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            one.set(i, i, 1);
        }
        return one;
    }

    private static FloatMatrix zeros(FloatMatrix like) {
        return FloatMatrix.zeros(like.rows(), like.columns());
    }

    private static DoubleMatrix zeros(DoubleMatrix like) {
        return DoubleMatrix.zeros(like.rows(), like.columns());
    }
}
