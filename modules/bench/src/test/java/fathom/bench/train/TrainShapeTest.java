package fathom.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.nn.Architecture;
import org.junit.jupiter.api.Test;

class TrainShapeTest {

    @Test
    void everyPublishedShapeReadsBackAsItself() {
        for (TrainShape shape : TrainShape.PUBLISHED) {
            assertEquals(shape, TrainShape.parse(shape.toString()));
        }
    }

    @Test
    void operationsAreSixForEachWeightAndRowButForTheFirstLayersFour() {
        TrainShape shape = TrainShape.dense(10, 20, 3, 7);
        int biases = 3 * 20 + 1;
        int weights = Architecture.fullyConnected(10, 3, 20, 1).parameters() - biases;
        assertEquals(7.0 * (6 * weights - 2 * 10 * 20), shape.flops());
    }

    @Test
    void operationsOfAConvolutionCountEveryPixelInEveryWindow() {
        TrainShape shape = new TrainShape(3 * 8 * 8, 7, 2, 5, true);
        double products = 0;
        for (int layer = 0; layer < 2; layer++) {
            int side = layer == 0 ? 8 : 4;
            int pairs = 0;
            for (int o = 0; o < side; o++) {
                for (int k = 0; k < 5; k++) {
                    pairs += o + k - 2 >= 0 && o + k - 2 < side ? 1 : 0;
                }
            }
            products += (layer == 0 ? 2.0 * 3 : 3.0 * 7) * 7 * pairs * pairs;
        }
        assertEquals(2 * 5 * (products + 3 * 2 * 2 * 7 * 10), shape.flops());
        assertEquals(192, shape.architecture().inputs());
        assertEquals(10, shape.architecture().outputs());
    }

    @Test
    void otherTextsAreRefused() {
        for (String text :
                new String[] {"", "1,2,3", "1,2,3,x", "1,2,3,4,5", "1,2,0,4", "cnn:100,8,1,4", "cnn:108,8,2,4"}) {
            assertThrows(IllegalArgumentException.class, () -> TrainShape.parse(text));
        }
    }
}
