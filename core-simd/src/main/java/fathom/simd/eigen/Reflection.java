package fathom.simd.eigen;

/**
 * H = I - tau v v' with v_0 = 1 and H x = (beta, 0, ..., 0).
 *
 * <pre>
 * beta = -sign(x_0) |x|,   tau = (beta - x_0) / beta,   v_i = scale x_i for i > 0,   scale = 1 / (x_0 - beta)
 * </pre>
 *
 * H = I, and tau = scale = 0, where x has nothing worth mentioning beyond its first element: what is left of columns that are multiples of
 * each other is the rounding error of rounding errors, and squares that underflow would make a reflection that is none. Dropping it is an
 * error of at most 2^-450 beside a matrix whose largest element is at least 1.
 */
final class Reflection {

    private static final double NEGLIGIBLE = 0x1p-900;

    double beta;
    double tau;
    double scale;

    /** @param square the sum of the squares of x_1, x_2, ... */
    void of(double first, double square) {
        if (square < NEGLIGIBLE) {
            beta = first;
            tau = 0;
            scale = 0;
            return;
        }
        double norm = Math.sqrt(Math.fma(first, first, square));
        beta = first >= 0 ? -norm : norm;
        tau = (beta - first) / beta;
        scale = 1 / (first - beta);
    }
}
