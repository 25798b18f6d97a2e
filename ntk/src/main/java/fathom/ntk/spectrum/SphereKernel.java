package fathom.ntk.spectrum;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;

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

    /** exp(-c (1 - u)^gamma), positive definite for 0 < gamma <= 1. */
    public static SphereKernel exponential(double c, double gamma) {
        if (!(c > 0 && c < Double.POSITIVE_INFINITY && gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException(
                    "exp(-c (1 - u)^gamma) needs c > 0 and 0 < gamma <= 1, not c = " + c + " and gamma = " + gamma);
        }
        return new SphereKernel() {
            @Override
            DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
                if (haversine.high() <= 0) {
                    return DoubleDouble.ONE;
                }
                DoubleDouble distance = haversine.scaled(1);
                DoubleDouble power = gamma == 1
                        ? distance
                        : gamma == 0.5
                                ? distance.root()
                                : Functions.exp(Functions.log(distance).times(gamma));
                return Functions.exp(power.times(-c));
            }
        };
    }

    /** kappa_0 composed with itself, depth times: the NNGP kernel of step activations; kappa_0(u) = (pi - arccos u) / pi. */
    public static SphereKernel step(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a step kernel needs at least one hidden layer, not " + depth);
        }
        return new SphereKernel() {
            @Override
            DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
                DoubleDouble theta = angle;
                for (int l = 1; l < depth; l++) {
                    theta = Functions.angle(theta.over(DoubleDouble.PI).scaled(-1));
                }
                return DoubleDouble.ONE.minus(theta.over(DoubleDouble.PI));
            }

            @Override
            boolean vanishes(int degree) {
                // kappa_0 - 1/2 is odd
                return depth == 1 && degree > 0 && degree % 2 == 0;
            }
        };
    }

    /**
     * h(u) for -1 <= u <= 1.
     *
     * @throws IllegalArgumentException if u lies outside
     */
    public double at(double u) {
        if (!(u >= -1 && u <= 1)) {
            throw new IllegalArgumentException("a correlation lies between -1 and 1; " + u + " does not");
        }
        DoubleDouble haversine = DoubleDouble.ONE.minus(DoubleDouble.of(u)).scaled(-1);
        return value(haversine, Functions.angle(haversine)).value();
    }

    /** h at the angle theta in [0, pi], given sin^2(theta / 2) too, each accurate relative to itself. */
    abstract DoubleDouble value(DoubleDouble haversine, DoubleDouble angle);

    /** Whether the eigenvalue of that degree is exactly 0 whatever the dimension. */
    boolean vanishes(int degree) {
        return false;
    }
}
