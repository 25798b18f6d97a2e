package fathom.experiments.conditioning;

import fathom.runs.Trial;
import java.io.Serializable;
import java.util.List;

/** Exact kernels of two inputs and their bounds, at each depth. */
record DepthTrial() implements Trial<DepthTrial.DepthCell, DepthTrial.DepthResult>, Serializable {

    /** Two inputs of correlation 1 - delta through the layers of one infinitely wide network of a normalised activation. */
    public record DepthCell(String activation, double delta, List<Integer> depths) {

        String label() {
            return activation + ", delta = " + delta;
        }
    }

    /** @param mu the coefficient of non-linearity */
    public record DepthResult(double mu, List<DepthPoint> points) {}

    /**
     * @param exact the top-layer kernel of the two inputs
     * @param bound of theorem 3
     * @param tangent the tangent kernel over its diagonal, by equation 7 corrected; NaN for a step
     * @param tangentPrinted the same by equation 7 as printed
     * @param tangentBound of theorem 5; infinite where it says nothing
     */
    public record DepthPoint(
            int depth, double exact, double bound, double tangent, double tangentPrinted, double tangentBound) {}

    @Override
    public DepthResult run(DepthCell cell) {
        CorrelationMap map = CorrelationMap.centred(cell.activation());
        Bounds bounds = new Bounds(map.mu(), cell.delta());
        Layers layers = new Layers(map, 1 - cell.delta());
        List<DepthPoint> points = Layers.at(
                cell.depths(),
                layers::advance,
                depth -> new DepthPoint(
                        depth,
                        layers.covariance(),
                        bounds.offDiagonal(depth),
                        layers.tangent(),
                        layers.printed(),
                        bounds.tangentApplies(depth) ? bounds.tangentOffDiagonal(depth) : Double.POSITIVE_INFINITY));
        return new DepthResult(map.mu(), points);
    }
}
