package fathom.experiments.fractal;

import fathom.experiments.fractal.GradientTrial.GradientResult.LargestEntry;
import module fathom.experiments;
import module java.base;

/** Theorem 5: the largest entry of the population gradient before training, weights uniform in +-1 / (2 fan-in). */
record GradientTrial() implements Trial<GradientTrial.GradientCell, GradientTrial.GradientResult> {

    /**
     * The gradient at initialisation of random networks on Cantor distributions of several depths.
     *
     * @param curve 1 to 6
     * @param bias initial value of every bias
     * @param levels depths n of the fractal
     * @param draws number of networks
     */
    public record GradientCell(
            int curve, double bias, List<Integer> levels, int depth, int width, int draws, long seed) {

        String label() {
            return "gradient, curve " + curve + ", biases " + bias;
        }
    }

    public record GradientResult(List<LargestEntry> points) {

        /**
         * The largest entries of the gradients at one depth n of the fractal: mean, 90 % quantile and maximum over the networks.
         *
         * @param bound 5 (P(j) - 1/2) of the theorem, j as in its informal version; NaN where n &lt; j
         * @param within share of the networks below the bound, up to rounding; NaN where there is no bound
         */
        public record LargestEntry(int n, double mean, double ninetieth, double largest, double bound, double within) {}
    }

    /** The probability with which the theorem may fail. */
    static final double DELTA = 0.1;

    /** Sums of the pieces' integrals, each at most about 1, are rounded by less. */
    static final double ROUNDING = 1e-14;

    @Override
    public GradientResult run(GradientCell cell) {
        RandomStream random = RandomStream.of(cell.seed(), "fractal gradient");
        Architecture architecture = Architecture.fullyConnected(1, cell.depth(), cell.width(), 1);
        List<LineNetwork> networks = IntStream.range(0, cell.draws())
                .mapToObj(draw -> LineNetwork.of(
                        Network.initialised(architecture, Initialiser.UNIFORM, cell.bias(), random.child(draw), 1)))
                .toList();
        List<LargestEntry> points = new ArrayList<>();
        int known = level(cell.depth(), cell.width(), 1);
        for (int n : cell.levels()) {
            ApproximationCurve curve = ApproximationCurve.numbered(cell.curve(), n);
            CantorDistribution cantor = new CantorDistribution(curve, 0);
            double[] largest = networks.stream()
                    .mapToDouble(network -> PopulationGradient.largest(network, cantor))
                    .sorted()
                    .toArray();
            double bound = n < known ? Double.NaN : 5 * (curve.value(known) - 0.5);
            long within = Arrays.stream(largest)
                    .filter(entry -> entry <= bound + ROUNDING)
                    .count();
            points.add(new LargestEntry(
                    n,
                    Arrays.stream(largest).sum() / largest.length,
                    largest[Math.ceilDiv(9 * largest.length, 10) - 1],
                    largest[largest.length - 1],
                    bound,
                    n < known ? Double.NaN : (double) within / largest.length));
        }
        return new GradientResult(points);
    }

    /**
     * A level of the theorem, ceil(log(factor t k^2 / delta) / log(3/2)): j for factor 1, and n' for factor 4.
     *
     * <p>The base of the logarithm is not printed; 3/2 is what the proof's covering of C_n, of measure (2/3)^n, asks for.
     */
    static int level(int depth, int width, int factor) {
        double argument = factor * depth * (double) width * width / DELTA;
        return (int) Math.ceil(DoubleFunctions.log(argument) / DoubleFunctions.log(1.5));
    }
}
