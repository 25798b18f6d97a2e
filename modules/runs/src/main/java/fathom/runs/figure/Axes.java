package fathom.runs.figure;

import fathom.runs.figure.Axis.Kind;
import fathom.runs.figure.Axis.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far axes reach: over all points, over their intervals as far as these do not dwarf the points, and a margin beyond.
 *
 * <p>With p the span of the points and w the median width of the intervals, an interval's end counts up to max(p, w) beyond the points;
 * a longer bar is cut at the edge and ends in an arrow there.
 */
final class Axes {

    /** What stays free beyond the data, as a share of their span. */
    private static final double MARGIN = 1 / 16.0;

    /** Least span of a logarithmic axis in powers of two: from a value to 1.5 times it. */
    private static final double LEAST = 0.585;

    private Axes() {}

    static Axis x(Panel panel) {
        if (panel.xKind() == Kind.NAMES) {
            return Axis.named(panel.columnNames());
        }
        TreeSet<Double> values = new TreeSet<>();
        for (Mark mark : panel.marks()) {
            for (int i = 0; i < mark.x().length; i++) {
                boolean drawn = mark.kind() == Mark.Kind.UPRIGHT || Axis.placeable(panel.yKind(), mark.y()[i]);
                if (drawn && Axis.placeable(panel.xKind(), mark.x()[i])) {
                    values.add(mark.x()[i] + 0.0);
                }
            }
        }
        double[] ends = {low(values), high(values)};
        if (panel.isForest()) {
            forest(panel, ends);
            values.clear();
        }
        boolean steps = panel.marks().stream().anyMatch(mark -> mark.kind() == Mark.Kind.HISTOGRAM);
        return axis(panel.xKind(), ends, panel.xRange(), steps ? new TreeSet<>() : values);
    }

