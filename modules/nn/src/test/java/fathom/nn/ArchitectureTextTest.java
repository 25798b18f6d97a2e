package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Activation;
import fathom.simd.image.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One text describes an architecture everywhere, so it must say all of it. */
class ArchitectureTextTest {

    /** Every layer, each with numbers that are not usual. */
    private static final Architecture EVERY = new Architecture(
            new Shape(3, 12, 17),
            List.of(
                    new Convolution(4, new Window(3, 2, 1, 2, 1, 0)),
                    new BatchNorm(1e-3, 0.25),
                    new Activated(Activation.parse("normalised(leaky_relu(slope=0.1))")),
                    new MaxPool(new Window(2, 3, 2, 3, 0, 0)),
                    new AveragePool(new Window(2, 2, 1, 1, 1, 1)),
                    new Residual(
                            List.of(
                                    new Convolution(5, Window.square(1, 1, 0)),
                                    new Residual(List.of(Activated.relu()))),
                            List.of(new Convolution(5, Window.square(1, 1, 0)))),
                    new GlobalAveragePool(),
                    new Flatten(),
                    new LayerNorm(0.1 + 0.2),
                    new Dropout(0.1),
                    new Dense(2),
                    new Scaled(-1e-300)),
            Parameterisation.MAXIMAL_UPDATE);

    @Test
    void everyLayerHasItsText() {
        String text = "input(3x12x17) parameterisation(MAXIMAL_UPDATE) convolution(4, 3x2, stride=1x2, padding=1x0)"
                + " batchnorm(epsilon=0.001, momentum=0.25) normalised(leaky_relu(slope=0.1)) maxpool(2x3)"
                + " averagepool(2x2, stride=1, padding=1)"
                + " residual(convolution(5, 1x1) residual(relu) | convolution(5, 1x1))"
                + " globalaveragepool flatten layernorm(epsilon=0.30000000000000004) dropout(0.1) dense(2)"
                + " scaled(-1.0E-300)";
        assertEquals(text, EVERY.toString());
        assertEquals(EVERY, Architecture.parse(text));
        Set<Class<?>> seen = new HashSet<>();
        EVERY.layers().forEach(layer -> seen.add(layer.getClass()));
        assertEquals(Set.of(Layer.class.getPermittedSubclasses()), seen, "a layer is not tried here");
    }

    @ParameterizedTest
    @MethodSource("fathom.nn.Architectures#some")
    void whatIsWrittenIsRead(Architecture architecture) {
        assertEquals(architecture, Architecture.parse(architecture.toString()));
    }

    @Test
    void differentArchitecturesHaveDifferentTexts() {
        Set<Architecture> all = new HashSet<>(Architectures.some().toList());
        Set<String> texts = new HashSet<>();
        all.forEach(one -> texts.add(one.toString()));
        assertTrue(all.size() > 60, "only " + all.size());
        assertEquals(all.size(), texts.size());
    }

    @Test
    void whatPeopleWriteIsRead() {
        assertEquals(
                Architecture.fullyConnected(30, 2, 512, 1),
                Architecture.parse("  input( 30 )\ndense(512) relu\n\tdense(512)relu dense(1) "));
        assertEquals(
                Architecture.fullyConnected(30, 2, 512, 1),
                Architecture.parse("dense(512) relu dense(512) relu dense(1)", Shape.flat(30)));
        assertEquals(
                new Architecture(
                        new Shape(1, 8, 8),
                        List.of(
                                Convolution.same(2, 3),
                                new BatchNorm(),
                                MaxPool.of(2),
                                new Flatten(),
                                new LayerNorm(),
                                new Dense(1))),
                Architecture.parse(
                        "convolution(2,3,padding=1) batchnorm maxpool(2) flatten() layernorm dense(1)",
                        new Shape(1, 8, 8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dense(3); 1; it must begin with its input, as in input(30) or input(3x32x32)",
                "''; 1; it must begin with its input, as in input(30) or input(3x32x32)",
                "input(3); 9; a network needs at least 1 layer",
                "input(3x4) dense(1); 1; input: it is a row, as in input(30), or an image, as in input(3x32x32)",
                "input(0) dense(1); 1; a shape has at least 1 channel, 1 row and 1 column, not 0 x 1 x 1",
                "input(3) dense; 10; dense: it takes 1 value, not 0",
                "input(3) dense(0); 10; a dense layer needs at least 1 output, not 0",
                "input(3) dense(2.5); 10; dense: '2.5' is no whole number",
                "input(3) dense(99999999999); 10; dense: '99999999999' is no whole number",
                "input(3) relu dense(1, 2); 15; dense: it takes 1 value, not 2",
                "input(3) dense(1; 10; dense: its parenthesis is not closed",
                "input(3) dense(1)); 18; ')' ends what has not begun",
                "input(3) dense(1) | relu; 19; '|' ends what has not begun",
                "input(3) (dense(1)); 10; a layer begins with its name, not with '('",
                "input(3) residual(dense(3) relu; 10; residual: its parenthesis is not closed",
                "input(3) residual dense(3); 10; 'residual: it takes its layers in parentheses, as in residual(dense(8) relu)'",
                "input(3) residual(dense(3) dense(0)); 28; a dense layer needs at least 1 output, not 0",
                "input(3) residual(); 10; a residual sum needs at least 1 layer",
                "input(3) batchnorm(eps=1); 10; 'batchnorm: it does not know the key eps, only epsilon, momentum'",
                "input(3) batchnorm(epsilon=1, epsilon=2); 10; 'batchnorm: one key of epsilon=1, epsilon=2 stands there twice'",
                "input(3) dropout(1); 10; 'the rate of a dropout must be at least 0 and less than 1, not 1.0'",
                "input(3) input(3) dense(1); 10; 'input: it stands once and before all layers, the input before the parameterisation'",
                "input(3) parameterisation(mup) dense(1); 10; 'parameterisation: it is one of [STANDARD, NTK, MAXIMAL_UPDATE], not mup'",
                "input(3x3x3) dense(1); 14; 'layer 0: a dense layer of 1 outputs takes a flat row, but its input is 3 x 3 x 3"
                        + " (channels x height x width): put a Flatten or a pooling over all pixels before it'"
            })
    void whatIsNoArchitectureIsRefusedWithItsPlace(String text, int position, String why) {
        assertEquals(
                "architecture, position " + position + ": " + why,
                assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text))
                        .getMessage());
    }

    @Test
    void anUnknownNameIsComparedWithLayersAndActivations() {
        String sentence = assertThrows(
                        IllegalArgumentException.class, () -> Architecture.parse("input(3) dense(4) rleu dense(1)"))
                .getMessage();
        assertTrue(
                sentence.startsWith("architecture, position 19: no layer is called rleu (dense, convolution, "),
                sentence);
        assertTrue(sentence.contains("relu"), sentence);
    }

    @Test
    void anInputThatContradictsTheGivenOneIsRefused() {
        assertEquals(
                "architecture, position 1: input: the text says 3, but the inputs at hand have 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Architecture.parse("input(3) dense(1)", Shape.flat(4)))
                        .getMessage());
    }

    /** Text from files: no depth of nesting is more than a sentence. */
    @ParameterizedTest
    @ValueSource(ints = {51, 100_000})
    void nestingIsBounded(int depth) {
        String text = "input(3) " + "residual(".repeat(depth) + "relu" + ")".repeat(depth);
        String sentence = assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text))
                .getMessage();
        assertTrue(sentence.endsWith("residual: more than 50 stand inside one another"), sentence);
    }
}
