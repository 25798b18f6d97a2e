package fathom.bench.factor;

import fathom.bench.peer.NativeLapack;
import fathom.bench.peer.Task;
import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Locale;

/** What is measured; the published sizes are those of the project's targets. */
enum Operation {
    CHOLESKY(1000, 2000, 4000),
    EIGENVALUES(1000, 2000),
    EIGENVECTORS(1000, 2000);

    private final int[] sizes;

    Operation(int... sizes) {
        this.sizes = sizes;
    }

    int[] published() {
        return sizes.clone();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is one in this precision. */
    boolean has(String precision) {
        return this == CHOLESKY || precision.equals("double");
    }

    /** G G' + n I / 10 for a normal G: every method treats it as it treats any other. */
    static DoubleMatrix problem(int n) {
        DoubleMatrix g = DoubleMatrix.zeros(n, n);
        RandomStream.of(n, "bench factor").fillNormal(g, 0);
        DoubleMatrix a = Gemm.gram(g);
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 0.1 * n);
        }
        return a;
    }

    static FloatMatrix floats(DoubleMatrix a) {
        FloatMatrix b = FloatMatrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < b.array().length; i++) {
            b.array()[i] = (float) a.array()[i];
        }
        return b;
    }

    Task ours(DoubleMatrix a, String precision) {
        return switch (this) {
            case CHOLESKY -> precision.equals("double") ? choleskyDouble(a) : choleskyFloat(floats(a));
            case EIGENVALUES -> task(() -> SymmetricEigen.values(a));
            case EIGENVECTORS -> task(() -> SymmetricEigen.decompose(a));
        };
    }

    Task theirs(NativeLapack lapack, DoubleMatrix a, String precision) {
        int n = a.rows();
        return switch (this) {
            case CHOLESKY ->
                lapack.cholesky(
                        n, precision.equals("double") ? a.array() : floats(a).array());
            case EIGENVALUES -> lapack.eigen(n, a.array(), false);
            case EIGENVECTORS -> lapack.eigen(n, a.array(), true);
        };
    }

    private static Task choleskyDouble(DoubleMatrix a) {
        DoubleMatrix work = a.copy();
        return new Task() {
            @Override
            public void prepare() {
                System.arraycopy(a.array(), 0, work.array(), 0, a.array().length);
            }

            @Override
            public void run() {
                Cholesky.factorise(work);
            }
        };
    }

    private static Task choleskyFloat(FloatMatrix a) {
        FloatMatrix work = a.copy();
        return new Task() {
            @Override
            public void prepare() {
                System.arraycopy(a.array(), 0, work.array(), 0, a.array().length);
            }

            @Override
            public void run() {
                Cholesky.factorise(work);
            }
        };
    }

    /** For a job that leaves its operand alone. */
    private static Task task(Runnable job) {
        return new Task() {
            @Override
            public void prepare() {}

            @Override
            public void run() {
                job.run();
            }
        };
    }
}
