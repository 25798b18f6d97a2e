package fathom.limit;

import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Derivatives;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.ntk.Kernel;
import fathom.ntk.LayeredKernels;
import fathom.ntk.RowKernel;
import fathom.ntk.empirical.EmpiricalKernel;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Objects;

/**
 * One architecture, three readings: the network itself, its infinitely wide limit, and the kernel of a network at hand.
 *
 * <pre>
 * NNGP(x, x') = lim E f(x) f(x'),   NTK(x, x') = lim E sum_p df(x)/dtheta_p df(x')/dtheta_p     (all hidden widths to infinity)
 * </pre>
 *
 * over fresh networks whose weights are drawn by the initialiser and whose biases start at 0; all parameters are trained, biases, gains and
 * shifts too. Under STANDARD the tangent kernel grows with the widths, and those of the architecture are used; under MAXIMAL_UPDATE the
 * covariance vanishes, and the NNGP kernel is the width times it.
 *
 * <pre>{@code
 * Limit limit = Limit.of(Architecture.parse("input(30) dense(512) relu dense(1)").with(Parameterisation.NTK), Initialiser.HE);
 * DoubleMatrix k = limit.ntk().gram(x);
 * }</pre>
 *
 * @param architecture whose layers all have a limit
 * @param initialiser of the weights
 */
public record Limit(Architecture architecture, Initialiser initialiser) {

    /** Checks nothing but nulls: a layer without a limit is refused where its kernel is asked for. */
    public Limit {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(initialiser, "initialiser");
    }

    /** The limit of an architecture whose weights are drawn by {@code initialiser}. */
    public static Limit of(Architecture architecture, Initialiser initialiser) {
        return new Limit(architecture, initialiser);
    }

    /** The neural tangent kernel; see {@link #kernel}. */
    public RowKernel ntk() {
        return kernel(Kernel.NTK);
    }

    /** The covariance of the outputs, of any two rows; see {@link #kernel}. */
    public RowKernel nngp() {
        return kernel(Kernel.NNGP);
    }

    /**
     * The kernel between rows; an image is a row, pixel by pixel, the channels of a pixel together.
     *
     * @throws IllegalArgumentException if a layer, the initialiser or the order of the layers has no known limit; the sentence says which
     */
    public RowKernel kernel(Kernel kind) {
        return architecture.layers().stream().anyMatch(Convolution.class::isInstance)
                ? ConvolutionalLimit.kernel(kind, architecture, initialiser)
                : LayeredKernels.of(InfiniteLimit.network(architecture, initialiser), kind, 0);
    }

    /**
     * The mean kernel of {@code draws} networks of the architecture's own widths, with its standard error. It differs from the limit by the
     * order 1 / width.
     *
     * @param x n x inputs
     * @param draws at least 2
     */
    public MonteCarloKernel monteCarlo(Kernel kind, FloatMatrix x, int draws, RandomStream stream) {
        return switch (kind) {
            case NTK ->
                MonteCarloKernel.of(
                        draw -> empirical(network(stream, draw, x.rows())).traced(x, x), draws);
            case NNGP -> MonteCarloKernel.nngp(draw -> network(stream, draw, x.rows())::forward, x, x, draws);
        };
    }

    private Network network(RandomStream stream, int draw, int batch) {
        return Network.initialised(architecture, initialiser, stream.child(draw), batch);
    }

    /** The tangent kernel of a network where it stands, trained or not. */
    public static EmpiricalKernel empirical(Network network) {
        return new EmpiricalKernel(
                new Derivatives(network)::jacobian, network.architecture().outputs());
    }
}
