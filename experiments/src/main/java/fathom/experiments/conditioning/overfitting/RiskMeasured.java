package fathom.experiments.conditioning.overfitting;

import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the ledger holds of this chapter, by what is asked for. */
record RiskMeasured(OverfittingChapter chapter, List<Finished<RiskCell, RiskResult>> trials) {

    /** One value for each seed, in their order. */
    double[] values(int n, int depth, ToDoubleFunction<RiskResult> quantity) {
        return trials.stream()
                .filter(trial ->
                        trial.configuration().n() == n && trial.configuration().depth() == depth)
                .mapToDouble(trial -> quantity.applyAsDouble(trial.result()))
                .toArray();
    }

    /** None if nothing was run, or a matrix was singular. */
    Optional<Interval> interval(int n, int depth, ToDoubleFunction<RiskResult> quantity) {
        double[] values = values(n, depth, quantity);
        return values.length == 0
                ? Optional.empty()
                : Optional.of(Interval.of(values)).filter(interval -> Double.isFinite(interval.mean()));
    }

    /** A number that no sample changes, such as |v*|^2. */
    Optional<Double> exact(int n, int depth, ToDoubleFunction<RiskResult> quantity) {
        double[] values = values(n, depth, quantity);
        return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }
}
