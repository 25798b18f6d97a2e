package fathom.experiments.normalisedrelu;

import fathom.nn.Architecture;
import fathom.nn.Metrics;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean cosines by layer of fresh networks, each with weights of its own and all with the same inputs.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 * @param data the folder of published data sets; may be empty for a mixture
 */
record BeginningTrial(int threads, String data) implements Trial<BeginningCell, BeginningResult>, Serializable {

    @Override
    public BeginningResult run(BeginningCell cell) throws Exception {
        return Parallelism.call(threads, () -> {
            FloatMatrix inputs = Split.of(cell.problem(), data).test().inputs();
            return new BeginningResult(
                    overlaps(cell, inputs.rows(0, Math.min(cell.problem().probe(), inputs.rows()))));
        });
    }

    static long bytes(BeginningCell cell) {
        return Network.bytes(architecture(cell), 1);
    }

    private static Architecture architecture(BeginningCell cell) {
        return cell.body().architecture(cell.problem().shape(), new NetworkName(cell.network()));
    }

    /** Network by network, from the inputs on. */
    static List<List<Double>> overlaps(BeginningCell cell, FloatMatrix inputs) {
        RandomStream weights = RandomStream.of(cell.problem().seed(), "normalised-relu fresh networks");
        int[] marks = cell.body().marks(new NetworkName(cell.network()));
        List<List<Double>> networks = new ArrayList<>();
        for (int draw = 0; draw < cell.draws(); draw++) {
            Network network = Network.initialised(architecture(cell), cell.weights(), weights.child(draw), 1);
            double[] steps = Metrics.overlaps(network, inputs);
            List<Double> overlaps = new ArrayList<>();
            overlaps.add(Journal.meanCosine(inputs));
            for (int mark : marks) {
                overlaps.add(steps[mark]);
            }
            networks.add(overlaps);
        }
        return networks;
    }
}
