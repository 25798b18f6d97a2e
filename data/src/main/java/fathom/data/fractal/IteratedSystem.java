package fathom.data.fractal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An iterated function system on the cube, and where the negative examples of each of its levels lie.
 *
 * <pre>
 * K_0 = [-1, 1]^d,   K_n = F_1(K_{n-1}) U ... U F_r(K_{n-1})
 * </pre>
 *
 * The images of K_0 lie in K_0 and have disjoint interiors. A level's negatives are uniform on what the images leave of the cell
 * (complement), or on a cube in the middle of it (centre). The four systems of the paper are here as its authors' generators have them.
 * Source: E. Malach and S. Shalev-Shwartz, Is deeper better only when shallow is good?, NeurIPS 2019.
 */
public final class IteratedSystem {

    /** What the authors' generator writes for a third. */
    static final double THIRD = 0.3333;

    /** Images may overlap, or reach out of the cube, by as much as rounding of decimal numbers explains. */
    private static final double ROUNDING = 1e-9;

    /** Rejection needs about 1 / (share left) draws. */
    private static final double LEAST_COMPLEMENT = 0.01;

    private static final int MOST_DIMENSIONS = 12;

    private final String name;
    private final ImmutableList<AxisMap> maps;
    private final double centre;

    private IteratedSystem(String name, List<AxisMap> maps, double centre) {
        this.name = name;
        this.maps = ImmutableList.copyOf(maps);
        this.centre = centre;
    }

    /**
     * A system of one's own, with negatives in the complement of the images.
     *
     * @throws IllegalArgumentException in one sentence, if these maps make no such system
     */
    public static IteratedSystem of(String name, List<AxisMap> maps) {
        if (maps.size() < 2) {
            throw new IllegalArgumentException("the system " + name + " has " + maps.size()
                    + " maps, expected at least 2: one alone shrinks to a point");
        }
        double covered = 0;
        for (int i = 0; i < maps.size(); i++) {
            checkImage(name, i, maps.get(i), maps.getFirst().dimension());
            for (int k = 0; k < i; k++) {
                if (overlap(maps.get(i), maps.get(k))) {
                    throw new IllegalArgumentException(
                            "the images of maps " + (k + 1) + " and " + (i + 1)
                                    + " of the system " + name
                                    + " overlap, expected disjoint interiors: make their scales smaller or their shifts differ more");
                }
            }
            covered += maps.get(i).volume();
        }
        if (1 - covered < LEAST_COMPLEMENT) {
            throw new IllegalArgumentException("the images of the system " + name
                    + " fill the cube to more than 99 %, expected room for negative examples between them");
        }
        return new IteratedSystem(name, maps, 0);
    }

    /** The Cantor dust of dimension d: a third at either end of every axis, 2^d images; negatives in the middle cube. */
    public static IteratedSystem cantor(int d) {
        if (d < 1 || d > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a Cantor system has 2^d maps, 1 <= d <= " + MOST_DIMENSIONS + ", but d = " + d);
        }
        List<AxisMap> maps = new ArrayList<>();
        for (int corner = 0; corner < 1 << d; corner++) {
            double[] shift = new double[d];
            for (int j = 0; j < d; j++) {
                shift[j] = ((corner >> j & 1) == 0 ? -1 : 1) * (1 - THIRD);
            }
            maps.add(AxisMap.similarity(THIRD, shift));
        }
        return new IteratedSystem("cantor", of("cantor", maps).maps, 1 - 2 * THIRD);
    }

    /** Three halves of the square: one above, two below. */
    public static IteratedSystem sierpinsky() {
        return plane("sierpinsky", 1.0 / 2, 0, 1.0 / 2, -1.0 / 2, -1.0 / 2, 1.0 / 2, -1.0 / 2);
    }

    /** Five thirds of the square: the corners and the middle. */
    public static IteratedSystem vicsek() {
        double s = 2.0 / 3;
        return plane("vicsek", 1.0 / 3, -s, -s, -s, s, s, -s, s, s, 0, 0);
    }

