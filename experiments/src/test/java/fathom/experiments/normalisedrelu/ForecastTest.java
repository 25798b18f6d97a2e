package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.protocol.Paces;
import fathom.runs.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arithmetic of what is announced, where every piece is done once and takes a second. */
class ForecastTest {

    private static final Configuration C = Settings.of(Configuration.class)
            .preset("smoke", new NormalisedRelus().preset("smoke"))
            .overrides(List.of(
                    "networks=relu,layer(selu),batch(relu),normrelu(c=-1)",
                    "residualNetworks=",
                    "training=100",
                    "validation=30",
                    "test=60",
                    "probe=24",
                    "batch=20",
                    "epochs=6"))
            .resolve();

    private static final Forecast SECOND = new Forecast(new Paces(pieces -> {
        pieces.get().run();
        return 1;
    }));

    /** 100 + (2 x 60 + 30 + 24) / 3 examples an epoch, 4 steps of 20 a second; with batch normalisation 100 steps more. */
    @Test
    void aNetworkIsItsEpochsItsLooksAndItsSettling() {
        for (NetworkCell cell : Plan.networks(C)) {
            double steps = 158 * 6 / 20.0 + (cell.network().startsWith("batch") ? 100 : 0);
            assertEquals(steps / 4, SECOND.seconds(cell), 1e-9, cell.label());
        }
    }

    /** Deep networks are not trained to be timed: one of 64 layers takes what one of 8 does, by their multiplications. */
    @Test
    void deepNetworksGoByTheirMultiplications() {
        NetworkCell cell = Plan.networks(C).getFirst();
        NetworkCell shallow = at(cell, 8);
        NetworkCell deep = at(cell, 64);
        assertEquals(
                deep.multiplications() / shallow.multiplications(),
                SECOND.seconds(deep) / SECOND.seconds(shallow),
                1e-12);
    }

    private static NetworkCell at(NetworkCell cell, int depth) {
        Body body = new Body(cell.body().kind(), depth, cell.body().width());
        return new NetworkCell(cell.problem(), cell.network(), body, cell.rate(), cell.descent());
    }

    /** 24 x 24 pairs of inputs and 8 layers in a second. */
    @Test
    void aLimitGoesByItsLayers() {
        for (LimitCell cell : Plan.limits(C)) {
            assertEquals(cell.depth() / 8.0, SECOND.seconds(cell), 1e-12, cell.label());
        }
    }

    /** One network of at most 8 layers in a second. */
    @Test
    void freshNetworksGoByTheirNumberAndLayers() {
        for (BeginningCell cell : Plan.beginnings(C)) {
            double layers = Math.max(1, cell.body().depth() / 8.0);
            assertEquals(cell.draws() * layers, SECOND.seconds(cell), 1e-9, cell.label());
        }
    }
}
