package fathom.ntk.empirical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

/** How far kernels have come. */
class KernelChangeTest {

    /** Twice the kernel: drift 1, the same direction. A kernel yy' is aligned with its labels. */
    @Test
    void changesAreThoseOfTheirFormulas() {
        FloatMatrix y = FloatMatrix.of(4, 1, 1, -1, 1, 1);
        DoubleMatrix kernel = DoubleMatrix.zeros(4, 4);
        DoubleMatrix twice = DoubleMatrix.zeros(4, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                kernel.set(i, j, y.get(i, 0) * y.get(j, 0));
                twice.set(i, j, 2 * kernel.get(i, j));
            }
        }
        KernelChange change = KernelChange.of(kernel, twice, y);
        assertEquals(1, change.drift(), 1e-15);
        assertEquals(1, change.alignment(), 1e-15);
        assertEquals(1, change.labelsBefore(), 1e-15);
        DoubleMatrix identity = DoubleMatrix.zeros(4, 4);
        for (int i = 0; i < 4; i++) {
            identity.set(i, i, 1);
        }
        // |I - yy'|^2 = 16 - 2 * 4 + 4; I . yy' = 4; C I C = C has norm sqrt 3, and y'Cy = |Cy|^2.
        KernelChange other = KernelChange.of(identity, kernel, y);
        assertEquals(Math.sqrt(12) / 2, other.drift(), 1e-15);
        assertEquals(4.0 / (2 * 4), other.alignment(), 1e-15);
        assertEquals(1 / Math.sqrt(3), other.labelsBefore(), 1e-15);
        assertEquals(1, other.labelsAfter(), 1e-15);
    }
}
