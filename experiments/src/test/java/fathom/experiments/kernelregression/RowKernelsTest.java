package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.ntk.RowKernel;
import fathom.runs.UserError;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of figure 1 against their formulas, written with the JDK's functions. */
class RowKernelsTest {

    private static final DoubleMatrix X = DoubleMatrix.zeros(12, 4);
    private static final DoubleMatrix Y = DoubleMatrix.zeros(7, 4);

    static {
        RandomStream.of(5, "rows").fillNormal(X, 0);
        RandomStream.of(6, "rows").fillNormal(Y, 0);
    }

    private static double step(double u) {
        return (Math.PI - Math.acos(u)) / Math.PI;
    }

    private static double ramp(double u) {
        return (u * (Math.PI - Math.acos(u)) + Math.sqrt(1 - u * u)) / Math.PI;
    }

    /** As the authors' code has it. */
    private static double formula(String name, double u) {
        return switch (name) {
            case "nngp_b" -> (1 + u) * ramp(u);
            case "ntk_b" -> (1 + u) * step(u) + ramp(u);
            case "laplace" -> Math.exp(-Math.sqrt(1 - u));
            default -> {
                double nngp = u;
                double ntk = u;
                for (int l = 0; l < KernelName.parse(name).depth(); l++) {
                    ntk = ntk * step(nngp) + ramp(nngp);
                    nngp = ramp(nngp);
                }
                yield name.startsWith("ntk") ? ntk : nngp;
            }
        };
    }

    private static double norm(DoubleMatrix x, int row) {
        double square = 0;
        for (int j = 0; j < x.columns(); j++) {
            square += x.get(row, j) * x.get(row, j);
        }
        return Math.sqrt(square);
    }

    private static double product(DoubleMatrix x, int i, DoubleMatrix y, int j) {
        double sum = 0;
        for (int k = 0; k < x.columns(); k++) {
            sum += x.get(i, k) * y.get(j, k);
        }
        return sum;
    }

    /** x / |x|: the two kernels with a bias are those of the sphere. */
    private static DoubleMatrix unit(DoubleMatrix x) {
        DoubleMatrix unit = x.copy();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                unit.set(i, j, x.get(i, j) / norm(x, i));
            }
        }
        return unit;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nngp(depth=1)", "nngp(depth=3)", "ntk(depth=1)", "ntk(depth=4)", "laplace", "nngp_b", "ntk_b"})
    void kernelsAreTheirFormulas(String name) {
        boolean sphere = name.endsWith("_b");
        DoubleMatrix x = sphere ? unit(X) : X;
        DoubleMatrix y = sphere ? unit(Y) : Y;
        RowKernel kernel = KernelName.parse(name).unscaled();
        DoubleMatrix cross = kernel.cross(x, y);
        DoubleMatrix gram = kernel.gram(x);
        double[] diagonal = kernel.diagonal(x);
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < y.rows(); j++) {
                double scale = norm(x, i) * norm(y, j);
                assertEquals(scale * formula(name, product(x, i, y, j) / scale), cross.get(i, j), 1e-12 * scale);
            }
            for (int j = 0; j < i; j++) {
                double scale = norm(x, i) * norm(x, j);
                assertEquals(scale * formula(name, product(x, i, x, j) / scale), gram.get(i, j), 1e-12 * scale);
                assertEquals(gram.get(i, j), gram.get(j, i));
            }
            double square = norm(x, i) * norm(x, i);
            assertEquals(square * formula(name, 1), gram.get(i, i), 1e-12 * square);
            assertEquals(gram.get(i, i), diagonal[i], 1e-14 * square);
        }
        assertEquals(0, Math.min(0, SymmetricEigen.values(gram)[0]), 1e-12);
    }

    @Test
    void scaledTangentKernelsAreOneOnTheDiagonal() {
        DoubleMatrix x = unit(X);
        for (String name : new String[] {"ntk(depth=2)", "ntk_b", "nngp(depth=3)", "laplace"}) {
            RowKernel kernel = KernelName.parse(name).scaled();
            double atOne = name.equals("ntk_b") ? 1.5 : 1;
            for (double value : kernel.diagonal(x)) {
                assertEquals(atOne, value, 1e-14);
            }
            assertEquals(atOne, kernel.gram(x).get(3, 3), 1e-14);
        }
    }

    @Test
    void unknownNamesAreRefused() {
        assertThrows(UserError.class, () -> KernelName.parse("ntk(depth=0)"));
        assertThrows(UserError.class, () -> KernelName.parse("gauss"));
    }
}
