package fathom.simd.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each result against its definition, element by element, to the bit. */
class ConvolutionTest {

    private static final long SEED = 20_190_303;

    /** Sizes of one test: images, their shape, a window, and filters. */
    record Sizes(int images, int channels, int height, int width, Window window, int filters) {
        int outHeight() {
            return window.outputHeight(height);
        }

        int outWidth() {
            return window.outputWidth(width);
        }

        int patch() {
            return window.height() * window.width() * channels;
        }

        /** Row that element k of the patch of output pixel (o, p) is on, and its column. */
        int row(int o, int k) {
            return o * window.rowStride() - window.rowPadding() + k / channels / window.width();
        }

        int column(int p, int k) {
            return p * window.columnStride() - window.columnPadding() + k / channels % window.width();
        }

        boolean inside(int o, int p, int k) {
            int i = row(o, k);
            int j = column(p, k);
            return i >= 0 && i < height && j >= 0 && j < width;
        }
    }

    static List<Sizes> sizes() {
        List<Sizes> sizes = new ArrayList<>();
        int[] filters = {1, 3, 7, 8, 9, 16, 17, 32, 33};
        for (int i = 0; i < 45; i++) {
            RandomStream random = RandomStream.of(SEED, "sizes").child(i);
            int height = 1 + random.below(9, 0);
            int width = 1 + random.below(14, 1);
            int kernelHeight = 1 + random.below(Math.min(5, height), 2);
            int kernelWidth = 1 + random.below(Math.min(5, width), 3);
            Window window = new Window(
                    kernelHeight,
                    kernelWidth,
                    1 + random.below(3, 4),
                    1 + random.below(3, 5),
                    random.below(kernelHeight, 6),
                    random.below(kernelWidth, 7));
            sizes.add(new Sizes(
                    1 + random.below(6, 8),
                    1 + random.below(6, 9),
                    height,
                    width,
                    window,
                    filters[random.below(filters.length, 10)]));
        }
        sizes.add(new Sizes(0, 2, 3, 3, Window.square(2, 1, 0), 4));
        sizes.add(new Sizes(3, 32, 6, 6, Window.square(5, 1, 2), 32));
        sizes.add(new Sizes(2, 3, 13, 25, Window.square(5, 1, 2), 20));
        sizes.add(new Sizes(29, 7, 5, 6, Window.square(3, 1, 1), 9));
        sizes.add(new Sizes(26, 2, 6, 7, new Window(3, 4, 1, 1, 1, 3), 5));
        sizes.add(new Sizes(18, 4, 5, 7, new Window(2, 3, 3, 2, 1, 1), 24));
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void outputsAreChainsOverThePatch(Sizes s) {
        FloatMatrix x = normal(s.images(), s.channels() * s.height() * s.width(), "x");
        FloatMatrix w = normal(s.patch(), s.filters(), "w");
        FloatMatrix expected = FloatMatrix.zeros(s.images(), s.outHeight() * s.outWidth() * s.filters());
        for (int n = 0; n < s.images(); n++) {
            for (int o = 0; o < s.outHeight(); o++) {
                for (int p = 0; p < s.outWidth(); p++) {
                    for (int f = 0; f < s.filters(); f++) {
                        float sum = 0;
                        for (int k = 0; k < s.patch(); k++) {
                            if (s.inside(o, p, k)) {
                                sum = Math.fma(at(s, x, n, o, p, k), w.get(k, f), sum);
                            }
                        }
                        // The epilogue sees row and column of the matrix of pixels.
                        float added = n * s.outHeight() * s.outWidth() + o * s.outWidth() + p - f;
                        expected.set(n, (o * s.outWidth() + p) * s.filters() + f, sum + added);
                    }
                }
            }
        }
        FloatMatrix y = FloatMatrix.zeros(s.images() + 1, expected.columns()).rows(0, s.images());
        Convolution convolution = of(s);
        for (FloatMatrix view : List.of(x, acrossColumns(x))) {
            onThreads(() -> {
                Arrays.fill(y.array(), Float.NaN);
                convolution.forward(view, w, y, (row, column, count, array, at, stride) -> {
                    for (int q = 0; q < count; q++) {
                        array[at + q * stride] += row - (column + q);
                    }
                });
                assertBits(expected, y);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void filterGradientsAreChainsOverThePixels(Sizes s) {
        FloatMatrix x = normal(s.images(), s.channels() * s.height() * s.width(), "x");
        FloatMatrix dy = normal(s.images(), s.outHeight() * s.outWidth() * s.filters(), "dy");
        FloatMatrix expected = FloatMatrix.zeros(s.patch(), s.filters());
        for (int k = 0; k < s.patch(); k++) {
            for (int f = 0; f < s.filters(); f++) {
                float sum = 0;
                for (int[] pixel : pixels(s)) {
                    int n = pixel[0];
                    int o = pixel[1];
                    int p = pixel[2];
                    if (s.inside(o, p, k)) {
                        float slope = dy.get(n, (o * s.outWidth() + p) * s.filters() + f);
                        sum = Math.fma(at(s, x, n, o, p, k), slope, sum);
                    }
                }
                expected.set(k, f, sum);
            }
        }
        FloatMatrix dw = normal(s.patch(), s.filters(), "overwritten");
        Convolution convolution = of(s);
        for (FloatMatrix view : List.of(x, acrossColumns(x))) {
            onThreads(() -> {
                convolution.filterGradient(view, dy, dw);
                assertBits(expected, dw);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void imageGradientsAreChainsOverTheMirroredWindow(Sizes s) {
        FloatMatrix dy = normal(s.images(), s.outHeight() * s.outWidth() * s.filters(), "dy");
        FloatMatrix w = normal(s.patch(), s.filters(), "w");
        Window window = s.window();
        FloatMatrix expected = FloatMatrix.zeros(s.images(), s.channels() * s.height() * s.width());
        for (int n = 0; n < s.images(); n++) {
            for (int i = 0; i < s.height(); i++) {
                for (int j = 0; j < s.width(); j++) {
                    for (int c = 0; c < s.channels(); c++) {
                        float sum = 0;
                        for (int k = window.height() - 1; k >= 0; k--) {
                            for (int l = window.width() - 1; l >= 0; l--) {
                                int o = i + window.rowPadding() - k;
                                int p = j + window.columnPadding() - l;
                                for (int f = 0; f < s.filters() && read(s, o, p); f++) {
                                    float filter = w.get((k * window.width() + l) * s.channels() + c, f);
                                    sum = Math.fma(slope(s, dy, n, o, p, f), filter, sum);
                                }
                            }
                        }
                        expected.set(n, (i * s.width() + j) * s.channels() + c, sum);
                    }
                }
            }
        }
        FloatMatrix dx = normal(s.images(), expected.columns(), "overwritten");
        Convolution convolution = of(s);
        onThreads(() -> {
            Arrays.fill(dx.array(), Float.NaN);
            convolution.imageGradient(dy, w, dx);
            assertBits(expected, dx);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theEstimateOfBytesIsWhatAnObjectHolds(Sizes s) throws IllegalAccessException {
        FloatMatrix x = normal(s.images(), s.channels() * s.height() * s.width(), "x");
        FloatMatrix y = FloatMatrix.zeros(s.images(), s.outHeight() * s.outWidth() * s.filters());
        FloatMatrix w = normal(s.patch(), s.filters(), "w");
        Convolution convolution = of(s);
        Parallelism.run(1, () -> {
            convolution.forward(x, w, y, null);
            convolution.imageGradient(y, w, x);
            convolution.filterGradient(x, y, w);
        });
        long held = held(convolution, new HashSet<>());
        long estimate = Convolution.bytes(s.channels(), s.height(), s.width(), s.window(), s.filters());
        if (s.images() > 0) {
            assertTrue(estimate > 0.7 * held && estimate < 3 * held, () -> estimate + " for " + held + " bytes: " + s);
        }
    }

    /** Bytes of the arrays of numbers that an object reaches. */
    private static long held(Object object, Set<Object> seen) throws IllegalAccessException {
        switch (object) {
            case null -> {
                return 0;
            }
            case float[] floats -> {
                return 4L * floats.length;
            }
            case int[] ints -> {
                return 4L * ints.length;
            }
            case Object[] objects -> {
                return held(Arrays.asList(objects), seen);
            }
            case List<?> list -> {
                long sum = 0;
                for (Object element : list) {
                    sum += held(element, seen);
                }
                return sum;
            }
            default -> {
                long sum = 0;
                if (object.getClass().getPackageName().equals("fathom.simd.image")
                        && !object.getClass().isHidden()
                        && seen.add(object)) {
                    for (Field field : object.getClass().getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers())
                                && !field.getType().isPrimitive()) {
                            field.setAccessible(true);
                            sum += held(field.get(object), seen);
                        }
                    }
                }
                return sum;
            }
        }
    }

    /** Everything on one thread, and on three. */
    private static void onThreads(Runnable work) {
        Parallelism.run(1, work);
        Parallelism.run(3, work);
    }

    private static void assertBits(FloatMatrix expected, FloatMatrix actual) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                if (Float.floatToIntBits(expected.get(i, j)) != Float.floatToIntBits(actual.get(i, j))) {
                    assertEquals(expected.get(i, j), actual.get(i, j), i + ", " + j);
                }
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertEquals(
                "a window of 5 x 5, stride 2 does not fit an image of 4 x 9: make it smaller, or pad more",
                assertThrows(ShapeMismatchException.class, () -> new Convolution(3, 4, 9, Window.square(5, 2, 0), 8))
                        .getMessage());
        Convolution convolution = new Convolution(3, 6, 6, Window.square(3, 1, 1), 8);
        assertEquals(
                "filters are 3 x 8, but 8 windows of 3 x 3, padding 1 over 3 channels are 27 x 8",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> convolution.forward(
                                        FloatMatrix.zeros(2, 108),
                                        FloatMatrix.zeros(3, 8),
                                        FloatMatrix.zeros(2, 288),
                                        null))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Window(0, 1, 1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Window(1, 1, 0, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Window(3, 3, 1, 1, 3, 0));
    }

    /** Element k of the patch of output pixel (o, p). */
    private static float at(Sizes s, FloatMatrix x, int n, int o, int p, int k) {
        return x.get(n, (s.row(o, k) * s.width() + s.column(p, k)) * s.channels() + k % s.channels());
    }

    /** The output pixels (n, o, p) in the order in which a filter's gradient sums them: images by sixteens, row by row and column by column. */
    private static List<int[]> pixels(Sizes s) {
        List<int[]> pixels = new ArrayList<>();
        for (int first = 0; first < s.images(); first += 16) {
            for (int o = 0; o < s.outHeight(); o++) {
                for (int p = 0; p < s.outWidth(); p++) {
                    for (int n = first; n < Math.min(first + 16, s.images()); n++) {
                        pixels.add(new int[] {n, o, p});
                    }
                }
            }
        }
        return pixels;
    }

    /** Whether an output's window begins at this distance. */
    private static boolean read(Sizes s, int row, int column) {
        int o = Math.floorDiv(row, s.window().rowStride());
        int p = Math.floorDiv(column, s.window().columnStride());
        boolean begins = o * s.window().rowStride() == row && p * s.window().columnStride() == column;
        return begins && o >= 0 && o < s.outHeight() && p >= 0 && p < s.outWidth();
    }

    /** dy at the output pixel whose window begins at this distance. */
    private static float slope(Sizes s, FloatMatrix dy, int n, int row, int column, int f) {
        int pixel = row / s.window().rowStride() * s.outWidth()
                + column / s.window().columnStride();
        return dy.get(n, pixel * s.filters() + f);
    }

    private static Convolution of(Sizes s) {
        return new Convolution(s.channels(), s.height(), s.width(), s.window(), s.filters());
    }

    private static FloatMatrix normal(int rows, int columns, String purpose) {
        FloatMatrix x = FloatMatrix.zeros(rows, columns);
        RandomStream.of(SEED, purpose).fillNormal(x, 0);
        return x;
    }

    /** The same matrix with its columns as neighbours. */
    private static FloatMatrix acrossColumns(FloatMatrix x) {
        return x.transposed().copy().transposed();
    }
}
