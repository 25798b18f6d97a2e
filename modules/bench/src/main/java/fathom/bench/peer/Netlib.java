package fathom.bench.peer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Netlib's BLAS on the Vector API, found by name. It counts along columns, so it computes C' := op(B)' op(A)'. */
final class Netlib {

    private Netlib() {}

    static Contender contender(Problem problem) throws ReflectiveOperationException {
        Class<?> type = Class.forName("dev.ludovic.netlib.blas.JavaBLAS");
        Object blas = type.getMethod("getInstance").invoke(null);
        Class<?> real = problem.doubles() ? double.class : float.class;
        Class<?> array = real.arrayType();
        MethodHandle gemm = MethodHandles.publicLookup()
                .unreflect(Class.forName("dev.ludovic.netlib.blas.BLAS")
                        .getMethod(
                                problem.doubles() ? "dgemm" : "sgemm",
                                String.class,
                                String.class,
                                int.class,
                                int.class,
                                int.class,
                                real,
                                array,
                                int.class,
                                array,
                                int.class,
                                real,
                                array,
                                int.class))
                .bindTo(blas);
        GemmShape s = problem.shape();
        String opA = s.transposeA() ? "T" : "N";
        String opB = s.transposeB() ? "T" : "N";
        int pitchA = problem.leftPitch();
        int pitchB = problem.rightPitch();
        if (problem.doubles()) {
            double[] a = problem.doubleLeft();
            double[] b = problem.doubleRight();
            double[] c = new double[s.m() * s.n()];
            return () -> {
                gemm.invokeExact(opB, opA, s.n(), s.m(), s.k(), 1.0, b, pitchB, a, pitchA, 0.0, c, s.n());
            };
        }
        float[] a = problem.floatLeft();
        float[] b = problem.floatRight();
        float[] c = new float[s.m() * s.n()];
        return () -> {
            gemm.invokeExact(opB, opA, s.n(), s.m(), s.k(), 1f, b, pitchB, a, pitchA, 0f, c, s.n());
        };
    }
}
