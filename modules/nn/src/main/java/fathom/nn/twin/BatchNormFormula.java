package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;

/**
 * Batch normalisation, channel by channel over all pixels of all rows, in training or, with given averages M and V, in evaluation.
 *
 * <pre>
 * training    h = (z - mean z) / s,  s = sqrt(mean (z - mean z)^2 + epsilon);   N(x) = (x - mean x - h mean(x h)) / s
 * evaluation  h = (z - M) / s,       s = sqrt(V + epsilon);                     N(x) = x / s
 * out = g h + b,   dg = sum of dOut h,   db = sum of dOut,   dz = N(g dOut),   out. = g N(z.) + g. h + b.
 * </pre>
 *
 * @param gain g, 1 x channels
 * @param shift b, 1 x channels
 * @param partnerGain where dg goes or g. is
 * @param partnerShift where db goes or b. is
 * @param epsilon positive
 * @param mean M, 1 x channels; null in training
 * @param variance V, 1 x channels; null in training
 */
public record BatchNormFormula(
        DoubleMatrix gain,
        DoubleMatrix shift,
        DoubleMatrix partnerGain,
        DoubleMatrix partnerShift,
        double epsilon,
        DoubleMatrix mean,
        DoubleMatrix variance)
        implements Formula {

    @Override
    public DoubleMatrix forward(DoubleMatrix z) {
        DoubleMatrix out = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int c = 0; c < gain.columns(); c++) {
            Channel channel = new Channel(z, c);
            for (int p = 0; p < channel.count; p++) {
                channel.set(out, p, gain.get(0, c) * channel.normal[p] + shift.get(0, c));
            }
        }
        return out;
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix z, DoubleMatrix outGradient) {
        DoubleMatrix gradient = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int c = 0; c < gain.columns(); c++) {
            Channel channel = new Channel(z, c);
            double[] scaled = new double[channel.count];
            double along = 0;
            double sum = 0;
            for (int p = 0; p < channel.count; p++) {
                double slope = channel.get(outGradient, p);
                along += slope * channel.normal[p];
                sum += slope;
                scaled[p] = slope * gain.get(0, c);
            }
            partnerGain.set(0, c, along);
            partnerShift.set(0, c, sum);
            channel.project(scaled, gradient);
        }
        return gradient;
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix z, DoubleMatrix inTangent) {
        DoubleMatrix out = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int c = 0; c < gain.columns(); c++) {
            Channel channel = new Channel(z, c);
            double[] moves = new double[channel.count];
            for (int p = 0; p < channel.count; p++) {
                moves[p] = channel.get(inTangent, p);
            }
            channel.project(moves, out);
            for (int p = 0; p < channel.count; p++) {
                double own = partnerGain.get(0, c) * channel.normal[p] + partnerShift.get(0, c);
                channel.set(out, p, gain.get(0, c) * channel.get(out, p) + own);
            }
        }
        return out;
    }

    /** A channel normalised. */
    private final class Channel {
        final int number;
        final int pixels;
        final int count;
        final double[] normal;
        final double deviation;

        Channel(DoubleMatrix z, int number) {
            this.number = number;
            this.pixels = z.columns() / gain.columns();
            this.count = z.rows() * pixels;
            this.normal = new double[count];
            double centre = mean == null ? 0 : mean.get(0, number);
            for (int p = 0; p < count && mean == null; p++) {
                centre += get(z, p) / count;
            }
            double spread = mean == null ? 0 : variance.get(0, number);
            for (int p = 0; p < count && mean == null; p++) {
                spread += (get(z, p) - centre) * (get(z, p) - centre) / count;
            }
            deviation = Math.sqrt(spread + epsilon);
            for (int p = 0; p < count; p++) {
                normal[p] = (get(z, p) - centre) / deviation;
            }
        }

        double get(DoubleMatrix x, int p) {
            return x.get(p / pixels, p % pixels * gain.columns() + number);
        }

        void set(DoubleMatrix x, int p, double value) {
            x.set(p / pixels, p % pixels * gain.columns() + number, value);
        }

        /** to := N(x). */
        void project(double[] x, DoubleMatrix to) {
            double average = 0;
            double along = 0;
            for (int p = 0; p < count && mean == null; p++) {
                average += x[p] / count;
                along += x[p] * normal[p] / count;
            }
            for (int p = 0; p < count; p++) {
                set(to, p, (x[p] - average - normal[p] * along) / deviation);
            }
        }
    }
}
