package fathom.bench.peer;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.SplittableRandom;

/** Operands of one product C := A B, the same numbers in both precisions; a transposed operand is stored transposed. */
public final class Problem {

    private final GemmShape shape;
    private final boolean doubles;
    private final double[] a;
    private final double[] b;

    public Problem(GemmShape shape, boolean doubles) {
        this.shape = shape;
        this.doubles = doubles;
        SplittableRandom random = new SplittableRandom(1);
        a = random.doubles((long) shape.m() * shape.k(), -1, 1).toArray();
        b = random.doubles((long) shape.k() * shape.n(), -1, 1).toArray();
    }

    public GemmShape shape() {
        return shape;
    }

    public boolean doubles() {
        return doubles;
    }

    /** A as it is stored, row after row, a fresh copy. */
    public double[] doubleLeft() {
        return a.clone();
    }

    /** B as it is stored, row after row, a fresh copy. */
    public double[] doubleRight() {
        return b.clone();
    }

    /** A as it is stored, row after row, rounded. */
    public float[] floatLeft() {
        return rounded(a);
    }

    /** B as it is stored, row after row, rounded. */
    public float[] floatRight() {
        return rounded(b);
    }

    private static float[] rounded(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /** Length of a row of A as it is stored. */
    public int leftPitch() {
        return shape.transposeA() ? shape.m() : shape.k();
    }

    /** Length of a row of B as it is stored. */
    public int rightPitch() {
        return shape.transposeB() ? shape.k() : shape.n();
    }

    /** The view of A that the product multiplies. */
    public FloatMatrix floatA() {
        return shape.transposeA()
                ? FloatMatrix.wrap(floatLeft(), shape.k(), shape.m()).transposed()
                : FloatMatrix.wrap(floatLeft(), shape.m(), shape.k());
    }

    /** The view of B that the product multiplies. */
    public FloatMatrix floatB() {
        return shape.transposeB()
                ? FloatMatrix.wrap(floatRight(), shape.n(), shape.k()).transposed()
                : FloatMatrix.wrap(floatRight(), shape.k(), shape.n());
    }

    /** The view of A that the product multiplies. */
    public DoubleMatrix doubleA() {
        return shape.transposeA()
                ? DoubleMatrix.wrap(doubleLeft(), shape.k(), shape.m()).transposed()
                : DoubleMatrix.wrap(doubleLeft(), shape.m(), shape.k());
    }

    /** The view of B that the product multiplies. */
    public DoubleMatrix doubleB() {
        return shape.transposeB()
                ? DoubleMatrix.wrap(doubleRight(), shape.n(), shape.k()).transposed()
                : DoubleMatrix.wrap(doubleRight(), shape.k(), shape.n());
    }
}
