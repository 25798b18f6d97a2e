package fathom.ntk;

import fathom.simd.ConjugateGradients;
import fathom.simd.Elementwise;
import fathom.simd.FloatSymmetricTiles;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Regression with several ridges on more samples than one array holds, without a factorisation of K.
 *
 * <pre>
 * W_r := 0;   repeat   W_r += D_r,   K~ D_r + n r D_r ~ R_r   by conjugate gradients, four ridges at a time
 *                      R_r := Y - (K + n r I) W_r             in double, one pass over K for all ridges
 * until  |R_r| ≤ 1e-6 |Y|  for every target and ridge
 * </pre>
 *
 * K~ is half of K in float tiles, 2 n^2 bytes, computed once for all ridges; the passes in double compute K again, tile by tile. The
 * iteration is preconditioned by {@link LeadingColumns}. That floats suffice is not assumed: the residual in double says so, and where it
 * does not fall by half from pass to pass, the remaining ridges are factorised in double by {@link TiledRegression}.
 *
 * <p>With a folder, the weights are kept there after each solution, and a fit that was cut short begins with them.
 *
 * @param tile rows and columns of a tile
 * @param leading columns of the preconditioner, at most n
 * @param folder where weights are kept, and where a factorisation in double has its scratch file; or null
 * @param notices receives a sentence for each step
 */
public record TiledPath(int tile, int leading, Path folder, Consumer<String> notices) {

    /** Preconditioner columns that suit some ten thousand samples. */
    public static final int STANDARD_LEADING = 2048;

    /** |R| / |Y| at which a solution is taken. */
    public static final double CONVERGED = 1e-6;

    private static final double INNER = 2e-4;
    private static final int ITERATIONS = 400;

    /** Floats and their products hold kernels with elements up to 2^60, and from 2^-60 on. */
    private static final double SMALLEST_UNIT = 0x1p-60;

    /** Ridges that share their products: a tile that has come from memory serves so many columns. */
    private static final int TOGETHER = 4;

    /** @throws IllegalArgumentException if a size is not positive */
    public TiledPath {
        if (tile < 1 || leading < 1) {
            throw new IllegalArgumentException(
                    "tiles of " + tile + " rows and " + leading + " leading columns: both must be positive");
        }
    }

    /** In the heap, silent, with nothing kept. */
    public static TiledPath inMemory() {
        return new TiledPath(TiledRegression.STANDARD_TILE, STANDARD_LEADING, null, sentence -> {});
    }

    /** The same with tiles and a preconditioner of that size. */
    public TiledPath inTilesOf(int rows, int columns) {
        return new TiledPath(rows, columns, folder, notices);
    }

    /** The same with weights that are kept in that folder, which must exist. */
    public TiledPath keeping(Path place) {
        return new TiledPath(tile, leading, place, notices);
    }

    /** The same that tells what it does. */
    public TiledPath telling(Consumer<String> listener) {
        return new TiledPath(tile, leading, folder, listener);
    }

    /**
     * What a fit and the predictions of {@code tests} inputs take, with about three passes in double, and twenty iterations for each ridge
     * and pass.
     *
     * @param columns targets times ridges
     */
    public Resources resources(long n, long tests, long d, long columns) {
        long front = Math.min(leading, n);
        Resources tiles = Resources.tiled(n, tests, d, 0, Float.BYTES, tile);
        long bytes = tiles.bytes()
                + Double.BYTES * (n * front + 3 * front * front + n * (3 * columns + 7 * Math.min(columns, 40)));
        double passes = 3 * (double) n * n * (d + 2.0 * columns);
        double iterations = 3 * 20.0 * columns * (2.0 * n * n + 4.0 * n * front);
        return new Resources(bytes, tiles.operations() + passes + iterations + 2.0 * n * front * front);
    }

    /**
     * (K + n r I)^(-1) Y for each ridge, n x (m ridges), those of the first ridge first.
     *
     * @param name of the kernel, in words that no other kernel has; weights that are kept belong to it
     * @param x n x d
     * @param targets n x m
     * @param ridges positive
     * @throws IllegalArgumentException if it cannot fit, with both figures, or the folder holds weights of something else
     */
    public DoubleMatrix weights(RowKernel kernel, String name, DoubleMatrix x, DoubleMatrix targets, double... ridges) {
        RidgeSystem.checkTargets(x, targets);
        for (double ridge : ridges) {
            RidgeSystem.checkRidge(ridge);
        }
        resources(x.rows(), 0, x.columns(), (long) targets.columns() * ridges.length)
                .check(
                        "regression on " + x.rows() + " samples in tiles",
                        "take fewer samples, or start java with a larger -Xmx");
        // K beyond the range of floats is met in the unit of its largest element.
        double own = TiledRegression.unit(kernel, x, 0);
        double unit = own > SMALLEST_UNIT && own < 1 / SMALLEST_UNIT ? 1 : own;
        Map<String, String> provenance = provenance(name, x, targets, ridges);
        Solution solution =
                new Solution(unit == 1 ? kernel : kernel.scaled(unit), unit, x, targets, ridges, provenance);
        solution.resume();
        if (!solution.open().isEmpty()) {
            solution.iterate();
        }
        Elementwise.scale(unit, solution.weights);
        return solution.weights;
    }

