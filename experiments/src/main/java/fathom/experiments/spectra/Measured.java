package fathom.experiments.spectra;

import fathom.ntk.spectrum.EndpointLaw;
import fathom.runs.Finished;
import fathom.simd.math.DoubleFunctions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger holds, by what is asked for. */
record Measured(Configuration configuration, List<Finished<SpectrumCell, SpectrumResult>> trials) {

    /** Exponents that differ by no more are the same. */
    static final double EXPONENT = 0.02;

    /** Constants whose ratio is as near to 1 are the same. */
    static final double CONSTANT = 0.01;

    private static final double NEXT_ROOT = 0.25;

    Optional<SpectrumResult> result(String kernel, int depth, int dimension) {
        return trials.stream()
                .filter(trial -> trial.configuration().kernel().equals(kernel)
                        && trial.configuration().depth() == depth
                        && trial.configuration().dimension() == dimension)
                .map(Finished::result)
                .findFirst();
    }

    /** The depths at which a family is computed. */
    List<Integer> depths(String kernel) {
        return Family.parse(kernel).isLayered() ? configuration.depths() : List.of(1);
    }

    /** One of the laws that were read off. */
    record Entry(SpectrumCell cell, boolean even, SpectrumResult.Law law) {

        /** What the theorem says: the exponent, and the constant or 0 for a parity of which it says only that it decays faster. */
        double exponent() {
            return Family.parse(cell.kernel()).law(cell.depth()).exponent(cell.dimension());
        }

        double constant() {
            return Family.parse(cell.kernel()).law(cell.depth()).constant(cell.dimension(), even);
        }

        /** The same with the paper's C(d, nu). */
        double printedConstant() {
            double nu = Family.parse(cell.kernel()).law(cell.depth()).nu();
            return constant() / EndpointLaw.unit(cell.dimension(), nu) * EndpointLaw.printedUnit(cell.dimension(), nu);
        }

        /**
         * Whether the constant can be read off: its extrapolations agree to one in a hundred, and the next root, of exponent 2 nu, has fallen to a
         * quarter of the first at the last degree, without which they may agree on something else.
         */
        boolean constantResolved() {
            double nu = Family.parse(cell.kernel()).law(cell.depth()).nu();
            double next = DoubleFunctions.exp(-2 * nu * DoubleFunctions.log(cell.maxDegree()));
            return law.constantSpread() <= CONSTANT * Math.abs(law.constant()) && next <= NEXT_ROOT;
        }
    }

    /** All laws of a family for which the theorem gives a constant that is not 0, and which could be read off. */
    List<Entry> entries(String kernel) {
        return trials.stream()
                .filter(trial -> trial.configuration().kernel().equals(kernel))
                .flatMap(trial -> Stream.of(true, false)
                        .map(even -> new Entry(
                                trial.configuration(), even, trial.result().law(even))))
                .filter(entry -> Math.abs(entry.constant()) > 1e-12
                        && !Double.isNaN(entry.law().exponent()))
                .toList();
    }
}
