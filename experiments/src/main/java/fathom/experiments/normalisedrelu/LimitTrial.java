package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.nn.Tensor;
import module fathom.experiments;
import module java.base;

/**
 * Mean cosines by layer at infinite width, from the limit of the same architecture.
 *
 * <pre>
 * (2 / (n (n - 1))) sum_{i&lt;j} S_l(x_i, x_j) / sqrt(S_l(x_i, x_i) S_l(x_j, x_j))       S_l the covariance behind l hidden layers
 * </pre>
 *
 * @param data the folder of published data sets; may be empty for a mixture
 */
record LimitTrial(String data) implements Trial<LimitTrial.LimitCell, LimitTrial.LimitResult> {

    /**
     * What an infinitely wide network would do to the inputs before its training.
     *
     * @param network see {@link NetworkName}; without batch normalisation
     * @param depth hidden layers
     * @param initialiser of the weights
     */
    public record LimitCell(Problem problem, String network, int depth, String initialiser) {

        Initialiser weights() {
            return NetworkCell.Descent.weights(initialiser);
        }

        String label() {
            return problem.name() + ", infinitely wide " + network + " to depth " + depth + ", seed " + problem.seed();
        }
    }

    /**
     * Mean cosines of two test inputs.
     *
     * @param overlaps of the inputs, then behind each hidden layer
     */
    public record LimitResult(List<Double> overlaps) {}

    @Override
    public LimitResult run(LimitCell cell) throws Exception {
        Examples test = Split.of(cell.problem(), data).test();
        Examples probe = test.first(Math.min(cell.problem().probe(), test.size()));
        return new LimitResult(
                overlaps(new NetworkName(cell.network()), cell.depth(), cell.weights(), probe.doubles()));
    }

    /** By layer, from the inputs on. */
    static List<Double> overlaps(NetworkName name, int depth, Initialiser initialiser, DoubleMatrix x) {
        // One hidden layer holds all that is repeated; its width, any one, drops out.
        Architecture one = new Body(Body.CONNECTED, 1, 100).architecture(Shape.flat(x.columns()), name);
        List<Tensor> weights = one.tensors().stream()
                .filter(tensor -> tensor.kind() == Tensor.Kind.WEIGHT)
                .toList();
        List<InfiniteLayer> block = new ArrayList<>();
        block.add(new InfiniteLayer.Activated(Nonlinearity.of(name.activation())));
        if (name.layer()) {
            block.add(new InfiniteLayer.LayerNorm(new LayerNorm().epsilon(), 1, 1));
        }
        Tensor later = weights.getLast();
        block.add(new InfiniteLayer.Dense(initialiser.variance(one, later) * later.rows(), 0));
        InfiniteLayer first = new InfiniteLayer.Dense(initialiser.variance(one, weights.getFirst()), 0);
        LayeredNetwork repeated = new LayeredNetwork(List.of(first), block, List.of());
        List<Double> overlaps = new ArrayList<>();
        LayeredKernels.sweep(repeated, x, depth, (layer, nngp, ntk) -> overlaps.add(mean(nngp)));
        return overlaps;
    }

    private static double mean(DoubleMatrix covariance) {
        int n = covariance.rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += covariance.get(i, j) / Math.sqrt(covariance.get(i, i) * covariance.get(j, j));
            }
        }
        return 2 * sum / ((double) n * (n - 1));
    }
}