    private static Map<String, String> provenance(String name, DoubleMatrix x, DoubleMatrix targets, double... ridges) {
        Map<String, String> provenance = GramFile.provenance(name, x);
        provenance.put("targets", GramFile.provenance("", targets).get("digest"));
        provenance.put("ridges", Arrays.toString(ridges));
        return provenance;
    }

    /** The weights of all ridges side by side, and how far they are from solving their systems. */
    private final class Solution {

        private final RowKernel kernel;
        private final double unit;
        private final DoubleMatrix x;
        private final DoubleMatrix targets;

        /** In the unit of the kernel. */
        private final double[] ridges;

        private final Map<String, String> provenance;
        private final int n;
        private final int m;
        private final DoubleMatrix weights;
        private DoubleMatrix residuals;

        Solution(
                RowKernel kernel,
                double unit,
                DoubleMatrix x,
                DoubleMatrix targets,
                double[] ridges,
                Map<String, String> provenance) {
            this.kernel = kernel;
            this.x = x;
            this.targets = targets;
            this.unit = unit;
            this.ridges = Arrays.stream(ridges).map(ridge -> unit * ridge).toArray();
            this.provenance = provenance;
            n = x.rows();
            m = targets.columns();
            weights = DoubleMatrix.zeros(n, m * ridges.length);
        }

        /** Begins with what is kept, or with W = 0 and R = Y. */
        void resume() {
            Path file = file();
            if (file != null && Files.exists(file)) {
                try {
                    Elementwise.copy(GramFile.load(file, provenance), weights);
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be used: " + e.getMessage(), e);
                }
                notices.accept("goes on with the weights in " + file);
                computeResiduals();
                return;
            }
            residuals = DoubleMatrix.zeros(n, weights.columns());
            for (int r = 0; r < ridges.length; r++) {
                Elementwise.copy(targets, own(residuals, r));
            }
        }

        void iterate() {
            LeadingColumns columns = LeadingColumns.of(kernel, x, leading, n * least());
            notices.accept("the first " + columns.count() + " columns leave " + columns.missed() + " of the trace");
            try (FloatSymmetricTiles tiles = FloatSymmetricTiles.inMemory(n, tile)) {
                DoubleMatrix buffer = DoubleMatrix.zeros(tile, tile);
                tiles.fill((row, column, out) -> {
                    DoubleMatrix exact = buffer.window(0, 0, out.rows(), out.columns());
                    TiledRegression.compute(kernel, x, row, column, exact);
                    for (int i = 0; i < out.rows(); i++) {
                        for (int j = 0; j < out.columns(); j++) {
                            out.set(i, j, (float) exact.get(i, j));
                        }
                    }
                });
                notices.accept("the tiles are filled");
                double[] before = new double[ridges.length];
                Arrays.fill(before, Double.POSITIVE_INFINITY);
                for (List<Integer> falling = falling(before); !falling.isEmpty(); falling = falling(before)) {
                    for (int from = 0; from < falling.size(); from += TOGETHER) {
                        List<Integer> group = falling.subList(from, Math.min(from + TOGETHER, falling.size()));
                        group.forEach(r -> before[r] = distance(r));
                        improve(group, tiles, columns);
                    }
                    computeResiduals();
                    notices.accept("residuals in double: " + distances());
                }
            }
            for (int r : open()) {
                notices.accept(
                        "ridge " + ridges[r] / unit + " does not converge in floats; it is factorised in double");
                TiledRegression exact = TiledRegression.inMemory().inTilesOf(tile);
                KernelRegression fit = (folder == null ? exact : exact.in(folder)).fit(kernel, x, targets, ridges[r]);
                Elementwise.copy(fit.weights(), own(weights, r));
                keep();
            }
        }

