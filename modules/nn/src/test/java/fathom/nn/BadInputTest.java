package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.image.Window;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Bad input gets one sentence that says what, where and the remedy, and changes nothing. */
class BadInputTest {

    private final Network network = new Network(Architecture.fullyConnected(3, 1, 4, 1), 2);
    private final FloatMatrix x = FloatMatrix.zeros(2, 3);
    private final FloatMatrix y = FloatMatrix.of(2, 1, 1, -1);
    private final RandomStream stream = RandomStream.of(1, "bad input");

    @Test
    void sizes() {
        refused(
                "the depth, the number of hidden layers, is at least 0, not -1 (0 is the linear perceptron)",
                () -> Architecture.fullyConnected(3, -1, 4, 1));
        refused("a dense layer needs at least 1 output, not 0", () -> Architecture.fullyConnected(3, 1, 0, 1));
        refused("a network needs at least 1 input, not 0", () -> Architecture.fullyConnected(0, 1, 4, 1));
        refused("a network needs at least 1 layer", () -> new Architecture(3, List.of()));
        refused(
                "a network of 3600120001 parameters does not fit one array (2147483639): make it narrower or shallower",
                () -> Architecture.fullyConnected(60000, 1, 60000, 1).parameters());
        refused(
                "a network needs room for a batch of at least 1 row, not 0",
                () -> new Network(network.architecture(), 0));
    }

    @Test
    void shapes() {
        refused(
                "inputs are 2 x 4, but this network takes rows of 3: they must be n x 3",
                () -> network.forward(FloatMatrix.zeros(2, 4)));
        refused(
                "targets are 1 x 1, but 2 rows and 1 outputs need 2 x 1",
                () -> network.gradient(x, FloatMatrix.zeros(1, 1), Loss.SQUARED));
        refused(
                "a batch of 3 rows does not fit this network, made for 1 to 2: make it with a larger batch, or split the batch",
                () -> network.gradient(FloatMatrix.zeros(3, 3), FloatMatrix.zeros(3, 1), Loss.SQUARED));
        refused(
                "inputs are 2 x 3 and targets 1 x 1: they need the same number of rows",
                () -> Batches.of(x, FloatMatrix.zeros(1, 1)));
        refused("outputs are 2 x 1 and labels 2 x 3: they must be equal", () -> Classification.mistakes(y, x));
        refused(
                "the data is 2 x 1 with targets of 1, but the network maps 3 inputs to 1 outputs",
                () -> Trainer.train(network, y, y, Training.of(Loss.LOGISTIC, 1, 2, 1), stream));
        refused(
                "the network was made for batches of at most 2 rows, not 3: make it with a larger batch",
                () -> Trainer.train(
                        network,
                        FloatMatrix.zeros(5, 3),
                        FloatMatrix.zeros(5, 1),
                        Training.of(Loss.SQUARED, 1, 3, 1),
                        stream));
        refused(
                "layer 1: a residual sum needs layers whose output is shaped as their input, but its 1 layers map 4 to 5",
                () -> new Architecture(3, List.of(new Dense(4), new Residual(List.of(new Dense(5))))));
        refused(
                "layer 2: a convolution with a window of 5 x 5 does not fit its input of 4 x 2 x 2 (channels x height x width): make"
                        + " the window smaller, or pad more",
                () -> new Architecture(
                        new Shape(1, 4, 4),
                        List.of(
                                new Convolution(4, Window.square(3, 1, 0)),
                                Activated.relu(),
                                new Convolution(4, Window.square(5, 1, 0)))));
        Derivatives derivatives = new Derivatives(network);
        refused(
                "inputs are 2 x 1, but this network takes rows of 3: they must be n x 3",
                () -> derivatives.jacobian(y));
        refused(
                "a direction of 2 numbers does not fit a network of 21 parameters",
                () -> derivatives.jacobianVector(x, new float[2]));
        refused("the vector is 2 x 3, but 2 rows and 1 outputs need 2 x 1", () -> derivatives.vectorJacobian(x, x));
        assertThrows(ShapeMismatchException.class, () -> network.forward(FloatMatrix.zeros(2, 4)));
    }

    @Test
    void numbers() {
        FloatMatrix labels = FloatMatrix.of(2, 1, 1, 0.5f);
        refused(
                "the logistic loss takes labels -1 and 1, but the target at row 1, column 0 is 0.5",
                () -> network.gradient(x, labels, Loss.LOGISTIC));
        refused(
                "the hinge loss takes labels -1 and 1, but the target at row 1, column 0 is 0.5",
                () -> Trainer.train(network, x, labels, Training.of(Loss.HINGE, 1, 2, 1), stream));
        x.set(1, 2, Float.NaN);
        refused(
                "the inputs hold NaN at row 1, column 2: remove or mend that row",
                () -> Trainer.train(network, x, y, Training.of(Loss.LOGISTIC, 1, 2, 1), stream));
        labels.set(0, 0, Float.POSITIVE_INFINITY);
        refused(
                "the targets hold Infinity at row 0, column 0: remove or mend that row",
                () -> network.gradient(x, labels, Loss.SQUARED));
        FloatMatrix classes = FloatMatrix.of(2, 3, 0, 1, 0, 0.5f, 0.25f, 1);
        Network three = new Network(Architecture.fullyConnected(3, 1, 4, 3), 2);
        x.set(1, 2, 0);
        Training softmax = Training.of(Loss.SOFTMAX_CROSS_ENTROPY, 1, 2, 1);
        refused(
                "the softmax cross-entropy takes targets 0 and 1, but the target at row 1, column 0 is 0.5",
                () -> Trainer.train(three, x, classes, softmax, stream));
        classes.set(1, 0, 1);
        classes.set(1, 1, 0);
        classes.set(1, 2, 1);
        refused(
                "the softmax cross-entropy takes one class a row, but row 1 of the targets names 2",
                () -> Trainer.train(three, x, classes, softmax, stream));
        assertArrayEquals(new float[three.architecture().parameters()], three.parameters());
        assertArrayEquals(new float[network.architecture().parameters()], network.parameters());
    }

    @Test
    void everyPlaceOfAnArrayIsLookedAt() {
        for (int length = 0; length < 11; length++) {
            float[] values = new float[length];
            Arrays.fill(values, Float.MAX_VALUE);
            assertTrue(Finite.all(values));
            for (int p = 0; p < length; p++) {
                for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                    values[p] = bad;
                    assertFalse(Finite.all(values), bad + " at " + p + " of " + length);
                }
                values[p] = -Float.MAX_VALUE;
            }
        }
    }

    @Test
    void settings() {
        for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    "the learning rate must be a positive number, not " + rate,
                    () -> Training.of(Loss.LOGISTIC, rate, 10, 10));
        }
        refused("a batch needs at least 1 example, not 0", () -> Training.of(Loss.LOGISTIC, 1, 0, 10));
        refused("the epoch limit is at least 0, not -1", () -> Training.of(Loss.LOGISTIC, 1, 10, -1));
        refused(
                "the training error is checked every 1 or more epochs, or never (0), not every -2",
                () -> Training.of(Loss.LOGISTIC, 1, 10, 10).withCheckEvery(-2));
        refused(
                "training needs at least 1 example, and the inputs are 0 x 3",
                () -> Batches.of(FloatMatrix.zeros(0, 3), FloatMatrix.zeros(0, 1)));
    }

    private static void refused(String sentence, Executable work) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, work).getMessage());
    }
}
