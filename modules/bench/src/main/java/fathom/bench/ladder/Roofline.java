package fathom.bench.ladder;

import java.util.Locale;

/**
 * The ladder as a roofline, an SVG: operations for each byte of the inner loop against operations a second, both on logarithmic axes,
 * below the roofs of the registers, the first-level cache and memory.
 */
final class Roofline {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 560;
    private static final int LEFT = 80;
    private static final int RIGHT = 830;
    private static final int TOP = 60;
    private static final int BOTTOM = 490;
    private static final double X_MIN = 0.1;
    private static final double X_MAX = 10;
    private static final double Y_MIN = 0.3;

    private final Rungs rungs;
    private final double yMax;
    private final StringBuilder svg = new StringBuilder();
    private final Labels labels = new Labels(new Labels.Box(LEFT + 2, TOP + 2, RIGHT - 2, BOTTOM - 2));

    private Roofline(Rungs rungs) {
        this.rungs = rungs;
        yMax = 2 * Math.max(rungs.of(Step.PEAK), rungs.of(Step.THREADED));
    }

    static String svg(Rungs rungs) {
        return new Roofline(rungs).draw();
    }

    private String draw() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        line(
                "<text x=\"%d\" y=\"30\" font-size=\"17\">Matrix product in Java, step by step (float, %d x %d)</text>",
                LEFT, rungs.n(), rungs.n());
        grid();
        double peak = rungs.of(Step.PEAK);
        roof(rungs.of(Step.FIRST_LEVEL), peak, "first-level cache", "#35527f");
        roof(rungs.of(Step.MEMORY), peak, "memory", "#6a8cc4");
        stroke(X_MIN, peak, X_MAX, peak, "#35527f");
        String words = String.format(Locale.ROOT, "one core's peak, %.0f GFLOP/s", peak);
        line("<text x=\"%d\" y=\"%.1f\" fill=\"#35527f\">%s</text>", LEFT + 8, y(peak) - 6, words);
        labels.occupy(new Labels.Box(LEFT, y(peak) - 20, LEFT + 8 + words.length() * Labels.LETTER, y(peak)));
        points();
        line("</svg>");
        return svg.toString();
    }

    /** All points before the first label, so that no label covers one. */
    private void points() {
        for (Step step : rungs.products()) {
            double x = x(step.intensity(rungs.lanes()));
            double y = y(rungs.of(step));
            line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#a0521d\"/>", x, y);
            labels.occupy(new Labels.Box(x - 6, y - 6, x + 6, y + 6));
        }
        for (Step step : rungs.products()) {
            double x = x(step.intensity(rungs.lanes()));
            double y = y(rungs.of(step));
            String words = String.format(Locale.ROOT, "%s %.1f", step.title(), rungs.of(step));
            Labels.Box box = labels.place(x, y, words.length());
            boolean right = box.left() > x;
            double middle = (box.top() + box.bottom()) / 2;
            double edge = right ? box.left() : box.right();
            if (Math.abs(middle - y) > Labels.LINE / 2) {
                line(
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#a0521d\" stroke-width=\"0.7\"/>",
                        x, y, edge, middle);
            }
            line(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                    edge, middle + 4.5, right ? "start" : "end", words);
        }
    }

    private void grid() {
        for (double tick = 0.1; tick <= X_MAX * 1.01; tick *= 10) {
            axisLine(x(tick), TOP, x(tick), BOTTOM);
            line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(tick), BOTTOM + 20, plain(tick));
        }
        for (double tick = 1; tick <= yMax; tick *= 10) {
            axisLine(LEFT, y(tick), RIGHT, y(tick));
            line("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y(tick) + 4, plain(tick));
        }
        line(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#333333\"/>",
                LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">operations for each byte between registers and first-level cache</text>",
                (LEFT + RIGHT) / 2, BOTTOM + 45);
        line("<text x=\"25\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 25 %d)\">GFLOP/s</text>", 275, 275);
    }

    private void roof(double bytesPerNanosecond, double peak, String name, String colour) {
        double knee = peak / bytesPerNanosecond;
        double from = Math.max(X_MIN, Y_MIN / bytesPerNanosecond);
        double to = Math.min(X_MAX, knee);
        stroke(from, bytesPerNanosecond * from, to, bytesPerNanosecond * to, colour);
        String words = String.format(Locale.ROOT, "%s, %.0f GB/s", name, bytesPerNanosecond);
        // Along the roof, just above its beginning.
        double angle = Math.atan2(y(bytesPerNanosecond * from) - y(bytesPerNanosecond * to), x(to) - x(from));
        double length = words.length() * Labels.LETTER;
        double x = x(from) + 10 * Math.cos(angle);
        double y = y(bytesPerNanosecond * from) - 10 * Math.sin(angle);
        line(
                "<text x=\"%.1f\" y=\"%.1f\" dy=\"-6\" fill=\"%s\" transform=\"rotate(%.2f %.1f %.1f)\">%s</text>",
                x, y, colour, -Math.toDegrees(angle), x, y, words);
        double up = 12;
        labels.occupyLine(
                x - up * Math.sin(angle),
                y - up * Math.cos(angle),
                x + length * Math.cos(angle) - up * Math.sin(angle),
                y - length * Math.sin(angle) - up * Math.cos(angle));
    }

    private void stroke(double x1, double y1, double x2, double y2, String colour) {
        line(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                x(x1), y(y1), x(x2), y(y2), colour);
        labels.occupyLine(x(x1), y(y1), x(x2), y(y2));
    }

    private void axisLine(double x1, double y1, double x2, double y2) {
        line("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", x1, y1, x2, y2);
    }

    private static String plain(double tick) {
        return tick < 1 ? String.format(Locale.ROOT, "%.1f", tick) : String.format(Locale.ROOT, "%.0f", tick);
    }

    private double x(double intensity) {
        return LEFT + (RIGHT - LEFT) * Math.log(intensity / X_MIN) / Math.log(X_MAX / X_MIN);
    }

    private double y(double speed) {
        return BOTTOM - (BOTTOM - TOP) * Math.log(Math.max(speed, Y_MIN) / Y_MIN) / Math.log(yMax / Y_MIN);
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
