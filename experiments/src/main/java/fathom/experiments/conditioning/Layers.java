package fathom.experiments.conditioning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The kernels of two inputs of correlation rho, layer after layer, the tangent kernel divided by its diagonal so that no depth overflows.
 *
 * <pre>
 * S_0 = rho,   S_l = s(S_{l-1})
 * T_0 = rho,   T_l = S_l + s'(S_{l-1}) T_{l-1}          equation 7 corrected
 * T_0 = rho,   T_l = S_l + s'(S_l) T_{l-1}              equation 7 as printed
 * D_0 = 1,     D_l = 1 + s'(1) D_{l-1}                  the diagonal of both
 * </pre>
 */
final class Layers {

    private final CorrelationMap map;
    private final boolean tangents;
    private double covariance;
    private double tangent;
    private double printed;
    private double diagonal = 1;

    Layers(CorrelationMap map, double rho) {
        this.map = map;
        this.tangents = map.slopeAtOne() < Double.POSITIVE_INFINITY;
        this.covariance = rho;
        this.tangent = rho;
        this.printed = rho;
    }

    /** A point at each of some ascending depths of what gets a layer more at each call of {@code advance}. */
    static <P> List<P> at(List<Integer> depths, Runnable advance, IntFunction<P> point) {
        List<P> points = new ArrayList<>();
        for (int depth = 1; depth <= depths.getLast(); depth++) {
            advance.run();
            if (depths.contains(depth)) {
                points.add(point.apply(depth));
            }
        }
        return points;
    }

    /** One layer more. */
    void advance() {
        double next = Math.max(-1, Math.min(1, map.value(covariance)));
        if (tangents) {
            double nextDiagonal = 1 + map.slopeAtOne() * diagonal;
            double share = diagonal / nextDiagonal;
            tangent = next / nextDiagonal + map.slope(covariance) * share * tangent;
            printed = next / nextDiagonal + map.slope(next) * share * printed;
            diagonal = nextDiagonal;
        }
        covariance = next;
    }

    double covariance() {
        return covariance;
    }

    double tangent() {
        return tangents ? tangent : Double.NaN;
    }

    double printed() {
        return tangents ? printed : Double.NaN;
    }
}
