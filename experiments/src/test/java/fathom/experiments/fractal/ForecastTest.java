package fathom.experiments.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.protocol.Paces;
import org.junit.jupiter.api.Test;

/** Arithmetic of what is announced, where every piece is done once and takes a second: 50 steps, or 2000 points. */
class ForecastTest {

    private static final Forecast SECOND = new Forecast(new Paces(pieces -> {
        pieces.get().run();
        return 1;
    }));

    private static final NetworkCell.Training ADAM = new NetworkCell.Training(1000, 100, 10, 0.1);

    private static final Problem PROBLEM = new Problem("cantor", 2, 3, "1", 500, 50, 300, 1);

    /** 850 points are drawn; 10 looks at 50 of them, the training's first at 500, one at 300 and one at 64 points of a picture. */
    @Test
    void joint() {
        NetworkCell cell = new NetworkCell(PROBLEM, NetworkCell.JOINT, 3, 5, 0.01, ADAM, 8);
        assertEquals(850 / 2000.0 + (1000 + 1364 / 30.0) / 50, SECOND.seconds(cell), 1e-12);
    }

    /** As many steps in all, and the looks of each of 2 layers: one at 500 + 50 + 300 points. */
    @Test
    void layerwise() {
        NetworkCell cell = new NetworkCell(PROBLEM, NetworkCell.LAYERWISE, 2, 5, 0.01, ADAM, 0);
        assertEquals(850 / 2000.0 + 2 * (500 + 850 / 30.0) / 50, SECOND.seconds(cell), 1e-12);
    }

    @Test
    void onALine() {
        LineCell cell = new LineCell(1, 3, 2, 5, 0.01, 500, 50, ADAM, 1);
        assertEquals(550 / 2000.0 + (1000 + 1000 / 30.0) / 50, SECOND.seconds(cell), 1e-12);
    }
}
