package fathom.bench.peer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** EJML's dense product, found by name. */
final class Ejml {

    private Ejml() {}

    static Contender contender(Problem problem) throws ReflectiveOperationException {
        String letter = problem.doubles() ? "D" : "F";
        Class<?> matrix = Class.forName("org.ejml.data." + letter + "MatrixRMaj");
        Class<?> operations = Class.forName("org.ejml.dense.row.CommonOps_" + letter + "DRM");
        Class<?> base = Class.forName("org.ejml.data." + letter + "Matrix1Row");
        GemmShape s = problem.shape();
        String name = s.transposeA()
                ? (s.transposeB() ? "multTransAB" : "multTransA")
                : s.transposeB() ? "multTransB" : "mult";
        MethodHandle mult = MethodHandles.publicLookup()
                .unreflect(operations.getMethod(name, base, base, base))
                .asType(MethodType.genericMethodType(3).changeReturnType(void.class));
        Object a = wrap(matrix, problem, s.transposeA() ? s.k() : s.m(), problem.leftPitch(), true);
        Object b = wrap(matrix, problem, s.transposeB() ? s.n() : s.k(), problem.rightPitch(), false);
        Object c = matrix.getConstructor(int.class, int.class).newInstance(s.m(), s.n());
        return () -> {
            mult.invokeExact(a, b, c);
        };
    }

    private static Object wrap(Class<?> matrix, Problem problem, int rows, int columns, boolean left)
            throws ReflectiveOperationException {
        Object elements = problem.doubles()
                ? (left ? problem.doubleLeft() : problem.doubleRight())
                : (left ? problem.floatLeft() : problem.floatRight());
        return matrix.getMethod("wrap", int.class, int.class, elements.getClass())
                .invoke(null, rows, columns, elements);
    }
}
