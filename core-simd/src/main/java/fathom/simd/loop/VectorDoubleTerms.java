package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarDoubleTerms}, a vector at a time. */
final class VectorDoubleTerms implements DoubleTerms {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();
    private static final ScalarDoubleTerms REST = new ScalarDoubleTerms();

    @Override
    public void scale(double factor, double offset, double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            v.fma(factor, offset).intoArray(y, yAt + i);
        }
        REST.scale(factor, offset, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void minusSquare(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            v.neg().mul(v).intoArray(y, yAt + i);
        }
        REST.minusSquare(x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void magnitude(double rate, double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            v.abs().mul(rate).intoArray(y, yAt + i);
        }
        REST.magnitude(rate, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void bump(double factor, double[] e, int eAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, e, eAt + i);
            DoubleVector above = v.add(1);
            v.mul(factor).div(above.mul(above)).intoArray(y, yAt + i);
        }
        REST.bump(factor, e, eAt + i, y, yAt + i, n - i);
    }

    @Override
    public void combine(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n) {
        DoubleVector scale = DoubleVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector first = DoubleVector.fromArray(SPECIES, u, uAt + i);
            DoubleVector second = DoubleVector.fromArray(SPECIES, v, vAt + i);
            first.fma(scale, second).intoArray(y, yAt + i);
        }
        REST.combine(factor, u, uAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void product(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector first = DoubleVector.fromArray(SPECIES, u, uAt + i);
            DoubleVector second = DoubleVector.fromArray(SPECIES, v, vAt + i);
            first.mul(second.mul(factor)).intoArray(y, yAt + i);
        }
        REST.product(factor, u, uAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void polynomial(
            double c0, double c1, double c2, double[] x, int xAt, double[] v, int vAt, double[] y, int yAt, int n) {
        DoubleVector constant = DoubleVector.broadcast(SPECIES, c0);
        DoubleVector linear = DoubleVector.broadcast(SPECIES, c1);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector number = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector factor = DoubleVector.fromArray(SPECIES, v, vAt + i);
            DoubleVector slope = c2 == 0 ? linear : number.fma(DoubleVector.broadcast(SPECIES, c2), linear);
            DoubleVector polynomial = slope.fma(number, constant);
            polynomial = polynomial.blend(constant, slope.compare(VectorOperators.EQ, 0));
            VectorMask<Double> gone = factor.compare(VectorOperators.EQ, 0);
            polynomial.mul(factor).blend(0, gone).intoArray(y, yAt + i);
        }
        REST.polynomial(c0, c1, c2, x, xAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void join(
            double right,
            double above,
            double factor,
            double[] x,
            int xAt,
            double[] v,
            int vAt,
            double[] y,
            int yAt,
            int n) {
        DoubleVector constant = DoubleVector.broadcast(SPECIES, above);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector number = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector beyond = right == 0 ? constant : number.mul(right);
            DoubleVector.fromArray(SPECIES, v, vAt + i)
                    .mul(factor)
                    .blend(beyond, number.compare(VectorOperators.GT, 0))
                    .intoArray(y, yAt + i);
        }
        REST.join(right, above, factor, x, xAt + i, v, vAt + i, y, yAt + i, n - i);
    }

    @Override
    public void hermite(int order, double factor, double[] roots, double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector number = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector before = DoubleVector.zero(SPECIES);
            DoubleVector h = DoubleVector.broadcast(SPECIES, 1);
            for (int k = 0; k < order; k++) {
                DoubleVector next = number.fma(h, before.mul(-roots[k])).div(roots[k + 1]);
                before = h;
                h = next;
            }
            h.mul(factor).intoArray(y, yAt + i);
        }
        REST.hermite(order, factor, roots, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void linear(DoublePieces p, double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector above = DoubleVector.broadcast(SPECIES, p.above());
        DoubleVector below = DoubleVector.broadcast(SPECIES, p.below());
        DoubleVector right = DoubleVector.broadcast(SPECIES, p.right());
        DoubleVector left = DoubleVector.broadcast(SPECIES, p.left());
        DoubleVector at = DoubleVector.broadcast(SPECIES, p.at());
        boolean flatLeft = p.left() == 0;
        boolean flatRight = p.right() == 0;
        double kink = p.kink();
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            DoubleVector before = flatLeft ? below : v.fma(left, below);
            DoubleVector beyond = flatRight ? above : v.fma(right, above);
            DoubleVector value = before.blend(at, v.compare(VectorOperators.EQ, kink))
                    .blend(beyond, v.compare(VectorOperators.GT, kink));
            value.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, yAt + i);
        }
        REST.linear(p, x, xAt + i, y, yAt + i, n - i);
    }
}
