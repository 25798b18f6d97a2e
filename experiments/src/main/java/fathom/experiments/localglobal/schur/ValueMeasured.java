package fathom.experiments.localglobal.schur;

import com.google.common.collect.ImmutableList;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The scores of all finished samples. */
record ValueMeasured(ValueChapter chapter, List<Finished<ValueCell, ValueResult>> trials) {

    static final ToDoubleFunction<ValueResult.Score> DIFFERENCE = score -> score.local() - score.global();

    /** A combination of which every sample has a score. */
    record Cell(int k, int N, String kernel, int depth, double ridge) {

        boolean has(ValueResult.Score score) {
            return score.k() == k && score.kernel().equals(kernel) && score.depth() == depth && score.ridge() == ridge;
        }
    }

    boolean any() {
        return !trials.isEmpty();
    }

    List<Cell> cells() {
        ImmutableList.Builder<Cell> cells = ImmutableList.builder();
        for (int k : chapter.orders()) {
            for (int size : chapter.sizes()) {
                for (String kernel : chapter.kernels()) {
                    for (int depth : chapter.depths()) {
                        for (double ridge : chapter.ridges()) {
                            cells.add(new Cell(k, size, kernel, depth, ridge));
                        }
                    }
                }
            }
        }
        return cells.build();
    }

    /** One value for each sample, in the order of the seeds. */
    private double[] values(Cell cell, ToDoubleFunction<ValueResult.Score> value) {
        return trials.stream()
                .filter(trial -> trial.configuration().N() == cell.N)
                .mapToDouble(trial -> value.applyAsDouble(trial.result().scores().stream()
                        .filter(cell::has)
                        .findFirst()
                        .orElseThrow()))
                .toArray();
    }

    Optional<Interval> interval(Cell cell, ToDoubleFunction<ValueResult.Score> value) {
        double[] values = values(cell, value);
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    /** The differences of a kernel, mean over sizes, depths and ridges: one for each seed of which all sizes are there. */
    double[] means(int k, String kernel) {
        List<double[]> all = cells().stream()
                .filter(cell -> cell.k == k && cell.kernel.equals(kernel))
                .map(cell -> values(cell, DIFFERENCE))
                .toList();
        int seeds = all.stream().mapToInt(values -> values.length).min().orElse(0);
        boolean whole = all.stream().allMatch(values -> values.length == seeds);
        double[] means = new double[whole ? seeds : 0];
        for (double[] values : all) {
            for (int i = 0; i < means.length; i++) {
                means[i] += values[i] / all.size();
            }
        }
        return means;
    }
}
