package fathom.runs.figure;

import java.util.List;

/** Draws the series of one panel; everything stays within the plot area. */
final class MarkSvg {

    private static final double CAP = 3;

    private final Svg svg;
    private final Place place;
    private final List<Mark> marks;
    private final String clip;

    /** @param clip the id of the plot area's clip path */
    MarkSvg(Svg svg, Place place, List<Mark> marks, String clip) {
        this.svg = svg;
        this.place = place;
        this.marks = marks;
        this.clip = " clip-path=\"url(#" + clip + ")\"";
    }

    /** The series as a group with its index in the legend. */
    void draw(Mark mark, int index, int look) {
        svg.raw("<g class=\"series\" data-s=\"").raw(index).raw("\">");
        String hue = Look.hue(look);
        String thin = "fill=\"none\" stroke=\"" + hue + "\" stroke-width=\"2\" stroke-linejoin=\"round\"";
        String dashed = thin + " stroke-dasharray=\"" + Look.dashes(look) + "\"";
        switch (mark.kind()) {
            case LINE -> {
                path(mark, false, thin);
                intervals(mark, hue, 0);
                markers(mark, look, false);
            }
            case RIBBON -> {
                ribbon(mark, hue);
                path(mark, false, thin);
            }
            case CURVE -> path(mark, false, dashed);
            case LEVEL -> level(mark.y()[0], dashed);
            case UPRIGHT -> upright(mark.x()[0], dashed);
            case POINTS, PUBLISHED -> {
                intervals(mark, hue, 0);
                markers(mark, look, mark.kind() == Mark.Kind.PUBLISHED);
            }
            case DOTS -> dots(mark, hue);
            case STEPS -> path(mark, true, thin);
            case HISTOGRAM -> histogram(mark, hue);
            case BARS -> bars(mark, hue);
            case SPANS -> spans(mark, hue);
        }
        svg.raw("</g>\n");
    }

    /** Whether it is drawn below the others. */
    static boolean below(Mark mark) {
        return mark.kind() == Mark.Kind.BARS || mark.kind() == Mark.Kind.HISTOGRAM || mark.kind() == Mark.Kind.SPANS;
    }

    private boolean places(Mark mark, int i) {
        return place.places(mark.x()[i], mark.y()[i]);
    }

    /** The points joined, with a gap where one has no place; nothing for fewer than two in a row. */
    private void path(Mark mark, boolean stairs, String attributes) {
        Svg d = new Svg();
        boolean open = false;
        boolean any = false;
        double before = 0;
        for (int i = 0; i < mark.x().length; i++) {
            if (!places(mark, i)) {
                open = false;
                continue;
            }
            double x = place.px(mark.x()[i]);
            double y = place.py(mark.y()[i]);
            if (stairs && open) {
                d.raw("L").px(x).raw(" ").px(before);
            }
            d.raw(open ? "L" : "M").px(x).raw(" ").px(y);
            any |= open;
            open = true;
            before = y;
        }
        if (any) {
            svg.raw("<path d=\"")
                    .raw(d.toString())
                    .raw("\" ")
                    .raw(attributes)
                    .raw(clip)
                    .raw("/>");
        }
    }

    private void markers(Mark mark, int look, boolean hollow) {
        for (int i = 0; i < mark.x().length; i++) {
            if (places(mark, i) && place.holds(mark.x()[i], mark.y()[i])) {
                Look.marker(svg, look, place.px(mark.x()[i]), place.py(mark.y()[i]), hollow, "");
            }
        }
    }

    /** Error bars, cut at the edge of the plot area with an arrow where they go on. */
    private void intervals(Mark mark, String hue, double offset) {
        String kind = mark.kind() == Mark.Kind.BARS ? "class=\"bar\" " : "";
        String stroke = kind + "fill=\"none\" stroke=\"" + hue + "\" stroke-width=\"1.4\"";
        for (int i = 0; i < mark.x().length; i++) {
            if (!mark.hasInterval(i) || !places(mark, i) || !place.holds(mark.x()[i], mark.y()[i])) {
                continue;
            }
            double x = place.px(mark.x()[i]) + offset;
            boolean cutLow = !(mark.low()[i] >= place.y().low());
            boolean cutHigh = !(mark.high()[i] <= place.y().high());
            double bottom = cutLow ? place.bottom() : place.py(mark.low()[i]);
            double top = cutHigh ? place.top() : place.py(mark.high()[i]);
            svg.line(x, bottom, x, top, stroke);
            end(x, bottom, cutLow ? -1 : 0, stroke);
            end(x, top, cutHigh ? 1 : 0, stroke);
        }
    }

    /** A cap, or an arrow that points up (1) or down (-1). */
    private void end(double x, double y, int arrow, String stroke) {
        if (arrow == 0) {
            svg.line(x - CAP, y, x + CAP, y, stroke);
        } else {
            svg.raw("<path d=\"M")
                    .px(x - CAP - 1)
                    .raw(" ")
                    .px(y + 5 * arrow)
                    .raw("L")
                    .px(x)
                    .raw(" ")
                    .px(y);
            svg.raw("L")
                    .px(x + CAP + 1)
                    .raw(" ")
                    .px(y + 5 * arrow)
                    .raw("\" ")
                    .raw(stroke)
                    .raw("/>");
        }
    }

