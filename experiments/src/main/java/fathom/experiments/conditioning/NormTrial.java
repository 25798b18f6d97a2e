package fathom.experiments.conditioning;

import fathom.runs.Trial;
import java.io.Serializable;
import java.util.List;

/** Lengths and correlation of two inputs after each layer, beside their bounds. */
record NormTrial() implements Trial<NormTrial.NormCell, NormTrial.NormResult>, Serializable {

    /**
     * Two inputs of squared lengths q and other, at cosine 1 - delta.
     *
     * @param activation odd, increasing and concave on the positive numbers; or a NormReLU
     */
    public record NormCell(String activation, double q, double other, double delta, List<Integer> depths) {

        boolean normRelu() {
            return NormRelu.is(activation);
        }

        String label() {
            return activation + ", squared lengths " + q + " and " + other;
        }
    }

    /**
     * @param alpha the rate of theorem 38, the less of 2 s_l(1/2) - 1 and 1 - s_l'(1)
     * @param loss delta' of theorem 60; 0 for theorem 13
     * @param warmUp Lhat, with 1/alpha
     * @param warmUpPrinted Lhat as printed, with alpha; for a NormReLU the same as warmUp
     */
    public record NormResult(
            double mu,
            double alpha,
            double alphaMinus,
            double alphaPlus,
            double loss,
            double warmUp,
            double warmUpPrinted,
            List<NormPoint> points) {}

    /**
     * @param length K_xx
     * @param otherLength K_yy
     * @param lengthBound of theorem 38 on |K_xx - 1|
     * @param otherBound the same on |K_yy - 1|
     * @param correlation K_xy / sqrt(K_xx K_yy)
     * @param bound of theorem 13 with 1/alpha, or of theorem 60; NaN where it says nothing
     * @param printed of theorem 13 with alpha, as printed
     */
    public record NormPoint(
            int depth,
            double length,
            double otherLength,
            double lengthBound,
            double otherBound,
            double correlation,
            double bound,
            double printed) {}

    @Override
    public NormResult run(NormCell cell) {
        boolean normRelu = cell.normRelu();
        double mu = CorrelationMap.centred(cell.activation()).mu();
        NormMap map = new NormMap(cell.activation());
        NormBounds bounds = new NormBounds(
                mu, map.alpha(), normRelu ? NormRelu.of(cell.activation()).separation() : 0);
        double warmUp = normRelu ? bounds.normReluWarmUp() : bounds.warmUp(cell.q(), cell.other(), false);
        double printed = normRelu ? warmUp : bounds.warmUp(cell.q(), cell.other(), true);

        LengthPair pair = new LengthPair(cell.activation(), cell.q(), cell.other(), 1 - cell.delta());
        List<NormPoint> points = Layers.at(
                cell.depths(),
                pair::advance,
                depth -> new NormPoint(
                        depth,
                        pair.q(),
                        pair.other(),
                        bounds.length(depth, cell.q()),
                        bounds.length(depth, cell.other()),
                        pair.correlation(),
                        bounds.correlation(depth, warmUp, cell.delta()),
                        bounds.correlation(depth, printed, cell.delta())));
        return new NormResult(
                mu, map.alpha(), map.alphaMinus(), map.alphaPlus(), bounds.loss(), warmUp, printed, points);
    }
}
