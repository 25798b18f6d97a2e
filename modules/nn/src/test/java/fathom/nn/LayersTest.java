package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

/** What layer normalisation and residual sums are, seen from outside. */
class LayersTest {

    @Property(tries = 100)
    void normalisedRowsHaveMeanZeroAndVarianceOneWhateverTheirShiftAndScale(
            @ForAll @IntRange(min = 5, max = 60) int width,
            @ForAll @FloatRange(min = 0.5f, max = 20) float scale,
            @ForAll @FloatRange(min = -5, max = 5) float shift,
            @ForAll long seed) {
        Network network = fresh(new Architecture(width, List.of(new LayerNorm(1e-12))), seed);
        FloatMatrix x = Samples.normal(3, width, seed, "inputs");
        FloatMatrix moved = x.copy();
        for (int i = 0; i < moved.array().length; i++) {
            moved.array()[i] = moved.array()[i] * scale + shift;
        }
        FloatMatrix out = network.forward(x);
        assertArrayEquals(out.array(), network.forward(moved).array(), 2e-4f);
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < width; j++) {
                sum += out.get(i, j);
                squares += out.get(i, j) * out.get(i, j);
            }
            assertEquals(0, sum / width, 1e-5);
            assertEquals(1, squares / width, 1e-5);
        }
    }

    @Property(tries = 50)
    void aResidualSumAddsItsInput(@ForAll @IntRange(min = 1, max = 30) int width, @ForAll long seed) {
        List<Layer> inner = List.of(new Dense(width + 3), Activated.relu(), new Dense(width));
        Network round = fresh(new Architecture(width, inner), seed);
        Network sum = fresh(new Architecture(width, List.of(new Residual(inner))), seed);
        System.arraycopy(round.parameters(), 0, sum.parameters(), 0, round.parameters().length);
        FloatMatrix x = Samples.normal(4, width, seed, "inputs");
        FloatMatrix f = round.forward(x);
        FloatMatrix g = sum.forward(x);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < width; j++) {
                assertEquals(f.get(i, j) + x.get(i, j), g.get(i, j));
            }
        }
    }

    /** out = g(in) + f(in): the parameters of f come first, then those of the shortcut g. */
    @Property(tries = 50)
    void aResidualSumAddsWhatItsShortcutMakes(@ForAll @IntRange(min = 1, max = 30) int width, @ForAll long seed) {
        List<Layer> inner = List.of(new Dense(width + 3), Activated.relu(), new Dense(width + 1));
        List<Layer> shortcut = List.of(new Dense(width + 1), new LayerNorm(0.1));
        Network branch = fresh(new Architecture(width, inner), seed);
        Network round = fresh(new Architecture(width, shortcut), seed + 1);
        Network sum = fresh(new Architecture(width, List.of(new Residual(inner, shortcut))), seed);
        System.arraycopy(branch.parameters(), 0, sum.parameters(), 0, branch.parameters().length);
        System.arraycopy(
                round.parameters(), 0, sum.parameters(), branch.parameters().length, round.parameters().length);
        FloatMatrix x = Samples.normal(4, width, seed, "inputs");
        FloatMatrix f = branch.forward(x);
        FloatMatrix g = round.forward(x);
        FloatMatrix out = sum.forward(x);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j <= width; j++) {
                assertEquals(g.get(i, j) + f.get(i, j), out.get(i, j));
            }
        }
    }

    @Property(tries = 1)
    void shortcutsAreLaidOutBehindTheLayersAndNotCountedAsDepth() {
        Residual sum = new Residual(List.of(new Dense(5), Activated.relu(), new Dense(3)), List.of(new Dense(3)));
        Architecture architecture = new Architecture(4, List.of(sum, new Dense(2)));
        assertEquals(2, architecture.depth());
        assertEquals("""
                   layer                      output  parameters
                   input                      4
                0  residual                   4
                1    dense                    5               25
                2    relu                     5
                3    dense                    3               18
                4  shortcut                   4
                5    dense                    3               15
                6  sum                        3
                7  dense                      2                8
                   in all, depth 2, STANDARD                  66
                """, new Network(architecture, 1).summary());
    }

    @Property(tries = 1)
    void sumsInSumsAreLaidOutFlat() {
        Architecture architecture = new Architecture(
                4, List.of(new Residual(List.of(new Dense(4), new Residual(List.of(new LayerNorm(), new Dense(4)))))));
        assertEquals(
                "[dense1.weight, dense1.bias, layernorm3.gain, layernorm3.bias, dense4.weight, dense4.bias]",
                architecture.tensors().stream().map(Tensor::name).toList().toString());
        assertEquals(20 + 8 + 20, architecture.parameters());
        assertEquals(1, architecture.depth());
    }

    @Property(tries = 1)
    void impossibleShapesAreRefused() {
        IllegalArgumentException widths = assertThrows(
                IllegalArgumentException.class,
                () -> new Architecture(5, List.of(new Residual(List.of(new Dense(7))))));
        assertEquals(
                "layer 0: a residual sum needs layers whose output is shaped as their input, but its 1 layers map 5 to 7",
                widths.getMessage());
        IllegalArgumentException shortcuts = assertThrows(
                IllegalArgumentException.class,
                () -> new Architecture(5, List.of(new Residual(List.of(new Dense(7)), List.of(new Dense(6))))));
        assertEquals(
                "layer 0: a residual sum adds equal shapes, but of 5 its 1 layers make 7 and the 1 of its shortcut 6",
                shortcuts.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Residual(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new LayerNorm(0));
    }

    private static Network fresh(Architecture architecture, long seed) {
        return Network.initialised(architecture, Initialiser.HE, RandomStream.of(seed, "weights"), 1);
    }
}
