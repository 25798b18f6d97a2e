package fathom.experiments.fractal;

import fathom.data.Dataset;
import fathom.data.fractal.AxisMap;
import fathom.data.fractal.CantorDistribution;
import fathom.data.fractal.Curve;
import fathom.data.fractal.FractalDistribution;
import fathom.data.fractal.IteratedSystem;
import fathom.runs.Trial;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Theorems 1 and 3: the explicit networks of a fractal, tried on its distribution with margin. */
record ConstructionTrial() implements Trial<ConstructionCell, ConstructionResult>, Serializable {

    /** The margin, as a share of half the edge of the smallest cell. */
    private static final double SHARE = 0.2;

    @Override
    public ConstructionResult run(ConstructionCell cell) {
        Curve curve = Systems.curve(cell.curve(), cell.n());
        boolean line = cell.system().equals(ConstructionCell.LINE);
        IteratedSystem system = line ? line() : Systems.system(cell.system(), cell.d());
        double margin = SHARE * smallestCell(system, cell.n());
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
        List<ConstructionResult.Cut> cuts = new ArrayList<>();
        for (int j = 1; j <= cell.n(); j++) {
            Construction construction = new Construction(system, j, margin);
            DoubleMatrix outputs = construction.network().forward(x);
            int right = 0;
            for (int i = 0; i < x.rows(); i++) {
                right += outputs.get(i, 0) >= 0 == points.targets().get(i, 0) > 0 ? 1 : 0;
            }
            LineNetwork onLine = line ? new LineNetwork(construction.architecture(), construction.parameters()) : null;
            cuts.add(new ConstructionResult.Cut(
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

    private static double smallestCell(IteratedSystem system, int n) {
        double least = 1;
        for (AxisMap map : system.maps()) {
            for (int j = 0; j < map.dimension(); j++) {
                least = Math.min(least, Math.abs(map.scale(j)));
            }
        }
        double cell = 1;
        for (int i = 0; i < n; i++) {
            cell *= least;
        }
        return cell;
    }
}
