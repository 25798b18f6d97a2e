package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A target on a two-dimensional section of its inputs, as numbers to be drawn.
 *
 * <pre>
 * gaussian    (x_1, x_2) in [-3, 3]^2, the other entries those of one input, drawn with a fixed seed
 * sphere      x = (u, v, sqrt(1 - u^2 - v^2), 0, ...), the front of the sphere seen from afar; not a number beyond the disc
 * signs       all patterns of the first 2 m ≤ 6 entries, m on each axis in the order of a Gray code, the other entries +1
 * hierarchy   all symbols at two places on each axis, in neighbouring tuples, the others those of one sentence; not a number where that
 *             is no sentence
 * </pre>
 *
 * @param horizontal what the columns are
 * @param vertical what the rows are
 * @param low the left and the lower edge, for sections of a plane
 * @param high the right and the upper edge
 * @param columns names of the columns, where each is a pattern; empty for sections of a plane
 * @param rows the same of the rows
 * @param values f, rows from below
 */
public record TargetMap(
        String horizontal,
        String vertical,
        double low,
        double high,
        List<String> columns,
        List<String> rows,
        double[][] values) {

    private static final double REACH = 3;

    /** Entries on each axis of the cube: their 8 patterns still have readable names. */
    private static final int SIGNS = 3;

    private static final RandomStream BASE = RandomStream.of(1, "section of a target");

    /** Whether {@link #of} knows the law of a task's inputs. */
    public static boolean exists(Task task) {
        return switch (task.inputs()) {
            case GaussianInputs _, SphereInputs _, SignInputs _, RandomHierarchy _ -> true;
            default -> false;
        };
    }

    /**
     * The section of a task.
     *
     * @param cells cells on each side, where the section is one of a plane
     * @throws IllegalArgumentException if the inputs are of a law that has no section here, or there is no cell
     */
    public static TargetMap of(Task task, int cells) {
        if (cells < 1) {
            throw new IllegalArgumentException("a section needs at least 1 cell on each side, not " + cells);
        }
        return switch (task.inputs()) {
            case GaussianInputs inputs -> gaussian(task.target(), inputs, cells);
            case SphereInputs _ -> sphere(task.target(), cells);
            case SignInputs _ -> signs(task.target());
            case RandomHierarchy grammar -> sentences(grammar);
            default ->
                throw new IllegalArgumentException(
                        "there is no section of " + task.inputs().name() + " inputs");
        };
    }

    private static TargetMap gaussian(Target target, GaussianInputs inputs, int cells) {
        FloatMatrix base = inputs.sample(1, BASE);
        boolean line = inputs.dimension() == 1;
        double[][] values = grid(target, cells, cells, (row, column) -> {
            FloatMatrix x = base.copy();
            x.set(0, 0, (float) (REACH * middle(column, cells)));
            if (!line) {
                x.set(0, 1, (float) (REACH * middle(row, cells)));
            }
            return x;
        });
        return new TargetMap("x1", line ? "" : "x2", -REACH, REACH, List.of(), List.of(), values);
    }

    private static TargetMap sphere(Target target, int cells) {
        int dimension = target.dimension();
        double[][] values = grid(target, cells, cells, (row, column) -> {
            double u = middle(column, cells);
            double v = middle(row, cells);
            double rest = 1 - u * u - v * v;
            if (rest < 0) {
                return null;
            }
            FloatMatrix x = FloatMatrix.zeros(1, dimension);
            x.set(0, 0, (float) u);
            x.set(0, 1, (float) v);
            if (dimension > 2) {
                x.set(0, 2, (float) Math.sqrt(rest));
            }
            return x;
        });
        return new TargetMap("x1", "x2", -1, 1, List.of(), List.of(), values);
    }

    private static TargetMap signs(Target target) {
        int across = Math.min(SIGNS, Math.ceilDiv(target.dimension(), 2));
        int up = Math.min(SIGNS, target.dimension() - across);
        double[][] values = grid(target, 1 << up, 1 << across, (row, column) -> {
            FloatMatrix x = FloatMatrix.zeros(1, target.dimension());
            for (int j = 0; j < target.dimension(); j++) {
                boolean minus = j < across ? minus(column, j) : j < across + up ? minus(row, j - across) : false;
                x.set(0, j, minus ? -1 : 1);
            }
            return x;
        });
        return new TargetMap(
                "x1 to x" + across,
                "x" + (across + 1) + " to x" + (across + up),
                0,
                1,
                patterns(across),
                patterns(up),
                values);
    }

    /** Whether sign j of pattern number i is -1: neighbouring patterns differ in one sign. */
    private static boolean minus(int i, int j) {
        return ((i ^ i >> 1) >> j & 1) == 1;
    }

    private static List<String> patterns(int signs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1 << signs; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = 0; j < signs; j++) {
                name.append(minus(i, j) ? '−' : '+');
            }
            names.add(name.toString());
        }
        return List.copyOf(names);
    }

    private static TargetMap sentences(RandomHierarchy grammar) {
        int v = grammar.vocabulary();
        int second = grammar.length() > 2 ? grammar.branching() : 1;
        boolean pairs = grammar.length() > 2;
        int side = pairs ? v * v : v;
        FloatMatrix base = grammar.sample(1, BASE);
        double[][] values = grid(grammar, side, side, (row, column) -> {
            FloatMatrix x = base.copy();
            if (pairs) {
                grammar.write(column / v, x, 0, 0);
                grammar.write(column % v, x, 0, 1);
                grammar.write(row / v, x, 0, second);
                grammar.write(row % v, x, 0, second + 1);
            } else {
                grammar.write(column, x, 0, 0);
                grammar.write(row, x, 0, 1);
            }
            return x;
        });
        for (double[] row : values) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j] == 0 ? Double.NaN : row[j];
            }
        }
        return new TargetMap(
                pairs ? "symbols at places 1 and 2" : "symbol at place 1",
                pairs ? "symbols at places " + (second + 1) + " and " + (second + 2) : "symbol at place 2",
                0,
                side,
                List.of(),
                List.of(),
                values);
    }

    private static double middle(int cell, int cells) {
        return (2 * cell + 1.0) / cells - 1;
    }

    /** f at the point of each cell; not a number where there is none. */
    private static double[][] grid(
            Target target, int rows, int columns, BiFunction<Integer, Integer, FloatMatrix> point) {
        double[][] values = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                FloatMatrix x = point.apply(row, column);
                values[row][column] = x == null ? Double.NaN : target.value(x, 0);
            }
        }
        return values;
    }
}
