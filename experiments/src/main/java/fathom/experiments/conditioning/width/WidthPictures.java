package fathom.experiments.conditioning.width;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The figures of networks of finite width. */
final class WidthPictures {

    private WidthPictures() {}

    /** A panel for each network: log10 of the condition number by depth, a line for each width, and the limit. */
    static Figure byDepth(WidthMeasured measured, boolean tangent) {
        List<Panel> panels = new ArrayList<>();
        for (String network : measured.chapter().networks()) {
            Panel panel = Panel.of(network, "hidden layers L", "log10 of the condition number")
                    .logX();
            for (int width : measured.chapter().widths()) {
                Points points =
                        Points.of(measured.chapter().depths(), depth -> measured.width(network, width, depth, tangent));
                if (!points.depths.isEmpty()) {
                    panel.line("width " + width, points.depths, points.values);
                }
            }
            Points limit = Points.of(measured.chapter().depths(), depth -> measured.limit(network, depth, tangent));
            if (!limit.depths.isEmpty()) {
                panel.curve(
                        "infinite width",
                        limit.depths.stream().mapToDouble(v -> v).toArray(),
                        limit.values.stream().mapToDouble(Interval::mean).toArray());
            }
            panels.add(panel);
        }
        return new Figure(
                tangent ? "widths-ntk" : "widths-nngp",
                (tangent
                                ? "Condition number of the tangent kernel (all weights, one output) of "
                                : "Condition number of the last layer's Gram matrix of ")
                        + measured.chapter().n() + " inputs in random networks of finite width: mean over "
                        + measured.chapter().seeds().size()
                        + " seeds with 95 % intervals. Depths with a singular matrix are left out. Dashed: the limit of infinite width on the"
                        + " same inputs.",
                3,
                panels);
    }

    private record Points(List<Integer> depths, List<Interval> values) {

        static Points of(List<Integer> all, IntFunction<Optional<Interval>> log) {
            List<Integer> depths = new ArrayList<>();
            List<Interval> values = new ArrayList<>();
            for (int depth : all) {
                Optional<Interval> interval = log.apply(depth);
                if (interval.isPresent() && Double.isFinite(interval.get().mean())) {
                    depths.add(depth);
                    values.add(interval.get());
                }
            }
            return new Points(depths, values);
        }
    }
}
