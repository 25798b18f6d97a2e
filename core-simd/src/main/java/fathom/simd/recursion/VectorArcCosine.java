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
 * fill a vector goes to the scalar twin.
 *
 * <p>A layer is three short passes over a row that lies in the first-level cache. One long pass would save the loads between them but
 * exceeds what the compiler inlines into one method (NodeCountInliningCutoff), and was six times slower.
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
        double[] kappas = tangents == null ? null : new double[bound];
        for (int i = 0; i < haversines.rows(); i++) {
            int row = leftFrom + i;
            int at = haversines.offset() + i * haversines.rowStride();
            if (tangents == null) {
                fold(haversines.array(), at, bound);
            } else {
                foldKeepingKappa(haversines.array(), at, kappas, bound);
            }
            if (layer.biased()) {
                tilt(haversines.array(), at, bound, left, row, right, rightFrom);
            }
            if (tangents != null) {
                int tangentAt = tangents.offset() + i * tangents.rowStride();
                double root = left.roots()[row];
                add(haversines.array(), at, kappas, tangents.array(), tangentAt, bound, root, right, rightFrom, layer);
            }
            ScalarArcCosine.layer(haversines, tangents, i, left, row, right, rightFrom, layer, bound);
        }
    }

    /** v := (1 - kappa_1) / 2 */
    private static void fold(double[] haversines, int at, int bound) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, haversines, at + j);
            DoubleVector r = v.abs();
            DoubleVector s = r.sqrt();
            DoubleVector c = one.sub(r).sqrt();
            DoubleVector p = polynomial(one.sub(c));
            folded(v, r, s, c, p).intoArray(haversines, at + j);
        }
    }

    /** v := (1 - kappa_1) / 2 and kappas := kappa_0, both of the angle before */
    private static void foldKeepingKappa(double[] haversines, int at, double[] kappas, int bound) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, haversines, at + j);
            DoubleVector r = v.abs();
            DoubleVector s = r.sqrt();
            DoubleVector c = one.sub(r).sqrt();
            DoubleVector p = polynomial(one.sub(c));
            DoubleVector fraction = s.mul(r.fma(p, c)).mul(ArcSine.TWO_OVER_PI);
            VectorMask<Double> obtuse = v.compare(VectorOperators.LT, 0);
            one.sub(fraction).blend(fraction, obtuse).intoArray(kappas, j);
            folded(v, r, s, c, p).intoArray(haversines, at + j);
        }
    }

    private static DoubleVector folded(DoubleVector v, DoubleVector r, DoubleVector s, DoubleVector c, DoubleVector p) {
        DoubleVector rest = r.fma(DoubleVector.broadcast(SPECIES, -2), DoubleVector.broadcast(SPECIES, 1));
        DoubleVector halfDrop = s.mul(r).mul(p.neg().fma(rest, c.add(c)));
        DoubleVector start = v.blend(0.5, v.compare(VectorOperators.LT, 0));
        return halfDrop.fma(DoubleVector.broadcast(SPECIES, -ArcSine.ONE_OVER_PI), start);
    }

    /** z := cos alpha cos alpha' z + sin^2((alpha - alpha') / 2) */
    private static void tilt(
            double[] haversines, int at, int bound, ArcCosine.Side left, int row, ArcCosine.Side right, int from) {
        DoubleVector cosine = DoubleVector.broadcast(SPECIES, left.cosines()[row]);
        DoubleVector halfCosine = DoubleVector.broadcast(SPECIES, left.halfCosines()[row]);
        DoubleVector halfSine = DoubleVector.broadcast(SPECIES, left.halfSines()[row]);
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector z = DoubleVector.fromArray(SPECIES, haversines, at + j);
            DoubleVector crossed = DoubleVector.fromArray(SPECIES, right.halfCosines(), from + j)
                    .mul(halfSine);
            DoubleVector h =
                    DoubleVector.fromArray(SPECIES, right.halfSines(), from + j).fma(halfCosine, crossed.neg());
            DoubleVector.fromArray(SPECIES, right.cosines(), from + j)
                    .mul(cosine)
                    .fma(z, h.mul(h))
                    .intoArray(haversines, at + j);
        }
    }

    /** T := trained sqrt(q q') (1 - 2 z) + beta + (w / 2) kappa_0 T */
    private static void add(
            double[] haversines,
            int at,
            double[] kappas,
            double[] tangents,
            int tangentAt,
            int bound,
            double root,
            ArcCosine.Side right,
            int from,
            ArcCosine.Layer layer) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector minusTwo = DoubleVector.broadcast(SPECIES, -2);
        DoubleVector trained = DoubleVector.broadcast(SPECIES, layer.trained());
        DoubleVector trainedBias = DoubleVector.broadcast(SPECIES, layer.trainedBias());
        for (int j = 0; j < bound; j += SPECIES.length()) {
            DoubleVector cosine =
                    DoubleVector.fromArray(SPECIES, haversines, at + j).fma(minusTwo, one);
            DoubleVector covariance = DoubleVector.fromArray(SPECIES, right.roots(), from + j)
                    .mul(root)
                    .mul(cosine);
            DoubleVector derivative = DoubleVector.fromArray(SPECIES, kappas, j).mul(layer.halfWeight());
            DoubleVector tangent = DoubleVector.fromArray(SPECIES, tangents, tangentAt + j);
            derivative.fma(tangent, covariance.fma(trained, trainedBias)).intoArray(tangents, tangentAt + j);
        }
    }

    /** As {@link ArcSine#polynomial}. */
    static DoubleVector polynomial(DoubleVector y) {
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
