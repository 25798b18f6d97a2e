package fathom.experiments.localglobal.tasks;

import com.google.common.collect.ImmutableList;
import fathom.data.Task;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.tasks.TaskMeasured.Series;
import fathom.experiments.protocol.Finding;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.Locale;

/** "Depth helps" as a statement on each task, with its verdict. */
final class TaskFindings {

    private TaskFindings() {}

    static ImmutableList<Finding> of(TaskMeasured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        int deep = measured.chapter().deep();
        int shallow = measured.chapter().shallow();
        for (String task : measured.chapter().tasks()) {
            for (Series row : measured.rows(task)) {
                double[] effect = measured.differences(row.at(deep), row.at(shallow));
                if (deep > shallow && effect.length > 1 && row.model().equals(Words.NETWORK)) {
                    Interval interval = Interval.of(effect);
                    Claim claim = Claim.of("", Claim.Region.LOWER, interval);
                    findings.add(new Finding(
                            "Ours: depth " + deep + " instead of " + shallow + " helps networks to learn " + task
                                    + size(measured, row),
                            claim.verdict(),
                            String.format(
                                    Locale.ROOT,
                                    "Supported if the 95 %% interval of the difference of errors, seed by seed, lies below 0, contradicted if"
                                            + " none of it does: %.4f [%.4f, %.4f], n = %d. Expected: %s.",
                                    interval.mean(),
                                    interval.low(),
                                    interval.high(),
                                    interval.n(),
                                    Expectation.of(Task.named(task)))));
                }
            }
        }
        return findings.build();
    }

    private static String size(TaskMeasured measured, Series row) {
        boolean several = measured.chapter().sizes().size() > 1
                || measured.chapter().searches().size() > 1;
        return several ? " at N = " + row.N() + ", H = " + row.H() : "";
    }
}
