package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import module fathom.experiments;
import module java.base;

/**
 * Mean cosines by layer of fresh networks, each with weights of its own and all with the same inputs.
 *
 * @param data the folder of published data sets; may be empty for a mixture
 */
record BeginningTrial(String data) implements Trial<BeginningTrial.BeginningCell, BeginningTrial.BeginningResult> {

    /**
     * Fully connected networks before any training, drawn again and again.
     *
     * @param network see {@link NetworkName}; without batch normalisation
     * @param body fully connected
     * @param draws how many networks
     * @param initialiser of the weights
     */
    public record BeginningCell(Problem problem, String network, Body body, int draws, String initialiser) {

        Initialiser weights() {
            return NetworkCell.Descent.weights(initialiser);
        }

        String label() {
            return problem.name() + ", " + draws + " fresh " + network + " of depth " + body.depth() + ", width "
                    + body.width();
        }

        /** Weights drawn, each of which is worth some ten multiplications, and the inputs that pass. */
        double cost() {
            double weights = (double) body.depth() * body.width() * body.width();
            return draws * weights * (20.0 + 2 * problem.probe());
        }
    }

    /**
     * Mean cosines of two test inputs in fresh networks.
     *
     * @param overlaps network by network: of the inputs, then behind each hidden layer
     */
    public record BeginningResult(List<List<Double>> overlaps) {}

    @Override
    public BeginningResult run(BeginningCell cell) throws Exception {
        FloatMatrix inputs = Split.of(cell.problem(), data).test().inputs();
        return new BeginningResult(
                overlaps(cell, inputs.rows(0, Math.min(cell.problem().probe(), inputs.rows()))));
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
            overlaps.add(Metrics.meanCosine(inputs));
            for (int mark : marks) {
                overlaps.add(steps[mark]);
            }
            networks.add(overlaps);
        }
        return networks;
    }
}
