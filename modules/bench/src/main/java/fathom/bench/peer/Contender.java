package fathom.bench.peer;

/** One way to do the work that is timed, with operands of its own, ready to run again and again. */
@FunctionalInterface
public interface Contender {

    /** Does the work once. */
    void run() throws Throwable;

    /** Fathom's own product, on as many threads as the calling scope allows. */
    static Contender ours(Problem problem) {
        if (problem.doubles()) {
            var a = problem.doubleA();
            var b = problem.doubleB();
            var c = fathom.simd.matrix.DoubleMatrix.zeros(a.rows(), b.columns());
            return () -> fathom.simd.Gemm.multiply(1, a, b, 0, c);
        }
        var a = problem.floatA();
        var b = problem.floatB();
        var c = fathom.simd.matrix.FloatMatrix.zeros(a.rows(), b.columns());
        return () -> fathom.simd.Gemm.multiply(1, a, b, 0, c);
    }

    /** One half of A A' by Fathom, for a problem whose B stands for A transposed. */
    static Contender half(Problem problem) {
        if (problem.doubles()) {
            var a = problem.doubleA();
            var c = fathom.simd.matrix.DoubleMatrix.zeros(a.rows(), a.rows());
            return () -> fathom.simd.Gemm.symmetricUpdate(1, a, 0, c);
        }
        var a = problem.floatA();
        var c = fathom.simd.matrix.FloatMatrix.zeros(a.rows(), a.rows());
        return () -> fathom.simd.Gemm.symmetricUpdate(1, a, 0, c);
    }
}
