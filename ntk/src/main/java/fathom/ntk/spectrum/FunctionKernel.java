package fathom.ntk.spectrum;

import java.util.function.DoubleUnaryOperator;

/** A function of u that somebody else wrote, in double precision. */
final class FunctionKernel extends SphereKernel {

    private final DoubleUnaryOperator h;
    private final DoubleUnaryOperator slope;

    FunctionKernel(DoubleUnaryOperator h, DoubleUnaryOperator slope) {
        this.h = h;
        this.slope = slope;
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        return DoubleDouble.of(ofHaversine(haversine.value()));
    }

    @Override
    public double ofHaversine(double haversine) {
        return h.applyAsDouble(1 - 2 * haversine);
    }

    @Override
    public double slope(double u) {
        distance(u);
        return slope.applyAsDouble(u);
    }

    /** A few units in the last place of a double. */
    @Override
    double resolution() {
        return 0x1p-50;
    }
}
