package fathom.bench.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Places for words beside the points of a chart, so that no words lie over others, nor over a point or a line. */
final class Labels {

    /** A rectangle of the chart, in its own units; y grows downwards. */
    record Box(double left, double top, double right, double bottom) {

        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        private boolean contains(Box other) {
            return left <= other.left && top <= other.top && other.right <= right && other.bottom <= bottom;
        }
    }

    /** Wider than most letters of a sans-serif type are, at a size of 13. */
    static final double LETTER = 7;

    static final double LINE = 16;

    private static final double GAP = 9;
    private static final double STEP = 4;
    private static final double FARTHEST = 160;

    private final Box frame;
    private final List<Box> taken = new ArrayList<>();

    Labels(Box frame) {
        this.frame = frame;
    }

    /** Keeps words away from here. */
    void occupy(Box box) {
        taken.add(box);
    }

    /** Keeps words away from the segment. */
    void occupyLine(double x1, double y1, double x2, double y2) {
        int pieces = (int) Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) / STEP) + 1;
        for (int i = 0; i <= pieces; i++) {
            double x = x1 + (x2 - x1) * i / pieces;
            double y = y1 + (y2 - y1) * i / pieces;
            occupy(new Box(x - STEP / 2, y - STEP / 2, x + STEP / 2, y + STEP / 2));
        }
    }

    /**
     * Finds and occupies a place for words beside a point: right or left of it, and no farther above or below than must be. Where there
     * is none, it is right of the point all the same.
     */
    Box place(double x, double y, int letters) {
        double width = letters * LETTER;
        Predicate<Box> free = box -> frame.contains(box) && taken.stream().noneMatch(box::meets);
        for (double away = 0; away <= FARTHEST; away += STEP) {
            for (double shift : new double[] {-away, away}) {
                for (double left : new double[] {x + GAP, x - GAP - width}) {
                    Box box = new Box(left, y + shift - LINE / 2, left + width, y + shift + LINE / 2);
                    if (free.test(box)) {
                        occupy(box);
                        return box;
                    }
                }
            }
        }
        Box beside = new Box(x + GAP, y - LINE / 2, x + GAP + width, y + LINE / 2);
        occupy(beside);
        return beside;
    }
}
