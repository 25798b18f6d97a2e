package fathom.ntk.empirical;

import fathom.ntk.RowKernel;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tangent kernel of a network as it stands.
 *
 * <pre>
 * K(x, x')_jj' = sum over parameters p of (d f_j(x) / d theta_p) (d f_j'(x') / d theta_p)
 * trace:  K(x, x') = (1 / m) sum_j K(x, x')_jj
 * </pre>
 *
 * The Jacobian is taken for a few inputs at a time, and its products are sums in double. Source: Jacot, Gabriel, Hongler (2018), Neural tangent
 * kernel.
 */
public final class EmpiricalKernel {

    /** Elements of the Jacobian that are held at once. */
    private static final long HELD = 1L << 24;

    /** Columns that are turned into doubles at once. */
    private static final int COLUMNS = 2048;

    private final Jacobian jacobian;
    private final int outputs;

    /** A network of m outputs. */
    public EmpiricalKernel(Jacobian jacobian, int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("a network has at least one output, not " + outputs);
        }
        this.jacobian = jacobian;
        this.outputs = outputs;
    }

    /**
     * The parameters from {@code from} up to, not including, {@code to}: those of a layer, for example.
     *
     * @param name what they are
     */
    public record Range(String name, int from, int to) {

        /** @throws IllegalArgumentException if it is no range */
        public Range {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException(
                        "parameters from " + from + " to " + to + " (\"" + name + "\") are no range");
            }
        }
    }

    /** K between all outputs at x and all at y: (n m) x (n' m), output j of input i at place i m + j. */
    public DoubleMatrix full(FloatMatrix x, FloatMatrix y) {
        return between(x, y, null);
    }

    /** The mean over outputs of K_jj: n x n', what tends to the limit kernel. */
    public DoubleMatrix traced(FloatMatrix x, FloatMatrix y) {
        return traced(full(x, y));
    }

    /** The contribution of each range of parameters to {@link #traced}; over all layers they add up to it. */
    public List<DoubleMatrix> layers(FloatMatrix x, FloatMatrix y, List<Range> ranges) {
        List<DoubleMatrix> parts = new ArrayList<>();
        for (Range range : ranges) {
            parts.add(traced(between(x, y, range)));
        }
        return parts;
    }

    /**
     * K(x, x) v without K: J (J' v), with two passes over the Jacobian.
     *
     * @param v one number for each output of each input, in the order of {@link #full}
     */
    public double[] product(FloatMatrix x, double[] v) {
        if (v.length != x.rows() * outputs) {
            throw new ShapeMismatchException("a vector of " + v.length + " numbers and " + x.rows() + " inputs of "
                    + outputs + " outputs each do not fit");
        }
        double[] pull = null;
        int step = block(x);
        for (int from = 0; from < x.rows(); from += step) {
            FloatMatrix j = rows(x, from, Math.min(x.rows(), from + step));
            pull = pull == null ? new double[j.columns()] : pull;
            for (int i = 0; i < j.rows(); i++) {
                for (int p = 0; p < pull.length; p++) {
                    pull[p] = Math.fma(v[from * outputs + i], j.get(i, p), pull[p]);
                }
            }
        }
        double[] product = new double[v.length];
        for (int from = 0; from < x.rows(); from += step) {
            FloatMatrix j = rows(x, from, Math.min(x.rows(), from + step));
            for (int i = 0; i < j.rows(); i++) {
                double sum = 0;
                for (int p = 0; p < pull.length; p++) {
                    sum = Math.fma(j.get(i, p), pull[p], sum);
                }
                product[from * outputs + i] = sum;
            }
        }
        return product;
    }

    /** The trace as a kernel between rows, for regression and dynamics; rows are rounded to floats, as the network takes them. */
    public RowKernel rowKernel() {
        return new RowKernel() {
            @Override
            public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
                DoubleMatrix whole = cross(x, x);
                for (int i = 0; i < x.rows(); i++) {
                    for (int j = 0; j <= i; j++) {
                        gram.set(i, j, whole.get(i, j));
                    }
                }
            }

            @Override
            public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
                return traced(FloatMatrix.rounded(x), FloatMatrix.rounded(y));
            }

            @Override
            public double[] diagonal(DoubleMatrix x) {
                double[] diagonal = new double[x.rows()];
                for (int i = 0; i < diagonal.length; i++) {
                    FloatMatrix row = FloatMatrix.rounded(x.row(i));
                    diagonal[i] = traced(row, row).get(0, 0);
                }
                return diagonal;
            }
        };
    }

    private DoubleMatrix between(FloatMatrix x, FloatMatrix y, Range range) {
        DoubleMatrix kernel = DoubleMatrix.zeros(x.rows() * outputs, y.rows() * outputs);
        int step = block(x);
        int otherStep = block(y);
        for (int from = 0; from < x.rows(); from += step) {
            FloatMatrix left = rows(x, from, Math.min(x.rows(), from + step));
            for (int other = 0; other < y.rows(); other += otherStep) {
                FloatMatrix right =
                        x == y && from == other ? left : rows(y, other, Math.min(y.rows(), other + otherStep));
                DoubleMatrix out = kernel.window(from * outputs, other * outputs, left.rows(), right.rows());
                multiply(left, right, range, out);
            }
        }
        return kernel;
    }

    private static void multiply(FloatMatrix left, FloatMatrix right, Range range, DoubleMatrix out) {
        int from = range == null ? 0 : range.from();
        int to = range == null ? left.columns() : range.to();
        if (to > left.columns()) {
            throw new IllegalArgumentException("the parameters of \"" + range.name() + "\" end at " + to
                    + ", and the network has " + left.columns());
        }
        for (int p = from; p < to; p += COLUMNS) {
            int end = Math.min(to, p + COLUMNS);
            DoubleMatrix a = doubles(left, p, end);
            DoubleMatrix b = left == right ? a : doubles(right, p, end);
            Gemm.multiply(1, a, b.transposed(), 1, out);
        }
    }

    /** As many inputs as keep the Jacobian within what is held; the first one tells how many parameters there are. */
    private int block(FloatMatrix x) {
        if (x.rows() == 0) {
            return 1;
        }
        long parameters = Math.max(1, jacobian.of(x.rows(0, 1)).columns());
        return (int) Math.max(1, Math.min(x.rows(), HELD / (parameters * outputs)));
    }

    private FloatMatrix rows(FloatMatrix x, int from, int to) {
        FloatMatrix j = jacobian.of(x.rows(from, to));
        if (j.rows() != (to - from) * outputs) {
            throw new ShapeMismatchException("the Jacobian of " + (to - from) + " inputs is " + j.shape()
                    + ", expected " + (to - from) * outputs + " rows for " + outputs + " outputs");
        }
        return j;
    }

    private DoubleMatrix traced(DoubleMatrix full) {
        DoubleMatrix traced = DoubleMatrix.zeros(full.rows() / outputs, full.columns() / outputs);
        for (int i = 0; i < traced.rows(); i++) {
            for (int k = 0; k < traced.columns(); k++) {
                double sum = 0;
                for (int j = 0; j < outputs; j++) {
                    sum += full.get(i * outputs + j, k * outputs + j);
                }
                traced.set(i, k, sum / outputs);
            }
        }
        return traced;
    }

    private static DoubleMatrix doubles(FloatMatrix x, int from, int to) {
        return DoubleMatrix.widened(x.window(0, from, x.rows(), to - from));
    }
}
