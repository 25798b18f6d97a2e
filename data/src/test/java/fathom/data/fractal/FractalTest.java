package fathom.data.fractal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Dataset;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generators against their definitions: membership, the curve P(j), disjoint images; and what is no system is refused. */
class FractalTest {

    private static final long SEED = 20190308;
    private static final int LEVELS = 5;
    private static final int SAMPLES = 6_000;

    /** Two-sided, at most 1e-4 by chance for one comparison. */
    private static final double Z = 3.9;

    /** Samples are floats: so far from their cells rounding may take them. */
    private static final double ROUNDING = 1e-7;

    static Stream<IteratedSystem> systems() {
        IteratedSystem own = IteratedSystem.of(
                "own",
                List.of(
                        AxisMap.of(new double[] {-0.5, 0.25, 0.3}, new double[] {0.5, 0.1, -0.7}),
                        AxisMap.of(new double[] {0.4, 0.9, -0.6}, new double[] {-0.6, 0, 0.4})));
        return Stream.of(
                IteratedSystem.cantor(1),
                IteratedSystem.cantor(2),
                IteratedSystem.cantor(3),
                IteratedSystem.sierpinsky(),
                IteratedSystem.vicsek(),
                IteratedSystem.pentaflake(),
                own);
    }

    /** Positives lie in K_n, negatives in K_0 and not in K_n, and exactly the share 1 - P(j) are negatives inside K_j. */
    @ParameterizedTest
    @MethodSource("systems")
    void samplesLieWhereTheyShouldAndFollowTheCurve(IteratedSystem system) {
        System.out.println("FractalTest seed " + SEED);
        for (int number : new int[] {1, 4}) {
            ApproximationCurve curve = ApproximationCurve.numbered(number, LEVELS);
            Dataset data = FractalDistribution.of(system, curve).sample(SAMPLES, RandomStream.of(SEED, "fractal"));
            int[] negativesInside = new int[LEVELS + 1];
            int positives = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double[] x = point(data, i);
                if (data.targets().get(i, 0) > 0) {
                    positives++;
                    assertTrue(system.contains(x, LEVELS, ROUNDING), "a positive outside K_n");
                } else {
                    assertTrue(!system.contains(x, LEVELS, -ROUNDING), "a negative deep inside K_n");
                    for (int j = 0; j <= LEVELS && system.contains(x, j, 0); j++) {
                        negativesInside[j]++;
                    }
                }
            }
            assertShare(system + ", positives", 0.5, positives);
            for (int j = 1; j < LEVELS; j++) {
                assertShare(
                        system + ", curve " + number + ", P(" + j + ")", curve.value(j), SAMPLES - negativesInside[j]);
            }
        }
    }

    /** Cantor's negatives lie in the middle cube of their cell, in every coordinate and evenly: not in all that the images leave. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void negativesOfCantorFillTheMiddleCube(int d) {
        IteratedSystem cantor = IteratedSystem.cantor(d);
        Dataset data = FractalDistribution.of(cantor, ApproximationCurve.numbered(1, 3))
                .sample(SAMPLES, RandomStream.of(SEED, "middle"));
        int count = 0;
        double squares = 0;
        for (int i = 0; i < SAMPLES; i++) {
            if (data.targets().get(i, 0) < 0) {
                for (double u : inItsCell(cantor, point(data, i), 3)) {
                    assertTrue(Math.abs(u) <= 0.3334 + 1e-5, "a negative outside the middle cube: " + u);
                    squares += (u / 0.3334) * (u / 0.3334);
                    count++;
                }
            }
        }
        // The square of a uniform number on [-1, 1] has mean 1/3 and variance 4/45.
        assertEquals(1.0 / 3, squares / count, Z * Math.sqrt(4.0 / 45 / count));
    }

    /** The complement of the others, by hand: four edges of Vicsek's square alike, the two upper outer quarters of Sierpinsky's. */
    @Test
    void negativesOfTheOthersFillTheComplement() {
        int[] edges = new int[4];
        int vicsek = 0;
        for (double[] u : negatives(IteratedSystem.vicsek())) {
            assertTrue(Math.abs(u[0]) < 1.0 / 3 != Math.abs(u[1]) < 1.0 / 3, "a negative of Vicsek's in an image");
            edges[u[0] > 1.0 / 3 ? 0 : u[0] < -1.0 / 3 ? 1 : u[1] > 0 ? 2 : 3]++;
            vicsek++;
        }
        for (int edge : edges) {
            assertEquals(vicsek / 4.0, edge, Z * Math.sqrt(vicsek * 3 / 16.0));
        }
        int left = 0;
        int sierpinsky = 0;
        for (double[] u : negatives(IteratedSystem.sierpinsky())) {
            assertTrue(u[1] > -1e-6 && Math.abs(u[0]) > 0.5 - 1e-6, "a negative of Sierpinsky's in an image");
            left += u[0] < 0 ? 1 : 0;
            sierpinsky++;
        }
        assertEquals(sierpinsky / 2.0, left, Z * Math.sqrt(sierpinsky / 4.0));
    }

    /** The negatives of all levels, in the coordinates of their cells. */
    private static List<double[]> negatives(IteratedSystem system) {
        Dataset data = FractalDistribution.of(system, ApproximationCurve.numbered(1, 3))
                .sample(SAMPLES, RandomStream.of(SEED, "complement"));
        return IntStream.range(0, SAMPLES)
                .filter(i -> data.targets().get(i, 0) < 0)
                .mapToObj(i -> inItsCell(system, point(data, i), 3))
                .toList();
    }

    /** Follows a point into the images that hold it, level by level, until none does. */
    private static double[] inItsCell(IteratedSystem system, double[] point, int levels) {
        double[] u = point;
        for (int level = 0; level < levels; level++) {
            double[] x = u;
            AxisMap image = system.maps().stream()
                    .filter(map -> map.covers(x))
                    .findFirst()
                    .orElse(null);
            if (image == null) {
                return u;
            }
            u = IntStream.range(0, x.length)
                    .mapToDouble(j -> image.preimage(j, x[j]))
                    .toArray();
        }
        return u;
    }

    /** Each image of level one gets its share of the positives, and their mean is the centre of mass of the images. */
    @ParameterizedTest
    @MethodSource("systems")
    void imagesAreChosenEvenly(IteratedSystem system) {
        Dataset data = FractalDistribution.of(system, ApproximationCurve.numbered(6, 3))
                .sample(SAMPLES, RandomStream.of(SEED, "even"));
        int r = system.maps().size();
        int[] counts = new int[r];
        for (int i = 0; i < SAMPLES; i++) {
            double[] x = point(data, i);
            for (int m = 0; m < r; m++) {
                counts[m] += system.maps().get(m).covers(x) ? 1 : 0;
            }
        }
        for (int m = 0; m < r; m++) {
            assertShare(system + ", image " + (m + 1), 1.0 / r, counts[m]);
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void imagesLieInTheCubeWithDisjointInteriors(IteratedSystem system) {
        for (AxisMap one : system.maps()) {
            for (AxisMap other : system.maps()) {
                double gap = IteratedSystem.gap(one, other);
                if (one != other) {
                    assertTrue(system.name().equals("cantor") ? gap > 0.3 : gap >= -1e-12, one + " and " + other);
                }
            }
        }
    }

    @Test
    void publishedCurves() {
        double[][] published = {
            {.5, .6294, .7421, .8402, .9257, 1},
            {.5, .5, .5, .7063, .8700, 1},
            {.5, .5, .5, .5, .7929, 1},
            {.5, .5002, .5052, .5423, .6842, 1},
            {.5, .5000, .5002, .5062, .5838, 1},
            {.5, .5, .5, .5, .5, 1}
        };
        for (int number = 1; number <= 6; number++) {
            ApproximationCurve curve = ApproximationCurve.numbered(number, LEVELS);
            double shares = 0;
            for (int j = 0; j <= LEVELS; j++) {
                assertEquals(published[number - 1][j], curve.value(j), 6e-5, "curve " + number + ", P(" + j + ")");
                shares += j == 0 ? 0 : curve.share(j);
            }
            assertEquals(1, shares, 1e-14);
            // Pr(+), the product of 1 - h_j, is 1/2 whatever the weights.
            assertEquals(
                    0.5,
                    IntStream.rangeClosed(1, LEVELS)
                            .mapToDouble(j -> 1 - curve.hazard(j))
                            .reduce(1, (a, b) -> a * b),
                    1e-15);
        }
        assertEquals(0.25, ApproximationCurve.of("own", 1, 0, 3).weights().getFirst());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aMarginKeepsItsDistance(IteratedSystem system) {
        double margin = 0.004;
        int n = 2;
        Dataset data = new FractalDistribution(system, ApproximationCurve.numbered(1, n), margin)
                .sample(500, RandomStream.of(SEED, "margin"));
        for (int i = 0; i < data.size(); i++) {
            double[] x = point(data, i);
            boolean positive = data.targets().get(i, 0) > 0;
            assertTrue(
                    positive ? system.contains(x, n, -margin + ROUNDING) : !system.contains(x, n, margin - ROUNDING),
                    system + ": a point within its margin");
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new FractalDistribution(system, ApproximationCurve.numbered(6, n), 1)
                        .sample(5, RandomStream.of(SEED, "margin")));
    }

    @Test
    void theFirstSamplesDoNotDependOnTheirNumber() {
        FractalDistribution vicsek =
                FractalDistribution.of(IteratedSystem.vicsek(), ApproximationCurve.numbered(1, LEVELS));
        Dataset few = vicsek.sample(7, RandomStream.of(SEED, "x"));
        Dataset many = vicsek.sample(30, RandomStream.of(SEED, "x"));
        assertArrayEquals(few.inputs().array(), many.slice(0, 7).inputs().copy().array());
        assertEquals(SEED, few.provenance().seed());
        assertTrue(few.provenance().parameters().get("system").startsWith("vicsek in 2 dimensions"));
    }

    @Test
    void whatIsNoSystemIsRefusedInOneSentence() {
        AxisMap left = AxisMap.similarity(0.5, -0.5);
        refused("has 1 maps, expected at least 2", List.of(left));
        refused("maps 1 and 2 of the system s overlap", List.of(left, AxisMap.similarity(0.5, -0.1)));
        refused("map 2 of the system s takes coordinate 1", List.of(left, AxisMap.similarity(0.5, 0.6)));
        refused("map 1 of the system s takes coordinate 1", List.of(AxisMap.similarity(1, 0), left));
        refused("map 2 of the system s has 2 coordinates, expected 1", List.of(left, AxisMap.similarity(0.1, 0, 0)));
        refused("fill the cube", List.of(left, AxisMap.similarity(-0.5, 0.5)));
        assertThrows(IllegalArgumentException.class, () -> AxisMap.of(new double[] {0.5}, new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> AxisMap.of(new double[] {0.5, 0.5}, new double[] {0}));
        assertThrows(IllegalArgumentException.class, () -> ApproximationCurve.of("own", 1, -1, 3));
        assertThrows(IllegalArgumentException.class, () -> ApproximationCurve.numbered(7, 5));
        assertThrows(IllegalArgumentException.class, () -> IteratedSystem.cantor(0));
    }

    private static void refused(String part, List<AxisMap> maps) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> IteratedSystem.of("s", maps));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private static double[] point(Dataset data, int row) {
        return IntStream.range(0, data.dimension())
                .mapToDouble(j -> data.inputs().get(row, j))
                .toArray();
    }

    private static void assertShare(String what, double expected, int count) {
        double share = (double) count / SAMPLES;
        double error = Math.sqrt(expected * (1 - expected) / SAMPLES);
        assertTrue(
                Math.abs(share - expected) <= Z * error,
                what + ": share " + share + ", expected " + expected + ", z = " + (share - expected) / error);
    }
}
