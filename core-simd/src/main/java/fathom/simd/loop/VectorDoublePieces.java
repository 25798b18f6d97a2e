package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarDoublePieces}, a vector at a time. */
final class VectorDoublePieces {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorDoublePieces() {}

    static void linear(DoublePieces p, double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector above = DoubleVector.broadcast(SPECIES, p.above());
        DoubleVector below = DoubleVector.broadcast(SPECIES, p.below());
        DoubleVector right = DoubleVector.broadcast(SPECIES, p.right());
        DoubleVector left = DoubleVector.broadcast(SPECIES, p.left());
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector before = p.left() == 0 ? below : v.fma(left, below);
            DoubleVector beyond = p.right() == 0 ? above : v.fma(right, above);
            DoubleVector value = before.blend(p.at(), v.compare(VectorOperators.EQ, p.kink()))
                    .blend(beyond, v.compare(VectorOperators.GT, p.kink()));
            value.blend(v, v.test(VectorOperators.IS_NAN)).intoArray(y, yAt + i);
        }
        ScalarDoublePieces.linear(p, x, xAt + i, y, yAt + i, n - i);
    }

    static void join(double right, double above, double factor, double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector constant = DoubleVector.broadcast(SPECIES, above);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector beyond = right == 0 ? constant : v.mul(right);
            DoubleVector.fromArray(SPECIES, y, yAt + i)
                    .mul(factor)
                    .blend(beyond, v.compare(VectorOperators.GT, 0))
                    .intoArray(y, yAt + i);
        }
        ScalarDoublePieces.join(right, above, factor, x, xAt + i, y, yAt + i, n - i);
    }
}
