package fathom.experiments.conditioning.bounds;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.conditioning.layer.Layers;
import fathom.runs.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Exact kernels of two inputs and their bounds, at each depth. */
public record DepthTrial() implements Trial<DepthCell, DepthResult>, Serializable {

    @Override
    public DepthResult run(DepthCell cell) {
        CorrelationMap map = CorrelationMap.centred(cell.activation());
        Bounds bounds = new Bounds(map.mu(), cell.delta());
        Layers layers = new Layers(map, 1 - cell.delta());
        List<DepthResult.Point> points = new ArrayList<>();
        int deepest = cell.depths().getLast();
        for (int depth = 1; depth <= deepest; depth++) {
            layers.advance();
            if (cell.depths().contains(depth)) {
                points.add(new DepthResult.Point(
                        depth,
                        layers.covariance(),
                        bounds.offDiagonal(depth),
                        layers.tangent(),
                        layers.printed(),
                        bounds.tangentApplies(depth) ? bounds.tangentOffDiagonal(depth) : Double.POSITIVE_INFINITY));
            }
        }
        return new DepthResult(map.mu(), points);
    }
}
