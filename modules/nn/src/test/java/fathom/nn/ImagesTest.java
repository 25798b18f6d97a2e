package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.image.Window;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Layers of images, seen from outside. */
class ImagesTest {

    @Property(tries = 40)
    void aWindowAsLargeAsTheImageIsADenseLayer(
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 20) int outputs,
            @ForAll Parameterisation parameterisation,
            @ForAll long seed) {
        Shape image = new Shape(channels, height, width);
        Architecture convolution = new Architecture(
                        image,
                        List.of(
                                new Convolution(outputs, new Window(height, width, 1, 1, 0, 0)),
                                Activated.relu(),
                                new Dense(2)))
                .with(parameterisation);
        Architecture dense = new Architecture(
                        image, List.of(new Flatten(), new Dense(outputs), Activated.relu(), new Dense(2)))
                .with(parameterisation);
        Network one = Samples.network(convolution, Initialiser.HE, seed, 5);
        Network other = new Network(dense, 5);
        System.arraycopy(one.parameters(), 0, other.parameters(), 0, one.parameters().length);
        FloatMatrix x = Samples.normal(5, image.size(), seed, "inputs");
        FloatMatrix y = Samples.targets(5, 2, Loss.SQUARED, seed);
        assertArrayEquals(
                other.forward(x).array(), one.forward(x).array(), 1e-4f, "the factor c stands at another place");
        assertArrayEquals(
                other.gradient(x, y, Loss.SQUARED).values(),
                one.gradient(x, y, Loss.SQUARED).values(),
                2e-3f);
        if (parameterisation == Parameterisation.STANDARD) {
            assertArrayEquals(NetworkTest.bits(other.forward(x)), NetworkTest.bits(one.forward(x)));
        }
    }

    @Property(tries = 30)
    void aShiftedImageGivesAShiftedOutput(@ForAll @IntRange(min = 1, max = 4) int channels, @ForAll long seed) {
        Architecture wide = new Architecture(new Shape(channels, 4, 9), List.of(layer()));
        Architecture narrow = new Architecture(new Shape(channels, 4, 8), List.of(layer()));
        Network one = Samples.network(wide, Initialiser.LECUN, seed, 1);
        Network other = new Network(narrow, 1);
        System.arraycopy(one.parameters(), 0, other.parameters(), 0, one.parameters().length);
        FloatMatrix x = Samples.normal(1, wide.inputs(), seed, "inputs");
        FloatMatrix shifted = FloatMatrix.zeros(1, narrow.inputs());
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 8 * channels; j++) {
                shifted.set(0, i * 8 * channels + j, x.get(0, (i * 9 + 1) * channels + j));
            }
        }
        FloatMatrix f = one.forward(x);
        FloatMatrix g = other.forward(shifted);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 6 * 5; j++) {
                assertEquals(f.get(0, (i * 7 + 1) * 5 + j), g.get(0, i * 6 * 5 + j));
            }
        }
    }

    @Property(tries = 1)
    void globalPoolingIsAWindowOverTheImage() {
        Shape image = new Shape(3, 4, 5);
        FloatMatrix x = Samples.normal(6, image.size(), 1, "inputs");
        Architecture global = new Architecture(image, List.of(new GlobalAveragePool()));
        Architecture window = new Architecture(image, List.of(new AveragePool(new Window(4, 5, 1, 1, 0, 0))));
        assertEquals(Shape.flat(3), global.output());
        assertArrayEquals(
                new Network(window, 1).forward(x).array(),
                new Network(global, 1).forward(x).array());
        assertArrayEquals(
                x.array(),
                new Network(new Architecture(image, List.of(new Flatten())), 1)
                        .forward(x)
                        .array());
    }

    @Property(tries = 1)
    void shapesArePassedOnAndImpossibleOnesName() {
        Architecture network = new Architecture(
                new Shape(3, 24, 24),
                List.of(
                        Convolution.same(32, 5),
                        Activated.relu(),
                        new MaxPool(Window.square(3, 2, 1)),
                        new Convolution(8, Window.square(4, 3, 0)),
                        new BatchNorm(),
                        AveragePool.of(2),
                        new Flatten(),
                        new Dense(10)));
        assertEquals(
                "[3 x 24 x 24, 32 x 24 x 24, 32 x 24 x 24, 32 x 12 x 12, 8 x 3 x 3, 8 x 3 x 3, 8, 8, 10]",
                network.shapes().toString());
        assertEquals(
                "[batchnorm4.mean, batchnorm4.variance]",
                network.states().stream().map(Tensor::name).toList().toString());
        assertEquals((75 + 1) * 32 + (16 * 32 + 1) * 8 + 16 + 9 * 10, network.parameters());
        refused(
                "layer 1: a convolution with a window of 5 x 5 does not fit its input of 2 x 4 x 9 (channels x height x width):"
                        + " make the window smaller, or pad more",
                new Shape(2, 4, 9),
                List.of(Activated.relu(), new Convolution(3, Window.square(5, 1, 0))));
        refused(
                "layer 0: a dense layer of 3 outputs takes a flat row, but its input is 2 x 4 x 9 (channels x height x width):"
                        + " put a Flatten or a pooling over all pixels before it",
                new Shape(2, 4, 9),
                List.of(new Dense(3)));
        refused(
                "layer 0: a residual sum needs layers whose output is shaped as their input, but its 1 layers map 2 x 4 x 4 to"
                        + " 2 x 2 x 2",
                new Shape(2, 4, 4),
                List.of(new Residual(List.of(MaxPool.of(2)))));
        assertThrows(IllegalArgumentException.class, () -> Convolution.same(3, 4));
        assertThrows(IllegalArgumentException.class, () -> new Convolution(0, Window.square(1, 1, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Shape(1, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> new Shape(1 << 12, 1 << 12, 1 << 12));
    }

    private static Convolution layer() {
        return new Convolution(5, Window.square(3, 1, 0));
    }

    private static void refused(String sentence, Shape input, List<Layer> layers) {
        assertEquals(
                sentence,
                assertThrows(ShapeMismatchException.class, () -> new Architecture(input, layers))
                        .getMessage());
    }
}