    private void ribbon(Mark mark, String hue) {
        Svg d = new Svg();
        int first = 0;
        for (int i = 0; i <= mark.x().length; i++) {
            boolean ends = i == mark.x().length || !places(mark, i) || !mark.hasInterval(i);
            if (ends) {
                if (i - first > 1) {
                    ribbon(mark, first, i, d);
                }
                first = i + 1;
            }
        }
        if (!d.toString().isEmpty()) {
            svg.raw("<path d=\"")
                    .raw(d.toString())
                    .raw("\" fill=\"")
                    .raw(hue)
                    .raw("\" fill-opacity=\"0.2\"")
                    .raw(clip);
            svg.raw("/>");
        }
    }

    private void ribbon(Mark mark, int from, int to, Svg d) {
        for (int i = from; i < to; i++) {
            d.raw(i == from ? "M" : "L").px(place.px(mark.x()[i])).raw(" ").px(ordinate(mark.high()[i]));
        }
        for (int i = to - 1; i >= from; i--) {
            d.raw("L").px(place.px(mark.x()[i])).raw(" ").px(ordinate(mark.low()[i]));
        }
        d.raw("Z");
    }

    /** An end of an interval; where a logarithmic axis has no place for it, the lower edge. */
    private double ordinate(double value) {
        return Axis.placeable(place.y().kind(), value) ? place.py(value) : place.bottom();
    }

    private void level(double y, String dashed) {
        if (Axis.placeable(place.y().kind(), y) && place.y().holds(y)) {
            svg.line(place.left(), place.py(y), place.right(), place.py(y), dashed);
        }
    }

    private void upright(double x, String dashed) {
        if (Axis.placeable(place.x().kind(), x) && place.x().holds(x)) {
            svg.line(place.px(x), place.top(), place.px(x), place.bottom(), dashed);
        }
    }

    private void dots(Mark mark, String hue) {
        Svg d = new Svg();
        for (int i = 0; i < mark.x().length; i++) {
            if (places(mark, i) && place.holds(mark.x()[i], mark.y()[i])) {
                d.raw("M")
                        .px(place.px(mark.x()[i]))
                        .raw(" ")
                        .px(place.py(mark.y()[i]))
                        .raw("h0");
            }
        }
        if (!d.toString().isEmpty()) {
            svg.raw("<path class=\"dots\" d=\"")
                    .raw(d.toString())
                    .raw("\" fill=\"none\" stroke=\"")
                    .raw(hue);
            svg.raw("\" stroke-width=\"2.4\" stroke-linecap=\"round\" stroke-opacity=\"0.75\"/>");
        }
    }

    private void histogram(Mark mark, String hue) {
        String fill = "fill=\"" + hue + "\" fill-opacity=\"0.35\" stroke=\"" + hue + "\"" + clip;
        for (int i = 0; i + 1 < mark.x().length; i++) {
            if (places(mark, i) && Axis.placeable(place.x().kind(), mark.x()[i + 1])) {
                double y = place.py(mark.y()[i]);
                double left = place.px(mark.x()[i]);
                svg.rect(
                        left,
                        Math.min(y, ordinate(0)),
                        place.px(mark.x()[i + 1]) - left,
                        Math.abs(ordinate(0) - y),
                        fill);
            }
        }
    }

    private void bars(Mark mark, String hue) {
        List<Mark> beside =
                marks.stream().filter(other -> other.kind() == Mark.Kind.BARS).toList();
        double slot = place.width() / (place.x().high() - place.x().low());
        double each = Math.min(0.8 * slot / beside.size(), 60);
        double offset = (beside.indexOf(mark) - (beside.size() - 1) / 2.0) * each;
        for (int i = 0; i < mark.x().length; i++) {
            if (places(mark, i)) {
                double y = place.py(mark.y()[i]);
                double left = place.px(mark.x()[i]) + offset - each / 2 + 1;
                double zero = ordinate(0);
                String fill = "fill=\"" + hue + "\" fill-opacity=\"0.8\"" + clip;
                svg.rect(left, Math.min(y, zero), Math.max(1, each - 2), Math.abs(zero - y), fill);
            }
        }
        intervals(mark, "#1d2329", offset);
    }

    private void spans(Mark mark, String hue) {
        double row = place.height() / (place.y().high() - place.y().low());
        for (int i = 0; i + 1 < mark.x().length; i += 2) {
            if (places(mark, i) && places(mark, i + 1)) {
                double left = place.px(Math.min(mark.x()[i], mark.x()[i + 1]));
                double right = place.px(Math.max(mark.x()[i], mark.x()[i + 1]));
                double top = place.py(mark.y()[i]) - 0.8 * row;
                svg.rect(left, top, Math.max(0.6, right - left), 0.6 * row, "fill=\"" + hue + "\"" + clip);
            }
        }
    }
}
