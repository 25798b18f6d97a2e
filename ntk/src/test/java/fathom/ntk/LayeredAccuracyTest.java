package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteLayer.Activated;
import fathom.ntk.InfiniteLayer.Dense;
import fathom.ntk.InfiniteLayer.LayerNorm;
import fathom.ntk.InfiniteLayer.Residual;
import fathom.ntk.InfiniteLayer.Scaled;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** |error| <= 1e-13 sqrt(K(x,x) K(x',x')) for residual sums and normalisations; the file of references states their origin. */
class LayeredAccuracyTest {

    private static final List<String> PAIRS = List.of("generic", "near", "opposite", "parallel");
    private static final DoubleMatrix X = DoubleMatrix.of(
            5,
            3,
            0.5,
            -1.25,
            0.75,
            1,
            0.75,
            -0.375,
            0.5 + 1e-8,
            -1.25 + 2e-8,
            0.75 - 1e-8,
            -0.5 + 1e-8,
            1.25 + 1e-8,
            -0.75 + 2e-8,
            0.25,
            -0.625,
            0.375);

    private static LayeredNetwork network(String name, Nonlinearity phi) {
        InfiniteLayer act = new Activated(phi);
        InfiniteLayer norm = new LayerNorm(1e-5, 1, 1);
        return switch (name) {
            case "prenorm" ->
                new LayeredNetwork(
                        List.of(new Dense(0.5, 0.1, 0.25, 1)),
                        List.of(new Residual(List.of(norm, act, new Dense(1.5, 0.05, 1, 1)))),
                        List.of(norm, new Dense(1, 0, 1, 0)));
            case "postnorm" ->
                new LayeredNetwork(
                        List.of(new Dense(0.5, 0)),
                        List.of(
                                new Residual(List.of(new Dense(0.75, 0), act, new Dense(1.5, 0), new Scaled(0.5))),
                                norm),
                        List.of(new Dense(1, 0, 1, 1)));
            case "centred" ->
                new LayeredNetwork(
                        List.of(new Dense(0.5, 0.1)),
                        List.of(act, new LayerNorm(1e-3, 1, 1), new Dense(1.25, 0.1)),
                        List.of());
            case "before" ->
                new LayeredNetwork(
                        List.of(new Dense(0.5, 0.1)),
                        List.of(new LayerNorm(1e-3, 0.5, 0.25), act, new Dense(2, 0.1, 64, 1)),
                        List.of());
            case "features" ->
                new LayeredNetwork(
                        List.of(new Dense(0.5, 0, 0.25, 1), act),
                        List.of(new Residual(List.of(norm, new Dense(1.5, 0.1, 1, 1), act, new Dense(0.75, 0, 1, 1)))),
                        List.of(norm, new Dense(1, 0.1, 1, 1)));
            case "standard" ->
                LayeredNetwork.fullyConnected(
                        WidthLimit.STANDARD.first(0.5, 0.1, 3), phi, WidthLimit.STANDARD.later(2, 0.1, 128));
            default -> throw new AssertionError(name);
        };
    }

    /** One sweep for each network. */
    @Test
    void fortyDigitValues() throws IOException {
        Map<String, List<String[]>> networks = new LinkedHashMap<>();
        for (String[] row : ActivationAccuracyTest.rows("layered-kernels.csv")) {
            if (!row[0].equals("network")) {
                networks.computeIfAbsent(row[0] + " " + row[1], key -> new ArrayList<>())
                        .add(row);
            }
        }
        int checked = 0;
        double worst = 0;
        for (List<String[]> rows : networks.values()) {
            LayeredNetwork network = network(rows.get(0)[0], Nonlinearity.parse(rows.get(0)[1]));
            Map<Integer, DoubleMatrix[]> kernels = new HashMap<>();
            LayeredKernels.sweep(
                    network,
                    X,
                    10,
                    (depth, nngp, ntk) -> kernels.put(depth, new DoubleMatrix[] {nngp.copy(), ntk.copy()}));
            for (String[] row : rows) {
                int i = PAIRS.indexOf(row[3]) + 1;
                for (int kind = 0; kind < 2; kind++) {
                    DoubleMatrix gram = kernels.get(Integer.parseInt(row[2]))[kind];
                    double scale = Math.sqrt(gram.get(0, 0) * gram.get(i, i));
                    double error = new BigDecimal(gram.get(i, 0))
                                    .subtract(new BigDecimal(row[4 + kind]))
                                    .doubleValue()
                            / scale;
                    worst = Math.max(worst, Math.abs(error));
                    assertTrue(Math.abs(error) <= 1e-13, () -> String.join(" ", row) + ": error " + error);
                    checked++;
                }
            }
        }
        System.out.println("LayeredAccuracyTest: largest error " + worst);
        assertEquals(2 * 216, checked);
    }
}
