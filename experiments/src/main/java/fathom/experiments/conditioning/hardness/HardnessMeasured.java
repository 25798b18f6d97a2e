package fathom.experiments.conditioning.hardness;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import fathom.simd.math.DoubleFunctions;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the ledger holds of this chapter, by what is asked for. */
record HardnessMeasured(
        HardnessChapter chapter,
        List<Finished<PairCell, PairResult>> pairs,
        List<Finished<LearnCell, LearnResult>> learning) {

    /** A quantity of pairs: its interval over the seeds. */
    Optional<Interval> pair(String activation, int width, int depth, ToDoubleFunction<PairResult.Point> quantity) {
        double[] values = pairs.stream()
                .filter(trial -> trial.configuration().activation().equals(activation)
                        && trial.configuration().width() == width)
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.depth() == depth))
                .mapToDouble(quantity)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    /** One value for each target of a depth, in the order of the seeds. */
    double[] learned(int depth, ToDoubleFunction<LearnResult> quantity) {
        return learning.stream()
                .filter(trial -> trial.configuration().depth() == depth)
                .mapToDouble(trial -> quantity.applyAsDouble(trial.result()))
                .toArray();
    }

    /**
     * The mean squared correlation of two independent targets of infinite width, exactly.
     *
     * <pre>
     * q(L) = E_{x,y} (E_W sgn f_W(x) sgn f_W(y))^2 = sum_k P(k) ((2/pi) asin s^(L)(1 - 2k/d))^2,   2^-(d-1) <= q <= 1
     * </pre>
     *
     * P(k) is the probability that two inputs differ in k coordinates. An algorithm of statistical queries of tolerance tau needs about
     * tau^2 / q of them (Bshouty and Feldman 2002).
     */
    static double meanSquare(CorrelationMap map, int d, int depth) {
        HalfCube cube = new HalfCube(d);
        double[] values = Baselines.values(cube, map, depth);
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            double sign = 2 / Math.PI * DoubleFunctions.asin(values[k]);
            sum = Math.fma(cube.probability(k), sign * sign, sum);
        }
        return sum;
    }

    /** s^(L)(1 - 2/d): the nearest pair at infinite width. */
    static double limit(CorrelationMap map, int d, int depth) {
        return Baselines.values(new HalfCube(d), map, depth)[1];
    }

    /** log s'(0), the rate at infinite width. */
    static double rate(String activation) {
        return -DoubleFunctions.log(CorrelationMap.centred(activation).slope(0));
    }
}