        /** One correction of the weights of some ridges. */
        private void improve(List<Integer> group, FloatSymmetricTiles tiles, LeadingColumns columns) {
            double[] shifts = group.stream().mapToDouble(r -> n * ridges[r]).toArray();
            DoubleMatrix sides = DoubleMatrix.zeros(n, m * shifts.length);
            double farthest = 0;
            for (int g = 0; g < shifts.length; g++) {
                Elementwise.copy(own(residuals, group.get(g)), own(sides, g));
                farthest = Math.max(farthest, distance(group.get(g)));
            }
            DoubleMatrix correction = DoubleMatrix.zeros(n, sides.columns());
            // One float of each column after the other, which is how products with few columns are fast.
            FloatMatrix in = FloatMatrix.zeros(sides.columns(), n).transposed();
            FloatMatrix out = FloatMatrix.zeros(sides.columns(), n).transposed();
            ConjugateGradients.Outcome outcome;
            try {
                outcome = ConjugateGradients.solve(
                        (p, y) -> multiply(tiles, shifts, p, in, y, out),
                        columns.inverse(m, shifts),
                        sides,
                        correction,
                        Math.max(INNER, CONVERGED / (3 * farthest)),
                        ITERATIONS);
            } catch (ArithmeticException e) {
                notices.accept("ridges " + names(group) + " in floats: " + e.getMessage());
                return;
            }
            for (int g = 0; g < shifts.length; g++) {
                Elementwise.add(own(correction, g), own(weights, group.get(g)));
            }
            keep();
            notices.accept("ridges " + names(group) + ": " + outcome.iterations() + " iterations");
        }

        private List<Double> names(List<Integer> group) {
            return group.stream().map(r -> ridges[r] / unit).toList();
        }

        /** Y := K~ P + P diag(shifts); columns are brought to length 1 for the floats. */
        private void multiply(
                FloatSymmetricTiles tiles,
                double[] shifts,
                DoubleMatrix p,
                FloatMatrix in,
                DoubleMatrix y,
                FloatMatrix out) {
            double[] lengths = new double[p.columns()];
            for (int j = 0; j < lengths.length; j++) {
                double length = Math.sqrt(Reduce.squaredNorm(p.column(j)));
                lengths[j] = length == 0 ? 1 : length;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < lengths.length; j++) {
                    in.set(i, j, (float) (p.get(i, j) / lengths[j]));
                }
            }
            tiles.multiply(in, out);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < lengths.length; j++) {
                    y.set(i, j, Math.fma(shifts[j / m], p.get(i, j), lengths[j] * out.get(i, j)));
                }
            }
        }

        /** R := Y - (K + n r I) W for all ridges, half of K being computed tile by tile. */
        private void computeResiduals() {
            residuals = DoubleMatrix.zeros(n, weights.columns());
            for (int r = 0; r < ridges.length; r++) {
                Elementwise.copy(targets, own(residuals, r));
                Elementwise.addScaled(-n * ridges[r], own(weights, r), own(residuals, r));
            }
            DoubleMatrix buffer = DoubleMatrix.zeros(tile, tile);
            for (int i = 0; i < n; i += tile) {
                int below = Math.min(i + tile, n);
                for (int j = 0; j <= i; j += tile) {
                    int right = Math.min(j + tile, n);
                    DoubleMatrix exact = buffer.window(0, 0, below - i, right - j);
                    TiledRegression.compute(kernel, x, i, j, exact);
                    if (i == j) {
                        ReluKernels.mirror(exact);
                    } else {
                        Gemm.multiply(-1, exact.transposed(), weights.rows(i, below), 1, residuals.rows(j, right));
                    }
                    Gemm.multiply(-1, exact, weights.rows(j, right), 1, residuals.rows(i, below));
                }
            }
        }

        /** The ridges whose systems are not solved yet. */
        List<Integer> open() {
            List<Integer> open = new ArrayList<>();
            for (int r = 0; r < ridges.length; r++) {
                if (!(distance(r) <= CONVERGED)) {
                    open.add(r);
                }
            }
            return open;
        }

        /** Those of them whose residual has fallen by half since it was as given. */
        private List<Integer> falling(double... before) {
            return open().stream().filter(r -> distance(r) <= before[r] / 2).toList();
        }

        /** The largest |R| / |Y| of a ridge's targets. */
        private double distance(int r) {
            double largest = 0;
            for (int j = 0; j < m; j++) {
                double side = Reduce.squaredNorm(targets.column(j));
                double rest = Reduce.squaredNorm(own(residuals, r).column(j));
                largest = Math.max(largest, rest == 0 ? 0 : Math.sqrt(rest / side));
            }
            return largest;
        }

        private List<Double> distances() {
            return IntStream.range(0, ridges.length).mapToObj(this::distance).toList();
        }

        private DoubleMatrix own(DoubleMatrix all, int r) {
            return all.window(0, r * m, n, m);
        }

        private double least() {
            double least = Double.POSITIVE_INFINITY;
            for (double ridge : ridges) {
                least = Math.min(least, ridge);
            }
            return least;
        }

        private Path file() {
            return folder == null ? null : folder.resolve("weights.npy");
        }

        private void keep() {
            if (folder != null) {
                try {
                    GramFile.save(file(), weights, provenance);
                } catch (IOException e) {
                    throw new UncheckedIOException(file() + " cannot be written: " + e.getMessage(), e);
                }
            }
        }
    }
}
