package fathom.simd.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingTest {

    private static final long SEED = 20_190_304;

    private int channels;
    private int height;
    private int width;
    private Window window;
    private FloatMatrix x;
    private FloatMatrix dy;
    private Pooling pooling;

    static IntStream cases() {
        return IntStream.range(0, 40);
    }

    private void draw(int number) {
        RandomStream random = RandomStream.of(SEED, "sizes").child(number);
        channels = 1 + random.below(40, 0);
        height = 1 + random.below(8, 1);
        width = 1 + random.below(8, 2);
        int kernelHeight = 1 + random.below(Math.min(4, height), 3);
        int kernelWidth = 1 + random.below(Math.min(4, width), 4);
        window = new Window(
                kernelHeight,
                kernelWidth,
                1 + random.below(3, 5),
                1 + random.below(3, 6),
                random.below(kernelHeight, 7),
                random.below(kernelWidth, 8));
        int outputs = channels * window.outputHeight(height) * window.outputWidth(width);
        x = FloatMatrix.zeros(3, channels * height * width);
        dy = FloatMatrix.zeros(3, outputs);
        random.child("x").fillNormal(x, 0);
        random.child("dy").fillNormal(dy, 0);
        // Whole numbers, so that windows have several greatest elements.
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = Math.round(x.array()[i]);
        }
        pooling = new Pooling(channels, height, width, window);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyResultIsItsDefinition(int number) {
        draw(number);
        FloatMatrix greatest = FloatMatrix.zeros(3, dy.columns());
        FloatMatrix mean = FloatMatrix.zeros(3, dy.columns());
        FloatMatrix back = FloatMatrix.zeros(3, x.columns());
        FloatMatrix shared = FloatMatrix.zeros(3, x.columns());
        FloatMatrix moved = FloatMatrix.zeros(3, dy.columns());
        int outWidth = window.outputWidth(width);
        for (int n = 0; n < 3; n++) {
            for (int out = 0; out < dy.columns(); out++) {
                int c = out % channels;
                int o = out / channels / outWidth;
                int p = out / channels % outWidth;
                float sum = 0;
                int count = 0;
                int best = -1;
                for (int k = 0; k < window.height() * window.width(); k++) {
                    int at = column(o, p, k, c);
                    if (at < 0) {
                        continue;
                    }
                    sum += x.get(n, at);
                    count++;
                    best = best < 0 || x.get(n, at) > x.get(n, best) ? at : best;
                }
                greatest.set(n, out, x.get(n, best));
                mean.set(n, out, sum / count);
                back.set(n, best, back.get(n, best) + dy.get(n, out));
                moved.set(n, out, shiftedOf(n, best));
                for (int k = 0; k < window.height() * window.width(); k++) {
                    int at = column(o, p, k, c);
                    if (at >= 0) {
                        shared.set(n, at, shared.get(n, at) + dy.get(n, out) / count);
                    }
                }
            }
        }
        FloatMatrix y = FloatMatrix.zeros(3, dy.columns());
        FloatMatrix dx = FloatMatrix.zeros(3, x.columns());
        pooling.max(x, y);
        assertArrayEquals(greatest.array(), y.array());
        pooling.maxGradient(x, y, dy, dx);
        assertArrayEquals(back.array(), dx.array());
        FloatMatrix moves = FloatMatrix.zeros(3, x.columns());
        for (int n = 0; n < 3; n++) {
            for (int j = 0; j < x.columns(); j++) {
                moves.set(n, j, shiftedOf(n, j));
            }
        }
        FloatMatrix tangent = FloatMatrix.zeros(3, dy.columns());
        pooling.maxTangent(x, y, moves, tangent);
        assertArrayEquals(moved.array(), tangent.array());
        pooling.average(x, y);
        assertArrayEquals(mean.array(), y.array());
        pooling.averageGradient(dy, dx);
        assertArrayEquals(shared.array(), dx.array());
    }

    @Test
    void nanIsPassedOn() {
        Pooling two = new Pooling(1, 2, 2, Window.square(2, 2, 0));
        FloatMatrix y = FloatMatrix.zeros(1, 1);
        two.max(FloatMatrix.of(1, 4, 1, Float.NaN, 3, 2), y);
        assertEquals(Float.NaN, y.get(0, 0));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThrows(ShapeMismatchException.class, () -> new Pooling(1, 2, 2, Window.square(3, 1, 0)));
        Pooling two = new Pooling(1, 2, 2, Window.square(2, 2, 0));
        assertEquals(
                "images are 1 x 3 and pooled ones 1 x 1, but each needs 4 and 1 elements, and there are as many of both",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> two.max(FloatMatrix.zeros(1, 3), FloatMatrix.zeros(1, 1)))
                        .getMessage());
    }

    /** Column of pixel k of a window in a row of x, or -1 outside the image. */
    private int column(int o, int p, int k, int c) {
        int i = o * window.rowStride() - window.rowPadding() + k / window.width();
        int j = p * window.columnStride() - window.columnPadding() + k % window.width();
        return i < 0 || i >= height || j < 0 || j >= width ? -1 : (i * width + j) * channels + c;
    }

    /** Some other number for every element. */
    private static float shiftedOf(int n, int j) {
        return (n * 31 + j * 7) % 13 - 6;
    }
}