    /** Five thirds of the square, like the corners of a pentagon. */
    public static IteratedSystem pentaflake() {
        double s = 2.0 / 3;
        double t = 1.0 / 3;
        return plane("pentaflake", t, -s, 0, s, 0, 0, s, -t, -s, t, -s);
    }

    private static IteratedSystem plane(String name, double factor, double... shifts) {
        List<AxisMap> maps = new ArrayList<>();
        for (int i = 0; i < shifts.length; i += 2) {
            maps.add(AxisMap.similarity(factor, shifts[i], shifts[i + 1]));
        }
        return of(name, maps);
    }

    private static void checkImage(String name, int i, AxisMap map, int dimension) {
        if (map.dimension() != dimension) {
            throw new IllegalArgumentException("map " + (i + 1) + " of the system " + name + " has " + map.dimension()
                    + " coordinates, expected " + dimension + " as the first map");
        }
        for (int j = 0; j < dimension; j++) {
            double factor = Math.abs(map.scale(j));
            if (!(factor > 0 && factor < 1) || Math.abs(map.shift(j)) + factor > 1 + ROUNDING) {
                throw new IllegalArgumentException("map " + (i + 1) + " of the system " + name
                        + " takes coordinate " + (j + 1) + " of [-1, 1] out of it or does not shrink it (scale "
                        + map.scale(j) + ", shift " + map.shift(j)
                        + "), expected 0 < |scale| < 1 and |scale| + |shift| <= 1");
            }
        }
    }

    /** Whether two boxes share inner points. */
    private static boolean overlap(AxisMap one, AxisMap other) {
        return gap(one, other) < -ROUNDING;
    }

    /** The distance of two images along the axis on which it is greatest; 0 if they touch, negative if they overlap. */
    static double gap(AxisMap one, AxisMap other) {
        double gap = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < one.dimension(); j++) {
            double distance = Math.abs(one.shift(j) - other.shift(j));
            gap = Math.max(gap, distance - Math.abs(one.scale(j)) - Math.abs(other.scale(j)));
        }
        return gap;
    }

    public String name() {
        return name;
    }

    /** F_1, ..., F_r. */
    public List<AxisMap> maps() {
        return maps;
    }

    /** d. */
    public int dimension() {
        return maps.getFirst().dimension();
    }

    /** Half the edge of the cube in the middle of a cell where negatives lie; 0 if they lie wherever no image is. */
    public double centre() {
        return centre;
    }

    /** Whether a point of a cell, in the cell's own coordinates, is where the negatives of its level lie. */
    boolean negative(double[] u) {
        if (centre > 0) {
            for (double coordinate : u) {
                if (Math.abs(coordinate) > centre) {
                    return false;
                }
            }
            return true;
        }
        return maps.stream().noneMatch(map -> map.covers(u));
    }

    /**
     * Whether {@code x} is in K_n, or no farther from it than {@code slack} in every coordinate.
     *
     * @param slack may be negative: then x must lie as deep inside a cell of K_n
     */
    public boolean contains(double[] x, int n, double slack) {
        double[] room = new double[x.length];
        Arrays.fill(room, slack);
        return contains(x, room, n);
    }

    private boolean contains(double[] u, double[] room, int n) {
        for (int j = 0; j < u.length; j++) {
            if (Math.abs(u[j]) > 1 + room[j]) {
                return false;
            }
        }
        if (n == 0) {
            return true;
        }
        double[] inner = new double[u.length];
        double[] wider = new double[u.length];
        for (AxisMap map : maps) {
            for (int j = 0; j < u.length; j++) {
                inner[j] = map.preimage(j, u[j]);
                wider[j] = room[j] / Math.abs(map.scale(j));
            }
            if (contains(inner, wider, n - 1)) {
                return true;
            }
        }
        return false;
    }

    /** The largest j up to n such that K_j holds {@code x}; -1 if not even K_0 does. */
    public int level(double[] x, int n) {
        int level = n;
        while (level >= 0 && !contains(x, level, 0)) {
            level--;
        }
        return level;
    }

    @Override
    public String toString() {
        return name + " in " + dimension() + " dimensions: " + maps;
    }
}
