package fathom.experiments.localglobal.tasks;

import fathom.experiments.localglobal.tasks.TaskMeasured.Series;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of targets beyond the paper. */
final class TaskPictures {

    private TaskPictures() {}

    /** Test error by depth, a line for each model, a panel for each number of samples. */
    static Optional<Figure> errors(TaskMeasured measured, String task, int number) {
        List<Panel> panels = new ArrayList<>();
        for (int samples : measured.chapter().sizes()) {
            Panel panel =
                    Panel.of("N = " + samples, "hidden layers L", "test error").yRange(0, 0.55);
            boolean any = false;
            for (Series row : measured.rows(task)) {
                if (row.N() == samples) {
                    any |= line(panel, measured, row);
                }
            }
            if (any) {
                panels.add(panel.level("chance", 0.5));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "target-" + number + "-error",
                        "Share of misclassified test points of " + task
                                + " by number of hidden layers: mean over seeds with 95 % intervals.",
                        Math.min(3, panels.size()),
                        panels));
    }

    private static boolean line(Panel panel, TaskMeasured measured, Series row) {
        List<Integer> depths = new ArrayList<>();
        List<Interval> values = new ArrayList<>();
        measured.chapter().depths().stream().sorted().forEach(depth -> {
            double[] errors = measured.errors(row.at(depth));
            if (errors.length > 0) {
                depths.add(depth);
                values.add(Interval.of(errors));
            }
        });
        if (depths.isEmpty()) {
            return false;
        }
        panel.line(row.H() > 0 ? "networks, H = " + row.H() : row.model(), depths, values);
        return true;
    }
}
