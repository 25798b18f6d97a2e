package fathom.experiments.localglobal.schur;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** The figure of claim 4. */
final class ValuePictures {

    private ValuePictures() {}

    /** Local less global error by depth, a panel for each order and number of samples, a line for each kernel at the first ridge. */
    static Figure differences(ValueMeasured measured) {
        ValueChapter chapter = measured.chapter();
        double ridge = chapter.ridges().getFirst();
        List<Panel> panels = new ArrayList<>();
        for (int k : chapter.orders()) {
            for (int size : chapter.sizes()) {
                Panel panel = Panel.of("k = " + k + ", N = " + size, "hidden layers L", "local less global error");
                boolean any = false;
                for (String kernel : chapter.kernels()) {
                    List<Integer> depths = new ArrayList<>();
                    List<Interval> values = new ArrayList<>();
                    for (int depth : chapter.depths()) {
                        measured.interval(
                                        new ValueMeasured.Cell(k, size, kernel, depth, ridge), ValueMeasured.DIFFERENCE)
                                .ifPresent(value -> {
                                    depths.add(depth);
                                    values.add(value);
                                });
                    }
                    if (!depths.isEmpty()) {
                        panel.line(kernel, depths, values);
                        any = true;
                    }
                }
                if (any) {
                    double reach = 2 * ValueChapter.MARGIN;
                    panels.add(panel.yRange(-reach, reach)
                            .level("0", 0)
                            .level("margin", ValueChapter.MARGIN)
                            .level("-margin", -ValueChapter.MARGIN));
                }
            }
        }
        return new Figure(
                "values",
                "Squared error of kernel regression on local values less that on global values of equal norm, relative to their mean square,"
                        + " ridge " + ridge + ": mean over " + chapter.seeds()
                        + " samples with 95 % intervals. By Schur's lemma the expectation is 0 everywhere.",
                Math.min(2, panels.size()),
                panels);
    }
}
