package fathom.ntk.spectrum;

import fathom.ntk.HomogeneousKernel;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import java.util.function.DoubleUnaryOperator;

/**
 * A kernel on the unit sphere: a function h of the angle theta between two points, or of u = cos theta. To all of space it extends as
 * |x| |x'| h(cos).
 */
public abstract class SphereKernel {

    SphereKernel() {}

    /**
     * The NNGP or tangent kernel of a ReLU network on inputs of length 1.
     *
     * @throws IllegalArgumentException if the network has no numbers for that depth
     */
    public static SphereKernel relu(Kernel kind, InfiniteNetwork network, int depth) {
        return new ReluSphereKernel(kind, network, depth);
    }

    /** exp(-c sqrt(1 - u)): on the sphere the Laplace kernel exp(-c |x - x'| / sqrt 2). */
    public static SphereKernel laplace(double c) {
        return exponential(c, 0.5);
    }

    /** exp(-c (1 - u)): on the sphere the Gaussian kernel exp(-c |x - x'|^2 / 2). */
    public static SphereKernel gaussian(double c) {
        return exponential(c, 1);
    }

    /** exp(-c (1 - u)^gamma), positive definite for 0 &lt; gamma ≤ 1. */
    public static SphereKernel exponential(double c, double gamma) {
        return new ExponentialKernel(c, gamma);
    }

    /** kappa_0 composed with itself, depth times: the NNGP kernel of step activations; kappa_0(u) = (pi - arccos u) / pi. */
    public static SphereKernel step(int depth) {
        return new StepKernel(depth);
    }

    /**
     * The NNGP or tangent kernel of a network with any activation on inputs of length 1, whose variance is the same for all.
     *
     * @throws IllegalArgumentException if the network has no numbers for that depth, or the tangent kernel of an activation with a step is
     *     asked for
     */
    public static SphereKernel of(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int depth) {
        return phi.isRelu() ? relu(kind, network, depth) : ActivationKernel.layered(phi, kind, network, depth);
    }

    /**
     * h(u) = sum_n b_n u^n.
     *
     * @param coefficients b_n >= 0, copied; those left out are 0
     */
    public static SphereKernel series(double... coefficients) {
        return new SeriesKernel(coefficients);
    }

    /**
     * Any positive definite h(u), of which nothing else is known: its eigenvalues are good to a rounding of the largest values of h.
     *
     * @param slope h'
     */
    public static SphereKernel of(DoubleUnaryOperator h, DoubleUnaryOperator slope) {
        return new FunctionKernel(h, slope);
    }

    /**
     * h(u) for -1 ≤ u ≤ 1.
     *
     * @throws IllegalArgumentException if u lies outside
     */
    public double at(double u) {
        distance(u);
        DoubleDouble haversine = DoubleDouble.ONE.minus(DoubleDouble.of(u)).scaled(-1);
        return value(haversine, Functions.angle(haversine)).value();
    }

    /**
     * h as a function of sin^2(theta / 2) = (1 - u) / 2, which keeps its accuracy where u is near 1.
     *
     * @param haversine between 0 and 1
     */
    public abstract double ofHaversine(double haversine);

    /**
     * h'(u), infinite where h has a root.
     *
     * @throws IllegalArgumentException if u lies outside
     */
    public abstract double slope(double u);

    /**
     * |x| |x'| h(cos) between rows anywhere in space, the extension that Bietti and Bach (2021) use; 0 for a row of zeros.
     */
    public RowKernel homogeneous() {
        return HomogeneousKernel.of(this::ofHaversine);
    }

    /** 1 - u, for u in range. */
    static double distance(double u) {
        if (!(u >= -1 && u <= 1)) {
            throw new IllegalArgumentException("a correlation lies between -1 and 1; " + u + " does not");
        }
        return 1 - u;
    }

    /** h at the angle theta in [0, pi], given sin^2(theta / 2) too, each accurate relative to itself. */
    abstract DoubleDouble value(DoubleDouble haversine, DoubleDouble angle);

    /** Whether the eigenvalue of that degree is exactly 0 whatever the dimension. */
    boolean vanishes(int degree) {
        return false;
    }

    /** The first coefficients of h as a power series in u, or null if they are not known. */
    PowerSeries series(int terms) {
        return null;
    }

    /** What is uncertain in a coefficient b of the series, over sqrt(b h(1)). */
    double floor() {
        return 0;
    }

    /** What is uncertain in a value of h, over h(1). */
    double resolution() {
        return 0x1p-94;
    }
}
