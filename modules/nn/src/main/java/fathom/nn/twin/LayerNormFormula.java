package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;

/**
 * Layer normalisation, row by row.
 *
 * <pre>
 * m = mean_j z_j,   s = sqrt(mean_j (z_j - m)^2 + epsilon),   h_j = (z_j - m) / s,   out_j = g_j h_j + b_j
 * dg_j = sum_i dOut_ij h_ij,   db_j = sum_i dOut_ij,   N(dOut_j g_j) = dz_j
 * out._j = g_j N(z._j) + g._j h_j + b._j
 * N(x_j) = (x_j - mean x - h_j mean(x h)) / s, which is symmetric
 * </pre>
 *
 * @param gain g, 1 x width
 * @param shift b, 1 x width
 * @param partnerGain where dg goes or g. is
 * @param partnerShift where db goes or b. is
 * @param epsilon positive
 */
public record LayerNormFormula(
        DoubleMatrix gain, DoubleMatrix shift, DoubleMatrix partnerGain, DoubleMatrix partnerShift, double epsilon)
        implements Formula {

    @Override
    public DoubleMatrix forward(DoubleMatrix z) {
        DoubleMatrix out = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            Row row = new Row(z.row(i), epsilon);
            for (int j = 0; j < z.columns(); j++) {
                out.set(i, j, gain.get(0, j) * row.normal[j] + shift.get(0, j));
            }
        }
        return out;
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix z, DoubleMatrix outGradient) {
        DoubleMatrix gradient = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int j = 0; j < z.columns(); j++) {
            partnerGain.set(0, j, 0);
            partnerShift.set(0, j, 0);
        }
        for (int i = 0; i < z.rows(); i++) {
            Row row = new Row(z.row(i), epsilon);
            double[] scaled = new double[z.columns()];
            for (int j = 0; j < z.columns(); j++) {
                double slope = outGradient.get(i, j);
                partnerGain.set(0, j, partnerGain.get(0, j) + slope * row.normal[j]);
                partnerShift.set(0, j, partnerShift.get(0, j) + slope);
                scaled[j] = slope * gain.get(0, j);
            }
            double[] moved = row.derivative(scaled);
            for (int j = 0; j < z.columns(); j++) {
                gradient.set(i, j, moved[j]);
            }
        }
        return gradient;
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix z, DoubleMatrix inTangent) {
        DoubleMatrix out = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            Row row = new Row(z.row(i), epsilon);
            double[] tangent = new double[z.columns()];
            for (int j = 0; j < z.columns(); j++) {
                tangent[j] = inTangent.get(i, j);
            }
            double[] moved = row.derivative(tangent);
            for (int j = 0; j < z.columns(); j++) {
                double own = partnerGain.get(0, j) * row.normal[j] + partnerShift.get(0, j);
                out.set(i, j, gain.get(0, j) * moved[j] + own);
            }
        }
        return out;
    }

    /** A row normalised: h and s. */
    private static final class Row {
        final double[] normal;
        final double deviation;

        Row(DoubleMatrix z, double epsilon) {
            normal = new double[z.columns()];
            double mean = 0;
            for (int j = 0; j < normal.length; j++) {
                mean += z.get(0, j) / normal.length;
            }
            double variance = 0;
            for (int j = 0; j < normal.length; j++) {
                variance += (z.get(0, j) - mean) * (z.get(0, j) - mean) / normal.length;
            }
            deviation = Math.sqrt(variance + epsilon);
            for (int j = 0; j < normal.length; j++) {
                normal[j] = (z.get(0, j) - mean) / deviation;
            }
        }

        /** N(x). */
        double[] derivative(double[] x) {
            double mean = 0;
            double along = 0;
            for (int j = 0; j < x.length; j++) {
                mean += x[j] / x.length;
                along += x[j] * normal[j] / x.length;
            }
            double[] moved = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                moved[j] = (x[j] - mean - normal[j] * along) / deviation;
            }
            return moved;
        }
    }
}
