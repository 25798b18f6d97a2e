package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for the kernels of all activations: positivity, symmetry, invariance under rotations, homogeneity. */
class ActivationLawsTest {

    private static final List<String> NAMES = List.of("tanh", "elu", "gelu", "abs", "leaky_relu(slope=0.3)", "cos");
    private static final InfiniteNetwork NETWORK =
            new InfiniteNetwork(0.5, PerLayer.same(1.5), PerLayer.same(0.1), PerLayer.same(0.2));

    /** Lengths between 1 and 1.1. */
    private static DoubleMatrix rows(int seed, int count) {
        DoubleMatrix x = DoubleMatrix.zeros(count, 3);
        RandomStream stream = RandomStream.of(seed, "activation laws");
        stream.fillNormal(x, 0);
        DoubleMatrix unit = UnitRows.of(x);
        for (int i = 0; i < count; i++) {
            double length = 1 + 0.1 * stream.uniform(1000 + i);
            for (int k = 0; k < 3; k++) {
                unit.set(i, k, length * unit.get(i, k));
            }
        }
        return unit;
    }

    @Property(tries = 12)
    void gramMatricesArePositiveSemidefinite(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(max = 5) int name,
            @ForAll @IntRange(min = 1, max = 3) int depth) {
        DoubleMatrix x = rows(seed, 40);
        Nonlinearity phi = Nonlinearity.parse(NAMES.get(name));
        for (Kernel kind : Kernel.values()) {
            DoubleMatrix gram = ActivationKernels.of(phi, kind, NETWORK, depth).gram(x);
            DoubleMatrix rounded = DoubleMatrix.zeros(40, 40);
            for (int i = 0; i < 1600; i++) {
                rounded.array()[i] = (float) gram.array()[i];
            }
            double[] values = SymmetricEigen.values(gram);
            assertTrue(values[0] >= -1e-14 * values[39], () -> phi + " " + values[0] + " of " + values[39]);
            double least = SymmetricEigen.values(rounded)[0];
            assertTrue(least >= -2e-7 * Math.sqrt(40) * values[39], () -> phi + " in float " + least);
        }
    }

    @Property(tries = 8)
    void kernelsAreSymmetricAndSeeNoRotation(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(max = 5) int name) {
        Nonlinearity phi = Nonlinearity.parse(NAMES.get(name));
        RowKernel kernel = ActivationKernels.of(phi, Kernel.NTK, NETWORK, 2);
        DoubleMatrix x = rows(seed, 5);
        DoubleMatrix y = rows(seed + 1, 4);
        double angle = seed;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        DoubleMatrix rotation = DoubleMatrix.of(3, 3, c, -s, 0, s * 0.6, c * 0.6, -0.8, s * 0.8, c * 0.8, 0.6);
        DoubleMatrix cross = kernel.cross(x, y);
        DoubleMatrix turned = kernel.cross(Gemm.product(x, rotation), Gemm.product(y, rotation));
        DoubleMatrix transposed = kernel.cross(y, x);
        double scale = kernel.diagonal(x)[0];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(cross.get(i, j), transposed.get(j, i), 1e-14 * scale);
                assertEquals(cross.get(i, j), turned.get(i, j), 1e-13 * scale);
            }
        }
    }

    @Property(tries = 6)
    void twoStraightLinesAreHomogeneous(@ForAll @IntRange(max = 1_000_000) int seed) {
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(1.2);
        for (String name : new String[] {"abs", "leaky_relu(slope=-0.4)", "identity"}) {
            RowKernel kernel = ActivationKernels.of(Nonlinearity.parse(name), Kernel.NTK, network, 3);
            DoubleMatrix x = rows(seed, 6);
            DoubleMatrix once = kernel.gram(x);
            DoubleMatrix scaled = x.copy();
            for (int i = 0; i < scaled.array().length; i++) {
                scaled.array()[i] *= 4;
            }
            DoubleMatrix sixteen = kernel.gram(scaled);
            for (int i = 0; i < once.array().length; i++) {
                assertEquals(16 * once.array()[i], sixteen.array()[i], 1e-12);
            }
        }
    }
}
