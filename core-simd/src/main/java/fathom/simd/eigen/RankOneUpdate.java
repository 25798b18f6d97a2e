package fathom.simd.eigen;

import fathom.simd.factor.Products;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Joins two solved halves of a tridiagonal matrix: from the eigenvalues D and vectors Q of the halves to those of
 *
 * <pre>
 * Q (D + rho z z') Q',   z = (last row of the upper Q, +-first row of the lower Q) / sqrt 2
 * </pre>
 *
 * Components of z that are negligible, and pairs of nearly equal d, are deflated; the vectors of the rest come from a z that is made
 * to fit the computed eigenvalues exactly, so that they are orthogonal however close these are. Source: M. Gu, S. Eisenstat, "A
 * divide-and-conquer algorithm for the symmetric tridiagonal eigenproblem", 1995.
 */
final class RankOneUpdate {

    private static final double EPSILON = 0x1p-53;

    /** Parts below it are nothing beside a matrix of elements up to 1. */
    private static final double NEGLIGIBLE = 0x1p-400;

    /** Roots found by one part of a parallel loop. */
    private static final int PART = 32;

    private enum Half {
        UPPER,
        BOTH,
        LOWER
    }

    private final double[] d;
    private final DoubleMatrix q;

    private final Half[] halves;
    private final double[] z;
    private final int[] order;
    private final int[] kept;
    private final int[] deflated;
    private final double[] poles;
    private final double[] weights;
    private final double[] fitted;
    private final double[] values;
    private final int[] position;
    private final double[] row;
    private double[] vectors = {};
    private double[] gathered = {};
    private double[] joined = {};

    /**
     * @param d eigenvalues of the parts solved so far, in place, of a matrix of elements up to 1
     * @param q n x n, block diagonal: the eigenvectors of the parts, in place
     */
    RankOneUpdate(double[] d, DoubleMatrix q) {
        this.d = d;
        this.q = q;
        int n = d.length;
        halves = new Half[n];
        z = new double[n];
        order = new int[n];
        kept = new int[n];
        deflated = new int[n];
        poles = new double[n];
        weights = new double[n];
        fitted = new double[n];
        values = new double[n];
        position = new int[n];
        row = new double[n];
    }

    /** Joins the parts [from, middle) and [middle, end), whose tearing took |coupling| from the two diagonal elements at the cut. */
    void join(int from, int middle, int end, double coupling) {
        double rho = 2 * Math.abs(coupling);
        double sign = coupling < 0 ? -1 : 1;
        // The scale of the two parts and of what joins them, as units have it: z is of length 1 whatever the matrix.
        double largest = Math.max(rho, NEGLIGIBLE);
        for (int i = from; i < end; i++) {
            halves[i] = i < middle ? Half.UPPER : Half.LOWER;
            z[i] = (i < middle ? q.get(middle - 1, i) : sign * q.get(middle, i)) * Math.sqrt(0.5);
            largest = Math.max(largest, Math.abs(d[i]));
        }
        sort(from, middle, end);
        int k = deflate(from, end, rho, 8 * EPSILON * largest);
        if (k > 0) {
            solve(k, rho);
            multiply(from, middle, end, k);
        }
        gather(from, end, k);
    }

    /** order := indices of the ascending d; both parts are ascending already. */
    private void sort(int from, int middle, int end) {
        int upper = from;
        int lower = middle;
        for (int i = from; i < end; i++) {
            boolean takeUpper = lower == end || upper < middle && d[upper] <= d[lower];
            order[i] = takeUpper ? upper++ : lower++;
        }
    }

    /** Sorts out what needs no solving; the rest is left in kept[0 .. k - 1], ascending. */
    private int deflate(int from, int end, double rho, double tolerance) {
        int k = 0;
        int out = 0;
        int open = -1;
        for (int i = from; i < end; i++) {
            int next = order[i];
            if (rho * Math.abs(z[next]) <= tolerance) {
                deflated[out++] = next;
                continue;
            }
            if (open >= 0) {
                double length = Math.sqrt(z[next] * z[next] + z[open] * z[open]);
                double c = z[next] / length;
                double s = -z[open] / length;
                if (Math.abs((d[next] - d[open]) * c * s) <= tolerance) {
                    rotate(from, end, open, next, c, s);
                    z[next] = length;
                    deflated[out++] = open;
                } else {
                    kept[k++] = open;
                }
            }
            open = next;
        }
        if (open >= 0) {
            kept[k++] = open;
        }
        return k;
    }

    /** Turns columns open and next so that z has nothing left in the first; the matrix stays diagonal within the tolerance. */
    private void rotate(int from, int end, int open, int next, double c, double s) {
        if (halves[open] != halves[next]) {
            halves[next] = Half.BOTH;
        }
        double[] array = q.array();
        for (int i = from; i < end; i++) {
            int first = q.offset() + i * q.rowStride() + open;
            int second = q.offset() + i * q.rowStride() + next;
            double left = array[first];
            double right = array[second];
            array[first] = c * left + s * right;
            array[second] = c * right - s * left;
        }
        double low = d[open] * c * c + d[next] * s * s;
        d[next] = d[open] * s * s + d[next] * c * c;
        d[open] = low;
    }

    /** values := the roots, and vectors, row by row: the eigenvectors of D + rho z z', their components grouped by half. */
    private void solve(int k, double rho) {
        if (vectors.length < k * k) {
            vectors = new double[k * k];
        }
        for (int i = 0; i < k; i++) {
            poles[i] = d[kept[i]];
            weights[i] = z[kept[i]] * z[kept[i]];
        }
        int next = 0;
        for (Half half : Half.values()) {
            for (int i = 0; i < k; i++) {
                if (halves[kept[i]] == half) {
                    position[i] = next++;
                }
            }
        }
        SecularEquation equation = new SecularEquation(k, poles, weights, rho);
        int parts = (k + PART - 1) / PART;
        Workers.forEach(parts, part -> {
            for (int j = part * PART; j < Math.min(k, part * PART + PART); j++) {
                values[j] = equation.root(j, vectors, j * k);
            }
        });
        Workers.forEach(parts, part -> fit(k, part * PART, Math.min(k, part * PART + PART)));
        Workers.forEach(parts, part -> {
            double[] vector = new double[k];
            for (int j = part * PART; j < Math.min(k, part * PART + PART); j++) {
                vector(k, j, vector);
            }
        });
    }

    /** The components i of the z for which the computed values are the exact eigenvalues (Loewner's formula), up to a factor. */
    private void fit(int k, int from, int to) {
        for (int i = from; i < to; i++) {
            fitted[i] = -1;
        }
        for (int j = 0; j < k; j++) {
            int at = j * k;
            double pole = poles[j];
            int before = Math.clamp(j, from, to);
            for (int i = from; i < before; i++) {
                fitted[i] *= vectors[at + i] / (poles[i] - pole);
            }
            int after = before;
            if (before == j && j < to) {
                fitted[j] *= vectors[at + j];
                after++;
            }
            for (int i = after; i < to; i++) {
                fitted[i] *= vectors[at + i] / (poles[i] - pole);
            }
        }
        for (int i = from; i < to; i++) {
            double component = Math.sqrt(Math.abs(fitted[i]));
            fitted[i] = z[kept[i]] < 0 ? -component : component;
        }
    }

    /** Row j of vectors: from the differences d_i - lambda_j to the unit vector along z_i / (d_i - lambda_j). */
    private void vector(int k, int j, double[] vector) {
        double square = 0;
        for (int i = 0; i < k; i++) {
            vector[i] = fitted[i] / vectors[j * k + i];
            square = Math.fma(vector[i], vector[i], square);
        }
        double scale = 1 / Math.sqrt(square);
        for (int i = 0; i < k; i++) {
            vectors[j * k + position[i]] = vector[i] * scale;
        }
    }

    /** joined := Q times the vectors; columns that live in one half only are left out of the product of the other. */
    private void multiply(int from, int middle, int end, int k) {
        int size = end - from;
        if (gathered.length < size * k) {
            gathered = new double[size * k];
            joined = new double[size * k];
        }
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < k; i++) {
            upper += halves[kept[i]] != Half.LOWER ? 1 : 0;
            lower += halves[kept[i]] != Half.UPPER ? 1 : 0;
        }
        part(from, 0, middle - from, 0, upper, k);
        part(from, middle - from, size, k - lower, k, k);
    }

    private void part(int from, int firstRow, int endRow, int firstColumn, int endColumn, int k) {
        int rows = endRow - firstRow;
        int columns = endColumn - firstColumn;
        DoubleMatrix left = new DoubleMatrix(gathered, 0, rows, columns, columns, 1);
        for (int c = 0; c < k; c++) {
            int to = position[c] - firstColumn;
            if (to >= 0 && to < columns) {
                for (int r = 0; r < rows; r++) {
                    gathered[r * columns + to] = q.get(from + firstRow + r, kept[c]);
                }
            }
        }
        DoubleMatrix right = new DoubleMatrix(vectors, firstColumn, k, columns, k, 1).transposed();
        Products.multiply(left, right, new DoubleMatrix(joined, firstRow * k, rows, k, k, 1));
    }

    /** Puts values and columns in ascending order: solved ones, which are ascending, among the deflated. */
    private void gather(int from, int end, int k) {
        int size = end - from;
        int out = size - k;
        sortDeflated(out);
        // Where each comes from: a solved one if not negative, or else ~ the column of a deflated one.
        int[] source = position;
        int solved = 0;
        int rest = 0;
        for (int i = 0; i < size; i++) {
            if (rest == out || solved < k && values[solved] <= d[deflated[rest]]) {
                row[i] = values[solved];
                source[i] = solved++;
            } else {
                row[i] = d[deflated[rest]];
                source[i] = ~deflated[rest++];
            }
        }
        System.arraycopy(row, 0, d, from, size);
        for (int r = 0; r < size; r++) {
            int at = q.offset() + (from + r) * q.rowStride();
            for (int i = 0; i < size; i++) {
                row[i] = source[i] >= 0 ? joined[r * k + source[i]] : q.array()[at + ~source[i]];
            }
            System.arraycopy(row, 0, q.array(), at + from, size);
        }
    }

    private void sortDeflated(int count) {
        // Nearly sorted already: insertion.
        for (int i = 1; i < count; i++) {
            int index = deflated[i];
            int j = i;
            for (; j > 0 && d[deflated[j - 1]] > d[index]; j--) {
                deflated[j] = deflated[j - 1];
            }
            deflated[j] = index;
        }
    }
}
