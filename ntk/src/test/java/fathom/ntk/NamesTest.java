package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.ntk.dual.Nonlinearity;
import fathom.ntk.spectrum.SphereKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user's own function called relu goes every way as what it is, here tanh. */
class NamesTest {

    private static final InfiniteNetwork NETWORK = InfiniteNetwork.relu().withWeightVariance(1.3);

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void noKernelLooksAtNames(Kernel kind) {
        DoubleMatrix x = DoubleMatrix.zeros(5, 3);
        RandomStream.of(3, "names").fillNormal(x, 0);
        x = UnitRows.of(x); // of one length, for series to be short
        Nonlinearity own = Nonlinearity.of("relu", Math::tanh, t -> 1 - Math.tanh(t) * Math.tanh(t));
        List<DoubleMatrix> expected = ways(Nonlinearity.parse("tanh"), kind, x);
        List<DoubleMatrix> actual = ways(own, kind, x);
        for (int way = 0; way < expected.size(); way++) {
            for (int i = 0; i < expected.get(way).rows(); i++) {
                for (int j = 0; j < expected.get(way).columns(); j++) {
                    // Two implementations of tanh, an ulp apart.
                    assertEquals(expected.get(way).get(i, j), actual.get(way).get(i, j), 1e-13, "way " + way);
                }
            }
        }
    }

    private static List<DoubleMatrix> ways(Nonlinearity phi, Kernel kind, DoubleMatrix x) {
        List<DoubleMatrix> ways = new ArrayList<>();
        ways.add(ActivationKernels.of(phi, kind, NETWORK, 2).gram(x));
        ActivationKernels.sweep(phi, x, NETWORK, 1, (depth, nngp, ntk) -> {
            DoubleMatrix copy = (kind == Kernel.NNGP ? nngp : ntk).copy();
            ReluKernels.mirror(copy);
            ways.add(copy);
        });
        ways.addAll(DepthKernels.of(phi, kind, NETWORK, 0, 2).grams(x));
        ways.addAll(DepthKernels.of(phi, kind, NETWORK, 2).crosses(x, x));
        LayeredNetwork layered =
                LayeredNetwork.fullyConnected(new InfiniteLayer.Dense(1, 0), phi, new InfiniteLayer.Dense(1.3, 0.1));
        ways.add(LayeredKernels.of(layered, kind, 2).gram(x));
        ConvolutionalNetwork images = ConvolutionalNetwork.relu(
                        new ConvolutionalNetwork.Image(1, 1, 3),
                        3,
                        ConvolutionalNetwork.Padding.ZERO,
                        ConvolutionalNetwork.Readout.FLATTEN)
                .with(phi)
                .with(NETWORK);
        ways.add(ConvolutionalKernels.of(kind, images, 2).gram(x));
        SphereKernel sphere = SphereKernel.of(phi, kind, NETWORK, 2);
        ways.add(DoubleMatrix.of(1, 3, sphere.at(-0.4), sphere.at(0.2), sphere.at(1)));
        ways.add(DoubleMatrix.of(1, 1, ActivationKernels.weightVariance(phi)));
        return ways;
    }
}
