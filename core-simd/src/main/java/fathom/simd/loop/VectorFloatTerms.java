package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarFloatTerms}, a vector at a time. */
final class VectorFloatTerms implements FloatTerms {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();
    private static final ScalarFloatTerms REST = new ScalarFloatTerms();

    @Override
    public void scale(float factor, float offset, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            v.fma(factor, offset).intoArray(y, yAt + i);
        }
        REST.scale(factor, offset, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void minusSquare(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            v.neg().mul(v).intoArray(y, yAt + i);
        }
        REST.minusSquare(x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void magnitude(float rate, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            v.abs().mul(rate).intoArray(y, yAt + i);
        }
        REST.magnitude(rate, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void bump(float factor, float[] e, int eAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, e, eAt + i);
            FloatVector above = v.add(1);
            v.mul(factor).div(above.mul(above)).intoArray(y, yAt + i);
        }
        REST.bump(factor, e, eAt + i, y, yAt + i, n - i);
    }

    @Override
    public void combine(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n) {
        FloatVector scale = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector first = FloatVector.fromArray(SPECIES, u, uAt + i);
            FloatVector second = FloatVector.fromArray(SPECIES, v, vAt + i);
            first.fma(scale, second).intoArray(y, yAt + i);
        }
        REST.combine(factor, u, uAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void product(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector first = FloatVector.fromArray(SPECIES, u, uAt + i);
            FloatVector second = FloatVector.fromArray(SPECIES, v, vAt + i);
            first.mul(second.mul(factor)).intoArray(y, yAt + i);
        }
        REST.product(factor, u, uAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void polynomial(
            float c0, float c1, float c2, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n) {
        FloatVector constant = FloatVector.broadcast(SPECIES, c0);
        FloatVector linear = FloatVector.broadcast(SPECIES, c1);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector number = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector factor = FloatVector.fromArray(SPECIES, v, vAt + i);
            FloatVector slope = c2 == 0 ? linear : number.fma(FloatVector.broadcast(SPECIES, c2), linear);
            FloatVector polynomial = slope.fma(number, constant);
            polynomial = polynomial.blend(constant, slope.compare(VectorOperators.EQ, 0));
            VectorMask<Float> gone = factor.compare(VectorOperators.EQ, 0);
            polynomial.mul(factor).blend(0, gone).intoArray(y, yAt + i);
        }
        REST.polynomial(c0, c1, c2, x, xAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void join(
            float right, float above, float factor, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n) {
        FloatVector constant = FloatVector.broadcast(SPECIES, above);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector number = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector beyond = right == 0 ? constant : number.mul(right);
            FloatVector.fromArray(SPECIES, v, vAt + i)
                    .mul(factor)
                    .blend(beyond, number.compare(VectorOperators.GT, 0))
                    .intoArray(y, yAt + i);
        }
        REST.join(right, above, factor, x, xAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void hermite(int order, float factor, float[] roots, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector number = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector before = FloatVector.zero(SPECIES);
            FloatVector h = FloatVector.broadcast(SPECIES, 1);
            for (int k = 0; k < order; k++) {
                FloatVector next = number.fma(h, before.mul(-roots[k])).div(roots[k + 1]);
                before = h;
                h = next;
            }
            h.mul(factor).intoArray(y, yAt + i);
        }
        REST.hermite(order, factor, roots, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void linear(FloatPieces p, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector above = FloatVector.broadcast(SPECIES, p.above());
        FloatVector below = FloatVector.broadcast(SPECIES, p.below());
        FloatVector right = FloatVector.broadcast(SPECIES, p.right());
        FloatVector left = FloatVector.broadcast(SPECIES, p.left());
        FloatVector at = FloatVector.broadcast(SPECIES, p.at());
        boolean flatLeft = p.left() == 0;
        boolean flatRight = p.right() == 0;
        float kink = p.kink();
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector before = flatLeft ? below : v.fma(left, below);
            FloatVector beyond = flatRight ? above : v.fma(right, above);
            FloatVector value = before.blend(at, v.compare(VectorOperators.EQ, kink))
                    .blend(beyond, v.compare(VectorOperators.GT, kink));
            value.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, yAt + i);
        }
        REST.linear(p, x, xAt + i, y, yAt + i, n - i);
    }
}
