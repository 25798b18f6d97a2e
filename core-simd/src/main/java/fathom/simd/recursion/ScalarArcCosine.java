package fathom.simd.recursion;

import fathom.simd.matrix.DoubleMatrix;

/** The recursion of a ReLU layer as its definition reads; the vector twin agrees with it to the last bit. */
final class ScalarArcCosine {

    private ScalarArcCosine() {}

    /** v = sign(u) max(tiny, (1 - |u|) / 2) with u = S_ij left_i right_j. */
    static void haversines(
            DoubleMatrix covariances,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            DoubleMatrix haversines) {
        for (int i = 0; i < covariances.rows(); i++) {
            haversines(covariances, i, left[leftFrom + i], right, rightFrom, 0, haversines);
        }
    }

    static void haversines(
            DoubleMatrix covariances,
            int i,
            double left,
            double[] right,
            int rightFrom,
            int from,
            DoubleMatrix haversines) {
        int in = covariances.offset() + i * covariances.rowStride();
        int out = haversines.offset() + i * haversines.rowStride();
        for (int j = from; j < covariances.columns(); j++) {
            double correlation = covariances.array()[in + j] * (left * right[rightFrom + j]);
            double r = Math.max(Math.fma(-0.5, Math.abs(correlation), 0.5), Double.MIN_NORMAL);
            haversines.array()[out + j] = correlation < 0 ? -r : r;
        }
    }

    /** One layer, for each entry; see {@link ArcCosine#layer}. */
    static void layer(
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            ArcCosine.Side left,
            int leftFrom,
            ArcCosine.Side right,
            int rightFrom,
            ArcCosine.Layer layer) {
        for (int i = 0; i < haversines.rows(); i++) {
            layer(haversines, tangents, i, left, leftFrom + i, right, rightFrom, layer, 0);
        }
    }

    static void layer(
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            int i,
            ArcCosine.Side left,
            int row,
            ArcCosine.Side right,
            int rightFrom,
            ArcCosine.Layer layer,
            int from) {
        int at = haversines.offset() + i * haversines.rowStride();
        int tangentAt = tangents == null ? 0 : tangents.offset() + i * tangents.rowStride();
        for (int j = from; j < haversines.columns(); j++) {
            int column = rightFrom + j;
            double v = haversines.array()[at + j];
            double r = Math.abs(v);
            double s = Math.sqrt(r);
            double c = Math.sqrt(1 - r);
            double p = ArcSine.polynomial(1 - c);
            double halfDrop = (s * r) * Math.fma(-p, Math.fma(-2, r, 1), c + c);
            double z = Math.fma(-ArcSine.ONE_OVER_PI, halfDrop, v < 0 ? 0.5 : v);
            if (layer.biased()) {
                double h = Math.fma(
                        left.halfCosines()[row],
                        right.halfSines()[column],
                        -(left.halfSines()[row] * right.halfCosines()[column]));
                z = Math.fma(left.cosines()[row] * right.cosines()[column], z, h * h);
            }
            haversines.array()[at + j] = z;
            if (tangents != null) {
                double fraction = s * Math.fma(r, p, c) * ArcSine.TWO_OVER_PI;
                double derivative = layer.halfWeight() * (v < 0 ? fraction : 1 - fraction);
                double covariance = left.roots()[row] * right.roots()[column] * Math.fma(-2, z, 1);
                double own = Math.fma(layer.trained(), covariance, layer.trainedBias());
                tangents.array()[tangentAt + j] = Math.fma(derivative, tangents.array()[tangentAt + j], own);
            }
        }
    }

    /** S_ij = sign(v) left_i right_j (1 - 2 |v|). */
    static void covariances(
            DoubleMatrix haversines,
            double[] left,
            int leftFrom,
            double[] right,
            int rightFrom,
            DoubleMatrix covariances) {
        for (int i = 0; i < haversines.rows(); i++) {
            int in = haversines.offset() + i * haversines.rowStride();
            int out = covariances.offset() + i * covariances.rowStride();
            for (int j = 0; j < haversines.columns(); j++) {
                double v = haversines.array()[in + j];
                double cosine = Math.fma(-2, Math.abs(v), 1);
                covariances.array()[out + j] = left[leftFrom + i] * right[rightFrom + j] * (v < 0 ? -cosine : cosine);
            }
        }
    }
}
