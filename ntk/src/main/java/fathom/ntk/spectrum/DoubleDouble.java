package fathom.ntk.spectrum;

/**
 * A number of about 31 digits: the unevaluated sum of two doubles, |low| ≤ half a unit in the last place of high.
 *
 * <p>Sums and products are those of Dekker and Knuth, with fused multiply-add for the rounding error of a product; each has a relative
 * error of a few 2^-104. Source: T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
 */
record DoubleDouble(double high, double low) {

    static final DoubleDouble ZERO = new DoubleDouble(0, 0);
    static final DoubleDouble ONE = new DoubleDouble(1, 0);
    static final DoubleDouble PI = new DoubleDouble(3.141592653589793, 1.2246467991473532e-16);

    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    DoubleDouble plus(DoubleDouble y) {
        double sum = high + y.high;
        double part = sum - high;
        double error = (high - (sum - part)) + (y.high - part);
        double lowSum = low + y.low;
        double lowPart = lowSum - low;
        double lowError = (low - (lowSum - lowPart)) + (y.low - lowPart);
        DoubleDouble first = quick(sum, error + lowSum);
        return quick(first.high, first.low + lowError);
    }

    DoubleDouble minus(DoubleDouble y) {
        return plus(y.negated());
    }

    DoubleDouble plus(double y) {
        return plus(of(y));
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble times(DoubleDouble y) {
        double product = high * y.high;
        double error = Math.fma(high, y.high, -product);
        return quick(product, error + Math.fma(high, y.low, low * y.high));
    }

    DoubleDouble times(double y) {
        double product = high * y;
        return quick(product, Math.fma(low, y, Math.fma(high, y, -product)));
    }

    DoubleDouble over(DoubleDouble y) {
        double first = high / y.high;
        DoubleDouble rest = minus(y.times(first));
        double second = rest.high / y.high;
        rest = rest.minus(y.times(second));
        return quick(first, second).plus(rest.high / y.high);
    }

    DoubleDouble over(double y) {
        return over(of(y));
    }

    DoubleDouble squared() {
        return times(this);
    }

    /** By one step of Newton's rule from the double; 0 for 0. */
    DoubleDouble root() {
        if (high <= 0) {
            return ZERO;
        }
        double root = Math.sqrt(high);
        DoubleDouble rest = minus(of(root).squared());
        return quick(root, rest.high / (2 * root));
    }

    /** this^n for n >= 0, by repeated squaring. */
    DoubleDouble power(int n) {
        DoubleDouble result = ONE;
        DoubleDouble square = this;
        for (int rest = n; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = result.times(square);
            }
            square = square.squared();
        }
        return result;
    }

    /** this times 2^n, exactly. */
    DoubleDouble scaled(int n) {
        return new DoubleDouble(Math.scalb(high, n), Math.scalb(low, n));
    }

    double value() {
        return high + low;
    }

    private static DoubleDouble quick(double high, double low) {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
