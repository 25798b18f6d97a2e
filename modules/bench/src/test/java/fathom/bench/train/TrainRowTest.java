package fathom.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.bench.Results;
import org.junit.jupiter.api.Test;

class TrainRowTest {

    private static final TrainShape IMAGES = TrainShape.parse("cnn:1728,32,5,128");

    @Test
    void theLastColumnTellsAConvolutionalNetworkFromADenseOne() {
        assertEquals(
                "d,H,L,batch,threads,ours_us,peer,peer_us,ratio,network,peer_kernels",
                Results.csvHeader(TrainRow.COLUMNS));
        assertEquals(
                "1728,32,5,128,1,80000.0,pytorch,120000.0,1.500,cnn,PyTorch 2.7.1",
                Results.csv(
                        TrainRow.COLUMNS, new TrainRow(IMAGES, 1, 80_000, "pytorch", 120_000, 1.5, "PyTorch 2.7.1")));
        assertEquals(
                "2,200,5,100,2,80.0,,,,dense,",
                Results.csv(TrainRow.COLUMNS, new TrainRow(TrainShape.dense(2, 200, 5, 100), 2, 80, "", 0, 0, null)));
    }

    @Test
    void throughputOfTwoTrialsCountsBoth() {
        assertEquals(1.9, new ScalingCommand.ScalingRow(true, IMAGES, 95, 100).ratio(), 1e-12);
        assertEquals(1.9, new ScalingCommand.ScalingRow(false, IMAGES, 190, 100).ratio(), 1e-12);
    }
}
