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
        TrainShape shape = new TrainShape(10, 20, 3, 7);
        int biases = 3 * 20 + 1;
        int weights = Architecture.fullyConnected(10, 3, 20, 1).parameters() - biases;
        assertEquals(7.0 * (6 * weights - 2 * 10 * 20), shape.flops());
    }

    @Test
    void otherTextsAreRefused() {
        for (String text : new String[] {"", "1,2,3", "1,2,3,x", "1,2,3,4,5", "1,2,0,4"}) {
            assertThrows(IllegalArgumentException.class, () -> TrainShape.parse(text));
        }
    }
}
