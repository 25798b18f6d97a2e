package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** |error| <= 1e-13 sqrt(K(x,x) K(x',x')) up to depth 50; the file of references states their origin. */
class ActivationAccuracyTest {

    private static final double[] X = {0.5, -1.25, 0.75};
    private static final Map<String, double[]> PAIRS = Map.of(
            "generic", new double[] {1, 0.75, -0.375},
            "near", new double[] {0.5 + 1e-8, -1.25 + 2e-8, 0.75 - 1e-8},
            "opposite", new double[] {-0.5 + 1e-8, 1.25 + 1e-8, -0.75 + 2e-8},
            "parallel", new double[] {0.25, -0.625, 0.375});

    private static final List<String> NAMES = List.of("generic", "near", "opposite", "parallel");

    static List<String[]> rows(String file) throws IOException {
        try (InputStream in = ActivationAccuracyTest.class.getResourceAsStream("/references/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("activation"))
                    .map(line -> line.split(";"))
                    .toList();
        }
    }

    /** One sweep for each network, over x and its four partners. */
    @Test
    void fortyDigitValues() throws IOException {
        Map<String, List<String[]>> networks = new LinkedHashMap<>();
        for (String[] row : rows("activation-kernels.csv")) {
            networks.computeIfAbsent(String.join(" ", Arrays.asList(row).subList(0, 5)), key -> new ArrayList<>())
                    .add(row);
        }
        DoubleMatrix x = DoubleMatrix.zeros(5, 3);
        for (int k = 0; k < 3; k++) {
            x.set(0, k, X[k]);
            for (int i = 0; i < NAMES.size(); i++) {
                x.set(i + 1, k, PAIRS.get(NAMES.get(i))[k]);
            }
        }
        int checked = 0;
        for (List<String[]> rows : networks.values()) {
            String[] first = rows.get(0);
            Nonlinearity phi = Nonlinearity.parse(first[0]);
            InfiniteNetwork network = InfiniteNetwork.relu()
                    .withWeightVariance(Double.parseDouble(first[1]))
                    .withBiasVariance(Double.parseDouble(first[2]))
                    .withTrainedBias(Double.parseDouble(first[3]))
                    .withInputScale(Double.parseDouble(first[4]));
            Map<Integer, DoubleMatrix[]> kernels = new HashMap<>();
            if (phi.differentiable()) {
                ActivationKernels.sweep(
                        phi,
                        x,
                        network,
                        50,
                        (depth, nngp, ntk) -> kernels.put(depth, new DoubleMatrix[] {nngp.copy(), ntk.copy()}));
            } else {
                for (int depth : new int[] {1, 3, 50}) {
                    kernels.put(depth, new DoubleMatrix[] {
                        ActivationKernels.of(phi, Kernel.NNGP, network, depth).gram(x)
                    });
                }
            }
            for (String[] row : rows) {
                DoubleMatrix[] found = kernels.get(Integer.parseInt(row[5]));
                for (int kind = 0; kind < found.length; kind++) {
                    DoubleMatrix gram = found[kind];
                    int i = NAMES.indexOf(row[6]) + 1;
                    double scale = Math.sqrt(gram.get(0, 0) * gram.get(i, i));
                    double error = new BigDecimal(gram.get(i, 0))
                                    .subtract(new BigDecimal(row[7 + kind]))
                                    .doubleValue()
                            / scale;
                    assertTrue(Math.abs(error) <= 1e-13, () -> String.join(" ", row) + ": error " + error);
                    checked++;
                }
            }
        }
        assertEquals(2 * 216 - 48, checked);
    }
}
