package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/** The transcendental functions that kernels on the sphere need, to about 30 digits. */
final class Functions {

    private static final DoubleDouble LOG_TWO = new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);

    /** exp of an argument cut by 2^HALVINGS needs few terms of its series. */
    private static final int HALVINGS = 6;

    private static final int TERMS = 14;

    private Functions() {}

    /** exp(x); 0 below -700. */
    static DoubleDouble exp(DoubleDouble x) {
        if (x.high() < -700) {
            return DoubleDouble.ZERO;
        }
        double k = Math.rint(x.high() / LOG_TWO.high());
        DoubleDouble r = x.minus(LOG_TWO.times(k)).scaled(-HALVINGS);
        // The series of exp(r) - 1, then e := 2 e + e^2 for each halving: nothing is lost against the 1.
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int n = TERMS; n >= 1; n--) {
            sum = sum.plus(1).times(r).over(n);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.scaled(1).plus(sum.squared());
        }
        return sum.plus(1).scaled((int) k);
    }

    /** log(x) for x > 0, by one step of Newton's rule on exp. */
    static DoubleDouble log(DoubleDouble x) {
        DoubleDouble start = DoubleDouble.of(DoubleFunctions.log(x.high()));
        return start.plus(x.times(exp(start.negated())).plus(-1));
    }

    /** sin(x) for |x| ≤ 1. */
    static DoubleDouble sin(DoubleDouble x) {
        return series(x, 29).times(x);
    }

    /** cos(x) for |x| ≤ 1. */
    static DoubleDouble cos(DoubleDouble x) {
        return series(x, 28);
    }

    /** 1 - x^2 / ((n - 1) n) (1 - x^2 / ((n - 3) (n - 2)) (1 - ...)), from n = last down to 2 or 3. */
    private static DoubleDouble series(DoubleDouble x, int last) {
        DoubleDouble square = x.squared();
        DoubleDouble sum = DoubleDouble.ONE;
        for (int n = last; n >= 2; n -= 2) {
            sum = DoubleDouble.ONE.minus(square.times(sum).over((double) n * (n - 1)));
        }
        return sum;
    }

    /** The angle theta in [0, pi] with sin^2(theta / 2) = z. */
    static DoubleDouble angle(DoubleDouble z) {
        DoubleDouble rest = DoubleDouble.ONE.minus(z);
        if (z.high() <= 0.5) {
            return halfAngle(z.root()).scaled(1);
        }
        return DoubleDouble.PI.minus(halfAngle(rest.root()).scaled(1));
    }

    /** asin(s) for 0 ≤ s ≤ 0.71, by one step of Newton's rule on sin. */
    private static DoubleDouble halfAngle(DoubleDouble s) {
        DoubleDouble start = DoubleDouble.of(DoubleFunctions.asin(s.high()));
        return start.plus(s.minus(sin(start)).over(cos(start)));
    }
}
