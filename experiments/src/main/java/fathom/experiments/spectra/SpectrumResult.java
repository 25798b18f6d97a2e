package fathom.experiments.spectra;

import java.util.List;

/**
 * Eigenvalues by degree and the power law that they tend to.
 *
 * @param eigenvalues mu_0, mu_1, ...; 0 where the kernel has none of that degree
 * @param resolved whether each is known to ten digits
 * @param even the law of the even degrees
 * @param odd the law of the odd degrees
 */
public record SpectrumResult(List<Double> eigenvalues, List<Boolean> resolved, Law even, Law odd) {

    /**
     * Limits of local slopes; all not a number where there are too few eigenvalues.
     *
     * @param exponent alpha of mu_k ~ C (k + (d - 2) / 2)^-alpha
     * @param spread of the last three extrapolations of alpha
     * @param constant C with the exponent of the theorem
     * @param constantSpread of the last three extrapolations of C
     */
    public record Law(double exponent, double spread, double constant, double constantSpread) {

        static final Law NONE = new Law(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        /** The last three extrapolations lie within one in a hundred of each other. */
        boolean resolved() {
            return spread <= 0.01 * exponent;
        }
    }

    Law law(boolean isEven) {
        return isEven ? even : odd;
    }
}
