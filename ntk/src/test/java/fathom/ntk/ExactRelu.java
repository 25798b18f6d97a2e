package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The recursion of InfiniteNetwork for ReLU in 56-digit decimal arithmetic, from the stored doubles, straight from the formulas with
 * theta = arccos u: the digits that arccos loses near 1 are paid for by carrying 56.
 */
final class ExactRelu {

    static final MathContext DIGITS = new MathContext(56);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI = // Machin: 16 atan(1/5) - 4 atan(1/239)
            series(BigDecimal.ONE.divide(BigDecimal.valueOf(5), DIGITS))
                    .multiply(BigDecimal.valueOf(16))
                    .subtract(series(BigDecimal.ONE.divide(BigDecimal.valueOf(239), DIGITS))
                            .multiply(BigDecimal.valueOf(4)));

    private final List<BigDecimal> nngp = new ArrayList<>();
    private final List<BigDecimal> ntk = new ArrayList<>();

    ExactRelu(InfiniteNetwork network, int depth, DoubleMatrix x, int i, DoubleMatrix y, int j) {
        BigDecimal bias = new BigDecimal(network.biasVariance().at(0));
        BigDecimal left = scaled(network, x, i, x, i).add(bias);
        BigDecimal right = scaled(network, y, j, y, j).add(bias);
        BigDecimal c = scaled(network, x, i, y, j).add(bias);
        BigDecimal t = c.add(new BigDecimal(network.trainedBias().at(0)));
        nngp.add(c);
        ntk.add(t);
        for (int l = 1; l <= depth; l++) {
            BigDecimal w = new BigDecimal(network.weightVariance().at(l));
            bias = new BigDecimal(network.biasVariance().at(l));
            // sin(theta) n = sqrt(q q' - c^2); exactly parallel rows give 0.
            BigDecimal product = left.multiply(right, DIGITS);
            BigDecimal sine =
                    product.subtract(c.multiply(c)).max(BigDecimal.ZERO).sqrt(DIGITS);
            BigDecimal rest = PI.subtract(angle(sine, c)); // pi - theta
            BigDecimal derivative = w.multiply(rest).divide(TWO.multiply(PI), DIGITS);
            c = w.multiply(sine.add(rest.multiply(c)))
                    .divide(TWO.multiply(PI), DIGITS)
                    .add(bias);
            t = c.add(new BigDecimal(network.trainedBias().at(l))).add(derivative.multiply(t), DIGITS);
            left = w.multiply(left).divide(TWO, DIGITS).add(bias);
            right = w.multiply(right).divide(TWO, DIGITS).add(bias);
            nngp.add(c);
            ntk.add(t);
        }
    }

    BigDecimal of(Kernel kind, int depth) {
        return (kind == Kernel.NNGP ? nngp : ntk).get(depth);
    }

    private static BigDecimal scaled(InfiniteNetwork network, DoubleMatrix x, int i, DoubleMatrix y, int j) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < x.columns(); k++) {
            sum = sum.add(new BigDecimal(x.get(i, k)).multiply(new BigDecimal(y.get(j, k))), DIGITS);
        }
        return sum.multiply(new BigDecimal(network.inputScale()), DIGITS);
    }

    /** The angle in [0, pi] of the point (cosine, sine), both times the same positive number; pi / 2 for the origin. */
    private static BigDecimal angle(BigDecimal sine, BigDecimal cosine) {
        if (cosine.signum() == 0) {
            return PI.divide(TWO, DIGITS);
        }
        if (sine.compareTo(cosine.abs()) > 0) {
            return PI.divide(TWO, DIGITS).subtract(atan(cosine.divide(sine, DIGITS)));
        }
        BigDecimal atan = atan(sine.divide(cosine, DIGITS));
        return cosine.signum() > 0 ? atan : PI.add(atan);
    }

    private static BigDecimal atan(BigDecimal t) {
        BigDecimal half = t;
        for (int i = 0; i < 4; i++) { // atan t = 2 atan(t / (1 + sqrt(1 + t^2)))
            half = half.divide(
                    BigDecimal.ONE.add(
                            BigDecimal.ONE.add(half.multiply(half), DIGITS).sqrt(DIGITS)),
                    DIGITS);
        }
        return series(half).multiply(BigDecimal.valueOf(16));
    }

    private static BigDecimal series(BigDecimal t) {
        BigDecimal square = t.multiply(t, DIGITS);
        BigDecimal power = t;
        BigDecimal sum = t;
        BigDecimal tiny = t.abs().movePointLeft(DIGITS.getPrecision());
        for (int k = 3; power.abs().compareTo(tiny) > 0; k += 2) {
            power = power.multiply(square, DIGITS).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
        }
        return sum;
    }
}
