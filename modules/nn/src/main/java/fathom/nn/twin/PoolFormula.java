package fathom.nn.twin;

import fathom.simd.image.Window;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Max or average pooling: each output is a sum of a window's elements with weights, 1 for the first of the greatest and 0 for the others,
 * or 1/m for all m.
 *
 * <pre>
 * out_o = sum_i weight_oi in_i,   dIn_i = sum_o weight_oi dOut_o,   out._o = sum_i weight_oi in._i
 * </pre>
 *
 * @param max whether the greatest is taken
 */
public record PoolFormula(ConvolutionFormula.Image image, Window window, boolean max) implements Formula {

    private interface Term {
        void at(int in, int out, double weight);
    }

    @Override
    public DoubleMatrix forward(DoubleMatrix in) {
        return tangent(in, in);
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix in, DoubleMatrix outGradient) {
        DoubleMatrix gradient = DoubleMatrix.zeros(in.rows(), in.columns());
        for (int n = 0; n < in.rows(); n++) {
            int row = n;
            terms(
                    in.row(n),
                    (i, o, weight) -> gradient.set(row, i, gradient.get(row, i) + weight * outGradient.get(row, o)));
        }
        return gradient;
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix in, DoubleMatrix inTangent) {
        int outputs = image.channels() * window.outputHeight(image.height()) * window.outputWidth(image.width());
        DoubleMatrix out = DoubleMatrix.zeros(in.rows(), outputs);
        for (int n = 0; n < in.rows(); n++) {
            int row = n;
            terms(in.row(n), (i, o, weight) -> out.set(row, o, out.get(row, o) + weight * inTangent.get(row, i)));
        }
        return out;
    }

    private void terms(DoubleMatrix in, Term term) {
        int outWidth = window.outputWidth(image.width());
        for (int out = 0; out < window.outputHeight(image.height()) * outWidth * image.channels(); out++) {
            int[] members = members(out / image.channels() / outWidth, out / image.channels() % outWidth, out);
            if (!max) {
                for (int member : members) {
                    term.at(member, out, 1.0 / members.length);
                }
                continue;
            }
            int best = members[0];
            for (int member : members) {
                best = in.get(0, member) > in.get(0, best) ? member : best;
            }
            term.at(best, out, 1);
        }
    }

    /** Columns of the window at (o, p), of one channel. */
    private int[] members(int o, int p, int out) {
        java.util.stream.IntStream.Builder members = java.util.stream.IntStream.builder();
        for (int place = 0; place < window.height() * window.width(); place++) {
            int i = o * window.rowStride() - window.rowPadding() + place / window.width();
            int j = p * window.columnStride() - window.columnPadding() + place % window.width();
            if (i >= 0 && i < image.height() && j >= 0 && j < image.width()) {
                members.add((i * image.width() + j) * image.channels() + out % image.channels());
            }
        }
        return members.build().toArray();
    }
}
