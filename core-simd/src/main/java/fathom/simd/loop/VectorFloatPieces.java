package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarFloatPieces}, a vector at a time. */
final class VectorFloatPieces {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();

    private VectorFloatPieces() {}

    static void linear(FloatPieces p, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector above = FloatVector.broadcast(SPECIES, p.above());
        FloatVector below = FloatVector.broadcast(SPECIES, p.below());
        FloatVector right = FloatVector.broadcast(SPECIES, p.right());
        FloatVector left = FloatVector.broadcast(SPECIES, p.left());
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector before = p.left() == 0 ? below : v.fma(left, below);
            FloatVector beyond = p.right() == 0 ? above : v.fma(right, above);
            FloatVector value = before.blend(p.at(), v.compare(VectorOperators.EQ, p.kink()))
                    .blend(beyond, v.compare(VectorOperators.GT, p.kink()));
            value.blend(v, v.test(VectorOperators.IS_NAN)).intoArray(y, yAt + i);
        }
        ScalarFloatPieces.linear(p, x, xAt + i, y, yAt + i, n - i);
    }

    static void join(float right, float above, float factor, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector constant = FloatVector.broadcast(SPECIES, above);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector beyond = right == 0 ? constant : v.mul(right);
            FloatVector.fromArray(SPECIES, y, yAt + i)
                    .mul(factor)
                    .blend(beyond, v.compare(VectorOperators.GT, 0))
                    .intoArray(y, yAt + i);
        }
        ScalarFloatPieces.join(right, above, factor, x, xAt + i, y, yAt + i, n - i);
    }
}
