package fathom.experiments.fractal;

import fathom.experiments.fractal.ConstructionTrial.ConstructionResult.Cut;
import module fathom.experiments;
import module java.base;

/** Theorems 1 and 3: the explicit networks of a fractal, tried on its distribution with margin. */
record ConstructionTrial() implements Trial<ConstructionTrial.ConstructionCell, ConstructionTrial.ConstructionResult> {

    /**
     * The explicit networks for one fractal of n levels.
     *
     * @param system a name, the content of a system's file, or {@code line}: the theory's Cantor set in one dimension
     * @param d dimension of Cantor's system
     * @param points on which they are tried
     */
    public record ConstructionCell(String system, int d, int n, String curve, int points, long seed) {

        static final String LINE = "line";

        String label() {
            return "construction, " + (system.equals(LINE) ? "Cantor on a line" : Systems.name(system)) + ", n = " + n;
        }
    }

    /**
     * @param dimension d
     * @param maps r
     * @param margin gamma
     * @param cuts the networks with 1, ..., n levels; the last is theorem 1's
     */
    public record ConstructionResult(int dimension, int maps, double margin, List<Cut> cuts) {

        /**
         * The network with the j coarsest levels.
         *
         * @param width of its widest hidden layer
         * @param accuracy on the points
         * @param curve P(j)
         * @param exact accuracy integrated exactly, on a line; NaN elsewhere
         * @param regions affine pieces, on a line; 0 elsewhere
         */
        public record Cut(
                int j, int hiddenLayers, int width, double accuracy, double curve, double exact, int regions) {}
    }

    /** The margin, as a share of half the edge of the smallest cell. */
    private static final double SHARE = 0.2;

    @Override
    public ConstructionResult run(ConstructionCell cell) {
        ApproximationCurve curve = Systems.curve(cell.curve(), cell.n());
        boolean line = cell.system().equals(ConstructionCell.LINE);
        IteratedSystem system = line ? line() : Systems.system(cell.system(), cell.d());
        double smallest = Construction.scales(system).min().orElseThrow();
        double margin = SHARE * Construction.power(smallest, cell.n());
        RandomStream random = RandomStream.of(cell.seed(), "fractal construction");
        // The theory's Cantor set lies on [0, 1], half as long as [-1, 1].
        CantorDistribution cantor = line ? new CantorDistribution(curve, margin / 2) : null;
        Dataset points = line
                ? cantor.sample(cell.points(), random)
                : new FractalDistribution(system, curve, margin).sample(cell.points(), random);
        DoubleMatrix x = DoubleMatrix.zeros(points.size(), system.dimension());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double entry = points.inputs().get(i, j);
                x.set(i, j, line ? 2 * entry - 1 : entry);
            }
        }
        List<Cut> cuts = new ArrayList<>();
        for (int j = 1; j <= cell.n(); j++) {
            Construction construction = new Construction(system, j, margin);
            DoubleMatrix outputs = construction.network().forward(x);
            long right = IntStream.range(0, x.rows())
                    .filter(i -> outputs.get(i, 0) >= 0 == points.targets().get(i, 0) > 0)
                    .count();
            LineNetwork onLine = line ? new LineNetwork(construction.architecture(), construction.parameters()) : null;
            cuts.add(new Cut(
                    j,
                    construction.hiddenLayers(),
                    construction.width(),
                    (double) right / x.rows(),
                    curve.value(j),
                    line ? LineDecision.of(onLine).accuracy(cantor) : Double.NaN,
                    line ? onLine.regions(-1, 1) : 0));
        }
        return new ConstructionResult(system.dimension(), system.maps().size(), margin, cuts);
    }

    /** The maps of the theory's Cantor set, F_1(x) = 1/3 - x/3 and F_2(x) = 2/3 + x/3, moved from [0, 1] to [-1, 1]. */
    static IteratedSystem line() {
        double third = 1.0 / 3;
        return IteratedSystem.of(
                "Cantor on a line",
                List.of(AxisMap.similarity(-third, -2 * third), AxisMap.similarity(third, 2 * third)));
    }
}
