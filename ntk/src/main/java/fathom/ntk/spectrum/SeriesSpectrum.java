package fathom.ntk.spectrum;

/**
 * Eigenvalues from the power series of h, all of whose terms are positive: nothing cancels, in any dimension.
 *
 * <pre>
 * mu_k = sum_j b_{k+2j} c_{k,j},    c_{k,j} = E[t^{k+2j} P_k(t)]    t the first coordinate of a uniform point of S^{d-1}
 * c_{k,0} = k! / (d (d + 2) ... (d + 2k - 2))
 * c_{k,j+1} = c_{k,j} (m + 1) (m + 2) / ((2j + 2) (2j + 2k + d)),   m = k + 2j
 * </pre>
 *
 * by Rodrigues' formula. The terms beyond the last coefficient weigh at most (h(1) - sum b_m) times the largest c that is left; where that
 * difference is lost in rounding, coefficients are taken to fall like m^(-1 - 1/64) or faster. Large dimensions and smooth kernels need
 * few terms; a kernel with a root at u = 1 in low dimension needs too many, and goes by quadrature.
 */
final class SeriesSpectrum {

    /** A coefficient is made of so many roundings for each below it, at most. */
    private static final double ROUNDINGS = 0x1p-50;

    /** The sum of m^(-1 - nu) from M on is M^-nu / nu, M / nu times its first term. */
    private static final double SLOWEST = 64;

    /** Coefficients that stand for the last one, since one parity may be missing. */
    private static final int LAST = 4;

    private final double[] series;
    private final double rest;
    private final double floor;
    private final int dimension;

    /**
     * @param at1 h(1), the sum of all coefficients
     * @param floor what is uncertain in each coefficient relative to its root, sqrt(b_m h(1)); 0 for coefficients that are accurate relative
     *     to themselves
     */
    SeriesSpectrum(PowerSeries series, double at1, double floor, int dimension) {
        this.series = series.coefficients();
        this.dimension = dimension;
        this.floor = floor * Math.sqrt(at1);
        double sum = 0;
        for (int m = this.series.length - 1; m >= 0; m--) {
            sum += this.series[m];
        }
        int last = this.series.length;
        double end = 0;
        for (int m = Math.max(0, last - LAST); m < last; m++) {
            end = Math.max(end, this.series[m]);
        }
        // What is left of the sum is known to a rounding for each term at worst.
        this.rest = Math.min(Math.max(0, at1 - sum) + at1 * last * 0x1p-53, SLOWEST * last * end);
    }

    /** mu_k and the bound of its error, in this order. */
    double[] eigenvalue(int k) {
        double c = first(k);
        double sum = 0;
        double uncertain = 0;
        double ratio = 1;
        for (int m = k; m < series.length; m += 2) {
            sum = Math.fma(series[m], c, sum);
            uncertain = Math.fma(floor * Math.sqrt(series[m]) + floor * floor, c, uncertain);
            double j2 = m - k;
            ratio = (m + 1.0) * (m + 2.0) / ((j2 + 2) * (j2 + 2.0 * k + dimension));
            c *= ratio;
        }
        // Once the ratio is below 1 it stays so; before, |P_k| <= 1 is all that is known.
        double largest = ratio < 1 ? c : 1;
        double rounding = ROUNDINGS * series.length * sum;
        return new double[] {sum, rest * largest + rounding + uncertain + Double.MIN_NORMAL};
    }

    private double first(int k) {
        double c = 1;
        for (int i = 1; i <= k; i++) {
            c *= i / (dimension + 2.0 * (i - 1));
        }
        return c;
    }
}