    static Axis y(List<Panel> shared) {
        Panel first = shared.getFirst();
        if (first.yKind() == Kind.NAMES) {
            return Axis.named(first.rowNames());
        }
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] range = {Double.NaN, Double.NaN};
        for (Panel panel : shared) {
            if (panel.yKind() != first.yKind()) {
                throw new IllegalArgumentException("panels with one y axis need one kind of scale: " + first.title()
                        + " has " + first.yKind() + ", " + panel.title() + " has " + panel.yKind());
            }
            double[] own = ordinates(panel);
            ends[0] = Math.min(ends[0], own[0]);
            ends[1] = Math.max(ends[1], own[1]);
            range[0] = least(range[0], panel.yRange()[0]);
            range[1] = -least(-range[1], -panel.yRange()[1]);
        }
        boolean standing = ends[0] == 0 && shared.stream().anyMatch(Axes::standing);
        if (standing && Double.isNaN(range[0])) {
            range[0] = 0;
        }
        return axis(first.yKind(), ends, range, new TreeSet<>());
    }

    /** Whether something stands on the axis at 0. */
    private static boolean standing(Panel panel) {
        return panel.marks().stream()
                .anyMatch(mark -> mark.kind() == Mark.Kind.BARS || mark.kind() == Mark.Kind.HISTOGRAM);
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double[] ordinates(Panel panel) {
        Kind kind = panel.yKind();
        double[] points = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        TreeSet<Double> ends = new TreeSet<>();
        double[] widths = new double[0];
        for (Mark mark : panel.marks()) {
            boolean fromZero = mark.kind() == Mark.Kind.BARS || mark.kind() == Mark.Kind.HISTOGRAM;
            for (int i = 0; i < mark.y().length; i++) {
                boolean drawn = mark.kind() == Mark.Kind.LEVEL || Axis.placeable(panel.xKind(), mark.x()[i]);
                if (!drawn || !Axis.placeable(kind, mark.y()[i])) {
                    continue;
                }
                widen(points, mark.y()[i]);
                if (fromZero && !kind.log()) {
                    widen(points, 0);
                }
                if (mark.hasInterval(i)) {
                    ends.add(mark.low()[i]);
                    ends.add(mark.high()[i]);
                    if (Axis.placeable(kind, mark.low()[i])) {
                        widths = Arrays.copyOf(widths, widths.length + 1);
                        widths[widths.length - 1] = to(kind, mark.high()[i]) - to(kind, mark.low()[i]);
                    }
                }
            }
        }
        return reach(kind, points, ends, widths);
    }

    private static void forest(Panel panel, double[] points) {
        TreeSet<Double> ends = new TreeSet<>();
        double[] widths = new double[0];
        for (ForestRow row : panel.effects()) {
            if (Axis.placeable(panel.xKind(), row.estimate())) {
                widen(points, row.estimate());
                if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
                    ends.add(row.low());
                    ends.add(row.high());
                    widths = Arrays.copyOf(widths, widths.length + 1);
                    widths[widths.length - 1] = to(panel.xKind(), row.high())
                            - to(panel.xKind(), row.low() > 0 || !panel.xKind().log() ? row.low() : row.estimate());
                }
            }
        }
        System.arraycopy(reach(panel.xKind(), points, ends, widths), 0, points, 0, 2);
    }

    /** The points' ends, moved out to the intervals' as far as the rule allows. */
    private static double[] reach(Kind kind, double[] points, SortedSet<Double> ends, double[] widths) {
        if (!(points[0] <= points[1]) || ends.isEmpty()) {
            return points;
        }
        Arrays.sort(widths);
        double typical = widths.length == 0 ? 0 : widths[widths.length / 2];
        double most = Math.max(to(kind, points[1]) - to(kind, points[0]), typical);
        double[] reached = points.clone();
        for (double end : ends) {
            if (Axis.placeable(kind, end)
                    && to(kind, end) >= to(kind, points[0]) - most
                    && to(kind, end) <= to(kind, points[1]) + most) {
                widen(reached, end);
            }
        }
        return reached;
    }

    private static double to(Kind kind, double value) {
        return kind.log() ? Log2.of(value) : value;
    }

    private static void widen(double[] ends, double value) {
        ends[0] = Math.min(ends[0], value);
        ends[1] = Math.max(ends[1], value);
    }

    private static double low(SortedSet<Double> values) {
        return values.isEmpty() ? Double.POSITIVE_INFINITY : values.first();
    }

    private static double high(SortedSet<Double> values) {
        return values.isEmpty() ? Double.NEGATIVE_INFINITY : values.last();
    }

    /** An axis over two ends, unless the range fixes them; ticks at the values where those are few whole numbers. */
    private static Axis axis(Kind kind, double[] ends, double[] range, SortedSet<Double> values) {
        boolean known = ends[0] <= ends[1];
        double first = known ? ends[0] : kind.log() ? 1 : 0;
        double last = known ? ends[1] : kind.log() ? 10 : 1;
        double low = Double.isFinite(range[0]) ? range[0] : beyond(kind, first, last, -1);
        double high = Double.isFinite(range[1]) ? range[1] : beyond(kind, last, first, 1);
        if (!(low < high) || kind.log() && !(low > 0)) {
            throw new IllegalArgumentException(
                    "an axis cannot go from " + low + " to " + high + (kind.log() ? " on a logarithmic scale" : ""));
        }
        List<Tick> own = Ticks.own(kind, values);
        List<Tick> ticks = own.isEmpty() ? Ticks.of(kind, low, high) : own;
        return new Axis(
                kind,
                low,
                high,
                ticks.stream()
                        .filter(tick -> tick.value() >= low && tick.value() <= high)
                        .toList());
    }

    private static double beyond(Kind kind, double end, double other, int sign) {
        if (kind.log()) {
            double octaves = Math.max(LEAST, Math.abs(Log2.of(end) - Log2.of(other)));
            double factor = sixteenthRootOfPower(octaves);
            double moved = sign < 0 ? end / factor : end * factor;
            return moved > 0 && Double.isFinite(moved) ? moved : end;
        }
        double span = Math.abs(end - other);
        double least = Math.max(Math.abs(end), Math.abs(other)) * 1e-12;
        return end + sign * (span > least ? span * MARGIN : Math.max(Math.abs(end), end == 0 ? 1 : 0) * MARGIN);
    }

    /** 2^(octaves / 16), from roots alone: whole sixteenths exactly, the rest linearly. */
    private static double sixteenthRootOfPower(double octaves) {
        double root = Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(2.0))));
        double factor = 1 + (octaves - Math.floor(octaves)) * (root - 1);
        for (int i = 0; i < (int) octaves; i++) {
            factor *= root;
        }
        return factor;
    }
}
