package fathom.data.fractal;

import java.util.Arrays;

/**
 * An affine map of R^d that acts on every coordinate alone, so that boxes stay boxes.
 *
 * <pre>
 * F(x)_j = scale_j x_j + shift_j
 * </pre>
 *
 * A negative scale reflects its coordinate.
 */
public final class AxisMap {

    private final double[] scale;
    private final double[] shift;

    private AxisMap(double[] scale, double[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * The map with these factors and these shifts, both copied.
     *
     * @throws IllegalArgumentException if there is no coordinate, the lengths differ, or a number is not finite
     */
    public static AxisMap of(double[] scale, double[] shift) {
        if (scale.length == 0 || scale.length != shift.length) {
            throw new IllegalArgumentException("a map needs a scale and a shift for each coordinate, not "
                    + scale.length + " scales and " + shift.length + " shifts");
        }
        for (int j = 0; j < scale.length; j++) {
            if (!Double.isFinite(scale[j]) || !Double.isFinite(shift[j])) {
                throw new IllegalArgumentException("a map's numbers are finite, but coordinate " + j + " has scale "
                        + scale[j] + " and shift " + shift[j]);
            }
        }
        return new AxisMap(scale.clone(), shift.clone());
    }

    /** x -> factor x + shift, the same factor in every coordinate. */
    public static AxisMap similarity(double factor, double... shift) {
        double[] scale = new double[shift.length];
        Arrays.fill(scale, factor);
        return of(scale, shift);
    }

    /** d. */
    public int dimension() {
        return scale.length;
    }

    public double scale(int j) {
        return scale[j];
    }

    public double shift(int j) {
        return shift[j];
    }

    /** The coordinate j of the point that the map takes to one with coordinate {@code y}. */
    public double preimage(int j, double y) {
        return (y - shift[j]) / scale[j];
    }

    /** Whether the image of the cube [-1, 1]^d holds {@code x}. */
    boolean covers(double[] x) {
        for (int j = 0; j < scale.length; j++) {
            if (Math.abs(x[j] - shift[j]) > Math.abs(scale[j])) {
                return false;
            }
        }
        return true;
    }

    /** The share of the cube's volume that its image has. */
    double volume() {
        double volume = 1;
        for (double factor : scale) {
            volume *= Math.abs(factor);
        }
        return volume;
    }

    @Override
    public String toString() {
        return "x -> " + Arrays.toString(scale) + " x + " + Arrays.toString(shift);
    }
}
