package fathom.experiments.localglobal.tasks;

import com.google.common.collect.ImmutableList;
import fathom.data.Task;
import fathom.experiments.localglobal.tasks.TaskMeasured.Series;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.localglobal.training.Search;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.RunPage;
import fathom.experiments.protocol.TargetPicture;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets beyond the paper: does depth help there?
 *
 * @param tasks by their names, see {@link Task#named}; none leaves the chapter out
 * @param sizes numbers of samples
 * @param depths numbers of hidden layers; 0 is the linear perceptron and has no kernel here
 * @param seeds one sample and initialisation each
 * @param searches how networks are trained, one for each width
 * @param kernels of {@code ntk}, {@code ntk-unbiased}, {@code nngp}
 * @param ridge r of K + N r I
 */
public record TaskChapter(
        List<String> tasks,
        List<Integer> sizes,
        List<Integer> depths,
        List<Long> seeds,
        int testPoints,
        List<Search> searches,
        List<String> kernels,
        double ridge,
        int threads)
        implements Chapter {

    private static final String TEXT =
            "The same trainings on other targets, each with its own law of inputs. Inputs on the unit sphere are moved to the radius sqrt d."
                    + " Errors are shares of misclassified test points; where classes are not equally frequent, the constant answer's error"
                    + " stands beside. The kernels regress on the labels of the same samples, scaled to length 1 and each taken once.";

    @Override
    public String title() {
        return "Targets beyond the paper";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return tasks.isEmpty() ? ImmutableList.of() : ImmutableList.of(networks(), regressions());
    }

    private Sweep<TaskCell, TaskResult> networks() {
        List<TaskCell> cells = new ArrayList<>();
        for (String task : tasks) {
            for (int samples : sizes) {
                for (Search search : searches) {
                    for (int depth : depths) {
                        for (long seed : seeds) {
                            cells.add(new TaskCell(task, samples, testPoints, depth, seed, search));
                        }
                    }
                }
            }
        }
        return Sweep.of("task", TaskCell.class, TaskResult.class, cells, new TaskTrial(threads))
                .withCost(TaskCell::cost)
                .withBytes(TaskTrial::bytes)
                .withLabel(TaskCell::label);
    }

    private Sweep<TaskKernelCell, TaskKernelResult> regressions() {
        List<TaskKernelCell> cells = new ArrayList<>();
        for (String task : tasks) {
            for (int samples : sizes) {
                for (String kernel : kernels) {
                    for (int depth : depths) {
                        for (long seed : seeds) {
                            if (depth > 0) {
                                cells.add(new TaskKernelCell(task, samples, testPoints, kernel, depth, ridge, seed));
                            }
                        }
                    }
                }
            }
        }
        return Sweep.of(
                        "task kernel",
                        TaskKernelCell.class,
                        TaskKernelResult.class,
                        cells,
                        new TaskKernelTrial(threads))
                .withCost(TaskKernelCell::cost)
                .withBytes(TaskKernelTrial::bytes)
                .withLabel(TaskKernelCell::label);
    }

    @Override
    public void announce(Announcement announcement, Paces paces) {
        if (tasks.isEmpty()) {
            return;
        }
        Forecast forecast = new Forecast(paces);
        announcement.add(
                networks(),
                TaskCell::kind,
                trial -> (double) trial.result().epochs()
                        / trial.configuration().training().epochs(),
                (cell, share) -> cell.seconds(share, forecast));
        MatrixPaces matrices = new MatrixPaces(paces);
        announcement.add(regressions(), cell -> cell.seconds(matrices));
    }

    private TaskMeasured measured(Ledger ledger) {
        return tasks.isEmpty()
                ? new TaskMeasured(this, List.of(), List.of())
                : new TaskMeasured(this, ledger.results(networks()), ledger.results(regressions()));
    }

    /** The smallest depth with a hidden layer, or 0. */
    int shallow() {
        return depths.stream()
                .filter(depth -> depth > 0)
                .mapToInt(depth -> depth)
                .min()
                .orElse(0);
    }

    int deep() {
        return depths.stream().mapToInt(depth -> depth).max().orElse(0);
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return TaskFindings.of(measured(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        if (tasks.isEmpty()) {
            return;
        }
        TaskMeasured measured = measured(ledger);
        page.report().section(title()).paragraph(TEXT);
        if (measured.any()) {
            page.report()
                    .table(
                            "Does depth help here? The largest depth less the smallest, seed by seed",
                            TaskTables.answers(measured));
        }
        for (int i = 0; i < tasks.size(); i++) {
            page.report().subsection(tasks.get(i));
            page.figure(TargetPicture.of("target-" + (i + 1), Task.named(tasks.get(i))));
            if (measured.any()) {
                TaskPictures.errors(measured, tasks.get(i), i + 1).ifPresent(page::figure);
                page.report().table("Test error", TaskTables.errors(measured, tasks.get(i)));
            }
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        TaskMeasured measured = measured(ledger);
        for (String task : tasks) {
            for (Series row : measured.rows(task)) {
                for (int depth : depths) {
                    double[] values = measured.errors(row.at(depth));
                    if (values.length > 0) {
                        String variant = task + " N=" + row.N() + (row.H() > 0 ? " H=" + row.H() : "");
                        summary.row("target", row.model(), variant, depth, "test error", Interval.of(values));
                    }
                }
            }
        }
    }
}
