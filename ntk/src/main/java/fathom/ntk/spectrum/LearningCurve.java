package fathom.ntk.spectrum;

import java.util.List;

/**
 * The expected test error of kernel regression on n random samples, from the eigenvalues of the kernel and the target's share in each of
 * its eigenspaces alone.
 *
 * <pre>
 * n = sum_k N_k mu_k / (mu_k + kappa) + n r / kappa              kappa > 0, what a mode must exceed to be learned
 * L_k = mu_k / (mu_k + kappa)                                     learnability of the modes of degree k
 * gamma = (1 / n) sum_k N_k L_k^2
 * E |f - f*|^2 = (sum_k (1 - L_k)^2 |f*_k|^2 + gamma noise) / (1 - gamma)
 * </pre>
 *
 * r is the ridge of K + n r I. The eigenvalues beyond the last degree, h(1) - sum N_k mu_k, act as a ridge of their own, and the target has no
 * part there. Source: Simon, Dickens, Karkada, DeWeese (2023), The eigenlearning framework; Canatar, Bordelon, Pehlevan (2021).
 */
public final class LearningCurve {

    private final double[] eigenvalues;
    private final double[] multiplicities;
    private final double tail;

    private LearningCurve(double[] eigenvalues, double[] multiplicities, double tail) {
        this.eigenvalues = eigenvalues;
        this.multiplicities = multiplicities;
        this.tail = tail;
    }

    /**
     * For inputs that are uniform on the sphere.
     *
     * @param at1 h(1)
     */
    public static LearningCurve of(SphereSpectrum spectrum, double at1) {
        List<SphereSpectrum.Degree> degrees = spectrum.degrees();
        return of(
                degrees.stream().mapToDouble(SphereSpectrum.Degree::eigenvalue).toArray(),
                degrees.stream()
                        .mapToDouble(degree -> degree.multiplicity().doubleValue())
                        .toArray(),
                Math.max(0, at1 - spectrum.trace()));
    }

    /**
     * For any eigenvalues.
     *
     * @param eigenvalues mu_k >= 0
     * @param multiplicities N_k, one for each
     * @param tail the sum of all eigenvalues that are not listed
     */
    public static LearningCurve of(double[] eigenvalues, double[] multiplicities, double tail) {
        if (eigenvalues.length != multiplicities.length || !(tail >= 0)) {
            throw new IllegalArgumentException(eigenvalues.length + " eigenvalues, " + multiplicities.length
                    + " multiplicities and a tail of " + tail
                    + ": there must be one multiplicity for each, and the tail at least 0");
        }
        for (double eigenvalue : eigenvalues) {
            if (!(eigenvalue >= 0 && eigenvalue < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("eigenvalues are at least 0 and finite, not " + eigenvalue);
            }
        }
        return new LearningCurve(eigenvalues.clone(), multiplicities.clone(), tail);
    }

    /**
     * One point of the curve.
     *
     * @param kappa the threshold
     * @param learnability L_k of each degree
     * @param gamma how much the fit follows what it cannot learn, from 0 to 1
     * @param error E |f - f*|^2, without the noise of the test targets
     */
    public record Point(double kappa, List<Double> learnability, double gamma, double error) {

        /** The list is copied. */
        public Point {
            learnability = List.copyOf(learnability);
        }
    }

    /**
     * At n samples.
     *
     * @param powers |f*_k|^2, the mean square of the target's part in each degree; those left out are 0
     * @param noise variance of the noise in the targets
     * @param samples n, above 0
     * @param ridge r >= 0
     * @throws IllegalArgumentException if there are more powers than eigenvalues, n or r is out of range, or n exceeds the number of modes and
     *     there is neither a ridge nor a tail: the fit is then exact and has no curve
     */
    public Point at(double[] powers, double noise, double samples, double ridge) {
        if (!(samples > 0 && ridge >= 0 && noise >= 0) || powers.length > eigenvalues.length) {
            throw new IllegalArgumentException(
                    "a learning curve needs samples above 0, ridge and noise of at least 0, and powers of at most "
                            + eigenvalues.length + " degrees, not " + samples + ", " + ridge + ", " + noise + " and "
                            + powers.length);
        }
        double kappa = kappa(samples, ridge + tail / samples);
        Double[] learnability = new Double[eigenvalues.length];
        double gamma = 0;
        double lost = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            double share = eigenvalues[k] / (eigenvalues[k] + kappa);
            learnability[k] = share;
            gamma = Math.fma(multiplicities[k] * share, share, gamma);
            double missing = kappa / (eigenvalues[k] + kappa);
            lost += k < powers.length ? missing * missing * powers[k] : 0;
        }
        gamma /= samples;
        return new Point(kappa, List.of(learnability), gamma, (lost + gamma * noise) / (1 - gamma));
    }

    /** The root of n = sum N mu / (mu + kappa) + n r / kappa, whose right side falls from above n to 0, by bisection to the last bit. */
    private double kappa(double n, double ridge) {
        double low = 0;
        double high = ridge + 1e-300;
        double modes = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            high += multiplicities[k] * eigenvalues[k] / n;
            modes += eigenvalues[k] > 0 ? multiplicities[k] : 0;
        }
        if (ridge == 0 && modes <= n) {
            throw new IllegalArgumentException("without ridge and tail " + n + " samples fit all " + modes
                    + " modes exactly: there is no threshold between learned and not learned");
        }
        while (true) {
            // Halves the exponent first, where the two are far apart.
            double middle = low > 0 && high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
            if (low == 0) {
                middle = high / 1024;
            }
            if (middle <= low || middle >= high) {
                return high;
            }
            double needed = n * ridge / middle;
            for (int k = 0; k < eigenvalues.length; k++) {
                needed += multiplicities[k] * (eigenvalues[k] / (eigenvalues[k] + middle));
            }
            if (needed > n) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
