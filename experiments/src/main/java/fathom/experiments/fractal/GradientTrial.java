package fathom.experiments.fractal;

import fathom.data.fractal.CantorDistribution;
import fathom.data.fractal.Curve;
import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Theorem 5: the largest entry of the population gradient before training, weights uniform in +-1 / (2 fan-in). */
record GradientTrial() implements Trial<GradientCell, GradientResult>, Serializable {

    /** The probability that the theorem may fail with. */
    static final double DELTA = 0.1;

    /** Sums of the pieces' integrals, each at most about 1, are rounded by less. */
    static final double ROUNDING = 1e-14;

    @Override
    public GradientResult run(GradientCell cell) {
        List<LineNetwork> networks = new ArrayList<>();
        for (int draw = 0; draw < cell.draws(); draw++) {
            networks.add(network(
                    cell, RandomStream.of(cell.seed(), "fractal gradient").child(draw)));
        }
        List<GradientResult.Point> points = new ArrayList<>();
        int known = level(cell.depth(), cell.width(), 1);
        for (int n : cell.levels()) {
            Curve curve = Curve.numbered(cell.curve(), n);
            CantorDistribution cantor = new CantorDistribution(curve, 0);
            double[] largest = networks.stream()
                    .mapToDouble(network -> PopulationGradient.largest(network, cantor))
                    .sorted()
                    .toArray();
            double bound = n < known ? Double.NaN : 5 * (curve.value(known) - 0.5);
            long within = Arrays.stream(largest)
                    .filter(entry -> entry <= bound + ROUNDING)
                    .count();
            points.add(new GradientResult.Point(
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
     * A level of the theorem: j for factor 1, and n' for factor 4.
     *
     * <pre>
     * ceil( log(factor t k^2 / delta) / log(3/2) )
     * </pre>
     *
     * The base of the logarithm is not printed; 3/2 is what the proof's covering of C_n, of measure (2/3)^n, asks for.
     */
    static int level(int depth, int width, int factor) {
        double argument = factor * depth * (double) width * width / DELTA;
        return (int) Math.ceil(DoubleFunctions.log(argument) / DoubleFunctions.log(1.5));
    }

    private static LineNetwork network(GradientCell cell, RandomStream random) {
        Architecture architecture = Architecture.fullyConnected(1, cell.depth(), cell.width(), 1);
        return LineNetwork.of(Network.initialised(architecture, Initialiser.UNIFORM, cell.bias(), random, 1));
    }
}
