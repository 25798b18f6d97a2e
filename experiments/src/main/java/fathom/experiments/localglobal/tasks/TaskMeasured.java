package fathom.experiments.localglobal.tasks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.protocol.Listing;
import fathom.runs.Finished;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The errors of all finished trials by task. */
final class TaskMeasured {

    private final TaskChapter chapter;
    private final Map<Series, Map<Long, Double>> errors = new LinkedHashMap<>();
    private final Map<Series, Map<Long, Double>> constants = new HashMap<>();
    private final Map<Series, Multiset<String>> outcomes = new HashMap<>();

    /**
     * What is measured once for every seed.
     *
     * @param model {@code network} or a kernel
     * @param H 0 for kernels
     */
    record Series(String task, String model, int N, int H, int depth) {

        Series at(int other) {
            return new Series(task, model, N, H, other);
        }
    }

    TaskMeasured(
            TaskChapter chapter,
            List<Finished<TaskCell, TaskResult>> networks,
            List<Finished<TaskKernelCell, TaskKernelResult>> kernels) {
        this.chapter = chapter;
        for (Finished<TaskCell, TaskResult> trial : networks) {
            TaskCell cell = trial.configuration();
            Series series = new Series(
                    cell.task(), Words.NETWORK, cell.N(), cell.training().H(), cell.depth());
            put(errors, series, cell.seed(), trial.result().error());
            put(constants, series, cell.seed(), trial.result().constantError());
            outcomes.computeIfAbsent(series, key -> TreeMultiset.create())
                    .add(trial.result().outcome() + " at "
                            + Listing.word(trial.result().rate()));
        }
        for (Finished<TaskKernelCell, TaskKernelResult> trial : kernels) {
            TaskKernelCell cell = trial.configuration();
            put(
                    errors,
                    new Series(cell.task(), cell.kernel(), cell.N(), 0, cell.depth()),
                    cell.seed(),
                    trial.result().error());
        }
    }

    private static void put(Map<Series, Map<Long, Double>> map, Series series, long seed, double value) {
        map.computeIfAbsent(series, key -> new TreeMap<>()).put(seed, value);
    }

    TaskChapter chapter() {
        return chapter;
    }

    boolean any() {
        return !errors.isEmpty();
    }

    /** Networks of every size, then kernels of every number of samples, of one task; the depth is the first one. */
    List<Series> rows(String task) {
        ImmutableList.Builder<Series> rows = ImmutableList.builder();
        int first = chapter.depths().getFirst();
        for (int samples : chapter.sizes()) {
            chapter.searches().forEach(search -> rows.add(new Series(task, Words.NETWORK, samples, search.H(), first)));
            chapter.kernels().forEach(kernel -> rows.add(new Series(task, kernel, samples, 0, first)));
        }
        return rows.build();
    }

    /** The test errors by seed. */
    double[] errors(Series series) {
        return values(errors.getOrDefault(series, Map.of()));
    }

    /** What the more frequent class alone would give, by seed. */
    double[] constants(Series series) {
        return values(constants.getOrDefault(series, Map.of()));
    }

    /** error(left) - error(right) for every seed that has both. */
    double[] differences(Series left, Series right) {
        Map<Long, Double> other = errors.getOrDefault(right, Map.of());
        return errors.getOrDefault(left, Map.of()).entrySet().stream()
                .filter(entry -> other.containsKey(entry.getKey()))
                .mapToDouble(entry -> entry.getValue() - other.get(entry.getKey()))
                .toArray();
    }

    /** How trainings ended and at which rates, with how often. */
    String outcomes(Series series) {
        return Listing.counted(outcomes.getOrDefault(series, TreeMultiset.create()));
    }

    private static double[] values(Map<Long, Double> bySeed) {
        return bySeed.values().stream().mapToDouble(value -> value).toArray();
    }
}
