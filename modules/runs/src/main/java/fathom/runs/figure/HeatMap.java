package fathom.runs.figure;

/**
 * Values on a grid of equal cells, shown as colours: a table of numbers too large to read, or a function of two variables such as a
 * network's output over the plane.
 *
 * @param xLow the left edge of the grid
 * @param xHigh the right edge
 * @param yLow the lower edge
 * @param yHigh the upper edge
 * @param values rows from bottom to top, each with its cells from left to right, all rows of one length; NaN cells stay empty
 * @param scale from numbers to colours
 * @param low the number at the lower end of the scale
 * @param high the number at the upper end
 * @param label what the numbers are, beside the colour bar; no bar when empty
 */
public record HeatMap(
        double xLow,
        double xHigh,
        double yLow,
        double yHigh,
        double[][] values,
        Scale scale,
        double low,
        double high,
        String label) {

    /** Scales that colour-blind people can read; lightness alone tells the order, so grey print can too. */
    public enum Scale {
        /** From dark blue to yellow: values that begin somewhere. */
        SEQUENTIAL(0x00204d, 0x31446b, 0x666970, 0x958f78, 0xcbba69, 0xffea46),
        /** From blue over white to orange: values on both sides of a middle, such as signed outputs. */
        DIVERGING(0x1f5f9e, 0x7fb0d6, 0xf4f4f4, 0xeca36c, 0xb5480a);

        private final int[] anchors;

        Scale(int... anchors) {
            this.anchors = anchors;
        }

        /** The colour at a share of the scale, 0 to 1, as 0xRRGGBB: linear between anchors. */
        int colour(double share) {
            double at = Math.clamp(share, 0.0, 1.0) * (anchors.length - 1);
            int i = Math.min((int) at, anchors.length - 2);
            int result = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int from = anchors[i] >> shift & 0xff;
                int to = anchors[i + 1] >> shift & 0xff;
                result |= (int) Math.rint(from + (at - i) * (to - from)) << shift;
            }
            return result;
        }
    }

    public HeatMap {
        if (values.length == 0 || values[0].length == 0 || !(xLow < xHigh) || !(yLow < yHigh) || !(low < high)) {
            throw new IllegalArgumentException("a heat map needs cells, and edges and a scale that ascend");
        }
        values = values.clone();
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != values[0].length) {
                throw new IllegalArgumentException("row " + row + " of a heat map has " + values[row].length
                        + " cells, the first has " + values[0].length);
            }
            values[row] = values[row].clone();
        }
    }

    /** A map over a rectangle with a scale from the least value to the greatest; symmetric about 0 if diverging. */
    public static HeatMap of(
            double xLow, double xHigh, double yLow, double yHigh, double[][] values, Scale scale, String label) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        if (least > greatest) {
            least = 0;
            greatest = 1;
        }
        if (scale == Scale.DIVERGING) {
            greatest = Math.max(Math.abs(least), Math.abs(greatest));
            least = -greatest;
        }
        if (least == greatest) {
            greatest = least + Math.max(1, Math.abs(least));
        }
        return new HeatMap(xLow, xHigh, yLow, yHigh, values, scale, least, greatest, label);
    }

    int rows() {
        return values.length;
    }

    int columns() {
        return values[0].length;
    }

    /** Where a finite value stands on the scale, 0 to 1. */
    double share(double value) {
        return Math.clamp((value - low) / (high - low), 0.0, 1.0);
    }
}
