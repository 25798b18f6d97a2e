package fathom.experiments.conditioning.norms;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.runs.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Lengths and correlation of two inputs after each layer, beside their bounds. */
record NormTrial() implements Trial<NormCell, NormResult>, Serializable {

    @Override
    public NormResult run(NormCell cell) {
        boolean normRelu = cell.activation().startsWith("normrelu");
        double mu = CorrelationMap.centred(cell.activation()).mu();
        NormMap map = new NormMap(cell.activation());
        NormBounds bounds = new NormBounds(
                mu, map.alpha(), normRelu ? NormRelu.of(cell.activation()).separation() : 0);
        double warmUp = normRelu ? bounds.normReluWarmUp() : bounds.warmUp(cell.q(), cell.other(), false);
        double printed = normRelu ? warmUp : bounds.warmUp(cell.q(), cell.other(), true);

        LengthPair pair = new LengthPair(cell.activation(), cell.q(), cell.other(), 1 - cell.delta());
        List<NormResult.Point> points = new ArrayList<>();
        for (int depth = 1; depth <= cell.depths().getLast(); depth++) {
            pair.advance();
            if (cell.depths().contains(depth)) {
                points.add(new NormResult.Point(
                        depth,
                        pair.q(),
                        pair.other(),
                        bounds.length(depth, cell.q()),
                        bounds.length(depth, cell.other()),
                        pair.correlation(),
                        bounds.correlation(depth, warmUp, cell.delta()),
                        bounds.correlation(depth, printed, cell.delta())));
            }
        }
        return new NormResult(
                mu, map.alpha(), map.alphaMinus(), map.alphaPlus(), bounds.loss(), warmUp, printed, points);
    }
}
