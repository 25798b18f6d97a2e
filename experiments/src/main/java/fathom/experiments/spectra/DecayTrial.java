package fathom.experiments.spectra;

import module fathom.experiments;
import module java.base;

/** The eigenvalues of one kernel on one sphere, and the power law to which they tend. */
record DecayTrial() implements Trial<DecayTrial.SphereCase, DecayTrial.SphereDecay> {

    /** Exponents that differ by no more are the same. */
    static final double EXPONENT = 0.02;

    /** Constants whose ratio is as near to 1 are the same. */
    static final double CONSTANT = 0.01;

    private static final double NEXT_ROOT = 0.25;
    private static final int LEAST_POINTS = 8;

    /**
     * One trial.
     *
     * @param kernel as {@link Family} reads it
     * @param depth hidden layers; 1 for kernels without layers
     * @param dimension d of the sphere S^(d-1)
     * @param maxDegree the last degree
     */
    public record SphereCase(String kernel, int depth, int dimension, int maxDegree) {

        String label() {
            return kernel + ", L = " + depth + ", d = " + dimension;
        }

        double cost() {
            return (double) maxDegree * (maxDegree + 40) * (1 + 0.05 * depth);
        }

        EndpointLaw law() {
            return Family.parse(kernel).law(depth);
        }
    }

    /**
     * Its result.
     *
     * @param eigenvalues mu_0, mu_1, ...; 0 where the kernel has none of that degree
     * @param resolved whether each is known to ten digits
     */
    public record SphereDecay(List<Double> eigenvalues, List<Boolean> resolved, PowerLaw even, PowerLaw odd) {}

    /**
     * Limits of local slopes over the degrees of one parity; all NaN where there are too few eigenvalues.
     *
     * @param exponent alpha of mu_k ~ C (k + (d - 2) / 2)^-alpha
     * @param spread of the last three extrapolations of alpha
     * @param constant C with the exponent of the theorem
     * @param constantSpread of the last three extrapolations of C
     */
    public record PowerLaw(double exponent, double spread, double constant, double constantSpread) {

        /** The last three extrapolations lie within 1 % of each other. */
        boolean resolved() {
            return spread <= 0.01 * exponent;
        }
    }

    /** A measured power law beside the theorem's. */
    record AgainstTheorem(SphereCase at, boolean even, PowerLaw fit) {

        double exponent() {
            return at.law().exponent(at.dimension);
        }

        /** The closed form; 0 for a parity that decays faster than the theorem's rate. */
        double constant() {
            return at.law().constant(at.dimension, even);
        }

        double unit() {
            return EndpointLaw.unit(at.dimension, at.law().nu());
        }

        /** The measured constant over the closed form with the paper's C(d, nu). */
        double overPrinted() {
            return fit.constant
                    / constant()
                    * unit()
                    / EndpointLaw.printedUnit(at.dimension, at.law().nu());
        }

        double exponentError() {
            return Math.abs(fit.exponent - exponent());
        }

        double constantError() {
            return Math.abs(fit.constant / constant() - 1);
        }

        /**
         * Whether the constant can be read off: its extrapolations agree to 1 %, and the term of the next root, exponent 2 nu, has fallen to a
         * quarter of the first at the last degree. Without the second condition they may agree on something else.
         */
        boolean constantResolved() {
            double next = DoubleFunctions.exp(-2 * at.law().nu() * DoubleFunctions.log(at.maxDegree));
            return fit.constantSpread <= CONSTANT * Math.abs(fit.constant) && next <= NEXT_ROOT;
        }
    }

    @Override
    public SphereDecay run(SphereCase at) {
        SphereSpectrum spectrum =
                SphereSpectrum.of(Family.parse(at.kernel).kernel(at.depth), at.dimension, at.maxDegree);
        return new SphereDecay(
                spectrum.degrees().stream()
                        .map(SphereSpectrum.Degree::eigenvalue)
                        .toList(),
                spectrum.degrees().stream().map(SphereSpectrum.Degree::resolved).toList(),
                law(spectrum, Decay.Parity.EVEN, at),
                law(spectrum, Decay.Parity.ODD, at));
    }

    private static PowerLaw law(SphereSpectrum spectrum, Decay.Parity parity, SphereCase at) {
        long usable = spectrum.degrees().stream()
                .filter(degree -> degree.degree() >= 2
                        && degree.degree() % 2 == (parity == Decay.Parity.ODD ? 1 : 0)
                        && degree.eigenvalue() > 0
                        && degree.resolved())
                .count();
        if (usable < LEAST_POINTS) {
            return new PowerLaw(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Decay decay = Decay.of(spectrum, parity, at.law().exponent(at.dimension));
        return new PowerLaw(decay.exponent(), decay.exponentSpread(), decay.constant(), decay.constantSpread());
    }
}
