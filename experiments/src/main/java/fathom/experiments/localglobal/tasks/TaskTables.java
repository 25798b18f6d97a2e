package fathom.experiments.localglobal.tasks;

import fathom.data.Task;
import fathom.experiments.localglobal.tasks.TaskMeasured.Series;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.List;

/** The tables of targets beyond the paper. */
final class TaskTables {

    /** An error within so much of the constant answer's counts as nothing learned. */
    private static final double LEARNED = 0.02;

    private TaskTables() {}

    /** A row for each task and model: the effect of depth in a word, and what is known from elsewhere. */
    static Table answers(TaskMeasured measured) {
        int deep = measured.chapter().deep();
        int shallow = measured.chapter().shallow();
        Table table = Table.of("target", "model", "N", "H", deep + " less " + shallow, "depth", "expected");
        for (String task : measured.chapter().tasks()) {
            for (Series row : measured.rows(task)) {
                double[] effect = measured.differences(row.at(deep), row.at(shallow));
                if (effect.length > 0) {
                    table.row(
                            task,
                            row.model(),
                            row.N(),
                            row.H() == 0 ? null : row.H(),
                            Interval.of(effect),
                            word(measured, row, Interval.of(effect)),
                            row.H() == 0 ? "" : Expectation.of(Task.named(task)));
                }
            }
        }
        return table;
    }

    private static String word(TaskMeasured measured, Series row, Interval effect) {
        double best = measured.chapter().depths().stream()
                .map(depth -> measured.errors(row.at(depth)))
                .filter(values -> values.length > 0)
                .mapToDouble(values -> Interval.of(values).mean())
                .min()
                .orElse(Double.NaN);
        if (best > constant(measured, row) - LEARNED) {
            return "nothing learned";
        }
        return effect.high() < 0 ? "helps" : effect.low() > 0 ? "hurts" : "cannot tell";
    }

    /** The constant answer's error on the samples of a row. */
    private static double constant(TaskMeasured measured, Series row) {
        return measured.rows(row.task()).stream()
                .filter(other -> other.N() == row.N() && other.H() > 0)
                .flatMap(
                        other -> measured.chapter().depths().stream().map(depth -> measured.constants(other.at(depth))))
                .filter(values -> values.length > 0)
                .mapToDouble(values -> Interval.of(values).mean())
                .findFirst()
                .orElse(0.5);
    }

    /** The errors of one task, a row for each model, a column for each depth. */
    static Table errors(TaskMeasured measured, String task) {
        List<Integer> depths = measured.chapter().depths();
        String[] columns = new String[depths.size() + 5];
        columns[0] = "model";
        columns[1] = "N";
        columns[2] = "H";
        columns[3] = "constant answer";
        for (int i = 0; i < depths.size(); i++) {
            columns[i + 4] = "depth " + depths.get(i);
        }
        columns[columns.length - 1] = "training, deepest";
        Table table = Table.of(columns);
        for (Series row : measured.rows(task)) {
            Object[] cells = new Object[columns.length];
            cells[0] = row.model();
            cells[1] = row.N();
            cells[2] = row.H() == 0 ? null : row.H();
            cells[3] = constant(measured, row);
            for (int i = 0; i < depths.size(); i++) {
                double[] values = measured.errors(row.at(depths.get(i)));
                cells[i + 4] = values.length == 0 ? null : Interval.of(values);
            }
            cells[columns.length - 1] =
                    measured.outcomes(row.at(measured.chapter().deep()));
            table.row(cells);
        }
        return table;
    }
}
