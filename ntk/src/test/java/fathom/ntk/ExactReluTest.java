package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/**
 * 40-digit values of single pairs. Origin: the recursion of design.md, section 3, written independently in mpmath 1.3 at 70 digits
 * (theta = acos u), x = (0.5, -1.25, 2), y = (1, 0.75, -0.375); depth 1 also by mpmath's adaptive quadrature of E[relu u relu v] in polar
 * coordinates, which agrees to its 24 digits.
 */
class ExactReluTest {

    private static final MathContext FORTY = new MathContext(40);
    private static final DoubleMatrix X = DoubleMatrix.of(1, 3, 0.5, -1.25, 2);
    private static final DoubleMatrix Y = DoubleMatrix.of(1, 3, 1, 0.75, -0.375);

    @Test
    void fortyDigitValues() {
        InfiniteNetwork plain = InfiniteNetwork.relu();
        check(
                plain,
                1,
                "0.479976184840309877672716857664199638816608",
                "0.0325141508177872905044639656981638620958448");
        check(plain, 2, "1.25317334475554066748549742683140777073571", "1.27101544662635323160306011381348625562967");
        check(plain, 50, "3.10734570145979635097944521162453789876085", "45.4987375018101284609677318250176996473195");
        InfiniteNetwork biased =
                new InfiniteNetwork(0.25, PerLayer.same(1.5), PerLayer.same(0.125), PerLayer.same(0.5));
        check(biased, 3, "0.506197603550896713837215508887394336706663", "1.71516196047571835620637754749539276839791");
        InfiniteNetwork deep =
                plain.withBiasVariance(0.0625).withWeightVariance(1.75).withTrainedBias(1);
        check(deep, 50, "0.503799035222457091600737830670885821311519", "10.5283355606683381732438501255306287439297");
    }

    private static void check(InfiniteNetwork network, int depth, String nngp, String ntk) {
        ExactRelu exact = new ExactRelu(network, depth, X, 0, Y, 0);
        assertEquals(
                new BigDecimal(nngp).round(FORTY), exact.of(Kernel.NNGP, depth).round(FORTY));
        assertEquals(
                new BigDecimal(ntk).round(FORTY), exact.of(Kernel.NTK, depth).round(FORTY));
        double scale = Math.sqrt(ReluKernels.diagonal(Kernel.NTK, network, depth, X)[0]
                * ReluKernels.diagonal(Kernel.NTK, network, depth, Y)[0]);
        double covariance = ReluKernels.cross(Kernel.NNGP, network, depth, X, Y).get(0, 0);
        double tangent = ReluKernels.cross(Kernel.NTK, network, depth, X, Y).get(0, 0);
        assertTrue(Math.abs(covariance - exact.of(Kernel.NNGP, depth).doubleValue())
                <= 1e-14 * Math.abs(exact.of(Kernel.NNGP, depth).doubleValue()));
        assertTrue(Math.abs(tangent - exact.of(Kernel.NTK, depth).doubleValue()) <= 1e-14 * scale);
    }
}
