package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * Blocked products with one kernel, on vectors. Not to be loaded where {@link Backend#available()} is false.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
public final class Engine<T> {

    private static final Engine<float[]> FLOAT =
            new Engine<>(manyRegisters() ? new VectorWideFloatKernel() : new VectorFloatKernel());
    private static final Engine<double[]> DOUBLE =
            new Engine<>(manyRegisters() ? new VectorWideDoubleKernel() : new VectorDoubleKernel());

    private final Kernel<T> kernel;
    private final ThreadLocal<Blocking<T>> blockings;
    private final ThreadLocal<Product<T>> products;
    private final ThreadLocal<Scratch<T>> scratches;

    Engine(Kernel<T> kernel) {
        this.kernel = kernel;
        blockings = ThreadLocal.withInitial(() -> new Blocking<>(kernel));
        products = ThreadLocal.withInitial(() -> new Product<>(kernel, blockings));
        scratches = ThreadLocal.withInitial(() -> new Scratch<>(kernel));
    }

    /** 64-byte vectors and ARM have 32 vector registers, the others 16. */
    private static boolean manyRegisters() {
        return Backend.vectorBytes() == 64 || System.getProperty("os.arch", "").equals("aarch64");
    }

    /** The steps of a factorisation of A by panels, in place. */
    public static SolvedPanel<float[]> panel(FloatMatrix a) {
        return FLOAT.panel(a.array(), a.offset(), a.rowStride(), a.columnStride());
    }

    /** The steps of a factorisation of A by panels, in place. */
    public static SolvedPanel<double[]> panel(DoubleMatrix a) {
        return DOUBLE.panel(a.array(), a.offset(), a.rowStride(), a.columnStride());
    }

    private SolvedPanel<T> panel(T array, int offset, int rowStride, int columnStride) {
        return new SolvedPanel<>(kernel, scratches, array, offset, rowStride, columnStride);
    }

    /** C := alpha A B + beta C on one triangle of C, then the epilogue, which may be null. */
    public static void multiply(
            float alpha,
            FloatMatrix a,
            FloatMatrix b,
            float beta,
            FloatMatrix c,
            Triangle part,
            Epilogue<float[]> after) {
        multiply(FLOAT, alpha, a, b, beta, c, part, after);
    }

    /** C := alpha A B + beta C on one triangle of C, then the epilogue, which may be null. */
    public static void multiply(
            double alpha,
            DoubleMatrix a,
            DoubleMatrix b,
            double beta,
            DoubleMatrix c,
            Triangle part,
            Epilogue<double[]> after) {
        multiply(DOUBLE, alpha, a, b, beta, c, part, after);
    }

    static void multiply(
            Engine<float[]> engine,
            float alpha,
            FloatMatrix a,
            FloatMatrix b,
            float beta,
            FloatMatrix c,
            Triangle part,
            Epilogue<float[]> after) {
        Product<float[]> product = engine.product();
        product.left(a.array(), a.offset(), a.rowStride(), a.columnStride());
        product.right(b.array(), b.offset(), b.rowStride(), b.columnStride());
        product.result(c.array(), c.offset(), c.rowStride(), c.columnStride());
        product.run(c.rows(), c.columns(), a.columns(), alpha, beta, part, after);
    }

    static void multiply(
            Engine<double[]> engine,
            double alpha,
            DoubleMatrix a,
            DoubleMatrix b,
            double beta,
            DoubleMatrix c,
            Triangle part,
            Epilogue<double[]> after) {
        Product<double[]> product = engine.product();
        product.left(a.array(), a.offset(), a.rowStride(), a.columnStride());
        product.right(b.array(), b.offset(), b.rowStride(), b.columnStride());
        product.result(c.array(), c.offset(), c.rowStride(), c.columnStride());
        product.run(c.rows(), c.columns(), a.columns(), alpha, beta, part, after);
    }

    /** The calling thread's product; a fresh one inside an epilogue that itself asks for a product. */
    private Product<T> product() {
        Product<T> own = products.get();
        return own.idle() ? own : new Product<>(kernel, blockings);
    }
}
