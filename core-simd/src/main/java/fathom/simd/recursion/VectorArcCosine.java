package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The recursion of a ReLU layer on whole vectors of entries, operation by operation that of {@link ScalarArcCosine}. What does not
 * fill a vector goes to the scalar twin. The two square roots keep the divider busy for as long as the polynomial keeps the
 * multipliers, so neither costs extra.
 */
final class VectorArcCosine {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE));

    private VectorArcCosine() {}

    /** As {@link ScalarArcCosine#haversines}. */
    static void haversines(
            DoubleMatrix covariances,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            DoubleMatrix haversines) {
        int bound = SPECIES.loopBound(covariances.columns());
        for (int i = 0; i < covariances.rows(); i++) {
            int in = covariances.offset() + i * covariances.rowStride();
            int out = haversines.offset() + i * haversines.rowStride();
            double scale = left[leftFrom + i];
            for (int j = 0; j < bound; j += SPECIES.length()) {
                DoubleVector scales =
                        DoubleVector.fromArray(SPECIES, right, rightFrom + j).mul(scale);
                DoubleVector correlation = DoubleVector.fromArray(SPECIES, covariances.array(), in + j)
                        .mul(scales);
                DoubleVector r = correlation
                        .abs()
                        .fma(DoubleVector.broadcast(SPECIES, -0.5), DoubleVector.broadcast(SPECIES, 0.5))
                        .max(Double.MIN_NORMAL);
                r.blend(r.neg(), correlation.compare(VectorOperators.LT, 0)).intoArray(haversines.array(), out + j);
            }
            ScalarArcCosine.haversines(covariances, i, scale, right, rightFrom, bound, haversines);
        }
    }

    /** As {@link ScalarArcCosine#layer}. */
    static void layer(
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            ArcCosine.Side left,
            int leftFrom,
            ArcCosine.Side right,
            int rightFrom,
            ArcCosine.Layer layer) {
        int bound = SPECIES.loopBound(haversines.columns());
        for (int i = 0; i < haversines.rows(); i++) {
            int row = leftFrom + i;
            int at = haversines.offset() + i * haversines.rowStride();
            if (tangents == null) {
                haversineRow(haversines.array(), at, bound, left, row, right, rightFrom);
            } else {
                int tangentAt = tangents.offset() + i * tangents.rowStride();
                tangentRow(
                        haversines.array(), at, tangents.array(), tangentAt, bound, left, row, right, rightFrom, layer);
            }
            ScalarArcCosine.layer(haversines, tangents, i, left, row, right, rightFrom, layer, bound);
        }
    }

    private static void haversineRow(
            double[] haversines, int at, int bound, ArcCosine.Side left, int row, ArcCosine.Side right, int rightFrom) {
        double cosine = left.cosines()[row];
        double halfCosine = left.halfCosines()[row];
        double halfSine = left.halfSines()[row];
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, haversines, at + j);
            DoubleVector r = v.abs();
            DoubleVector s = r.sqrt();
            DoubleVector c = one().sub(r).sqrt();
            DoubleVector p = polynomial(one().sub(c));
            next(v, r, s, c, p, cosine, halfCosine, halfSine, right, rightFrom + j)
                    .intoArray(haversines, at + j);
        }
    }

    private static void tangentRow(
            double[] haversines,
            int at,
            double[] tangents,
            int tangentAt,
            int bound,
            ArcCosine.Side left,
            int row,
            ArcCosine.Side right,
            int rightFrom,
            ArcCosine.Layer layer) {
        double cosine = left.cosines()[row];
        double halfCosine = left.halfCosines()[row];
        double halfSine = left.halfSines()[row];
        double root = left.roots()[row];
        DoubleVector trained = DoubleVector.broadcast(SPECIES, layer.trained());
        DoubleVector trainedBias = DoubleVector.broadcast(SPECIES, layer.trainedBias());
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, haversines, at + j);
            DoubleVector r = v.abs();
            DoubleVector s = r.sqrt();
            DoubleVector c = one().sub(r).sqrt();
            DoubleVector p = polynomial(one().sub(c));
            DoubleVector z = next(v, r, s, c, p, cosine, halfCosine, halfSine, right, rightFrom + j);
            z.intoArray(haversines, at + j);
            DoubleVector fraction = s.mul(r.fma(p, c)).mul(ArcSine.TWO_OVER_PI);
            VectorMask<Double> obtuse = v.compare(VectorOperators.LT, 0);
            DoubleVector derivative =
                    one().sub(fraction).blend(fraction, obtuse).mul(layer.halfWeight());
            DoubleVector covariance = DoubleVector.fromArray(SPECIES, right.roots(), rightFrom + j)
                    .mul(root)
                    .mul(lessTwice(z));
            DoubleVector own = trained.fma(covariance, trainedBias);
            DoubleVector tangent = DoubleVector.fromArray(SPECIES, tangents, tangentAt + j);
            derivative.fma(tangent, own).intoArray(tangents, tangentAt + j);
        }
    }

    private static DoubleVector next(
            DoubleVector v,
            DoubleVector r,
            DoubleVector s,
            DoubleVector c,
            DoubleVector p,
            double cosine,
            double halfCosine,
            double halfSine,
            ArcCosine.Side right,
            int column) {
        DoubleVector halfDrop = s.mul(r).mul(p.neg().fma(lessTwice(r), c.add(c)));
        VectorMask<Double> obtuse = v.compare(VectorOperators.LT, 0);
        DoubleVector z = halfDrop.fma(DoubleVector.broadcast(SPECIES, -ArcSine.ONE_OVER_PI), v.blend(0.5, obtuse));
        DoubleVector crossed =
                DoubleVector.fromArray(SPECIES, right.halfCosines(), column).mul(halfSine);
        DoubleVector h = DoubleVector.fromArray(SPECIES, right.halfSines(), column)
                .fma(DoubleVector.broadcast(SPECIES, halfCosine), crossed.neg());
        return DoubleVector.fromArray(SPECIES, right.cosines(), column)
                .mul(cosine)
                .fma(z, h.mul(h));
    }

    /** 1 - 2 x in one rounding. */
    private static DoubleVector lessTwice(DoubleVector x) {
        return x.fma(DoubleVector.broadcast(SPECIES, -2), one());
    }

    private static DoubleVector one() {
        return DoubleVector.broadcast(SPECIES, 1);
    }

    private static DoubleVector polynomial(DoubleVector y) {
        DoubleVector y2 = y.mul(y);
        DoubleVector y4 = y2.mul(y2);
        DoubleVector y8 = y4.mul(y4);
        DoubleVector low = y2.fma(line(y, ArcSine.A3, ArcSine.A2), line(y, ArcSine.A1, ArcSine.A0));
        DoubleVector middle = y2.fma(line(y, ArcSine.A7, ArcSine.A6), line(y, ArcSine.A5, ArcSine.A4));
        DoubleVector high = y2.fma(line(y, ArcSine.A11, ArcSine.A10), line(y, ArcSine.A9, ArcSine.A8));
        return y8.fma(high, y4.fma(middle, low));
    }

    private static DoubleVector line(DoubleVector y, double slope, double constant) {
        return y.fma(DoubleVector.broadcast(SPECIES, slope), DoubleVector.broadcast(SPECIES, constant));
    }
}
