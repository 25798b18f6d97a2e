package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ArchitectureTest {

    @Property(tries = 100)
    void fullyConnectedCountsItsParameters(
            @ForAll @IntRange(min = 1, max = 50) int d,
            @ForAll @IntRange(min = 0, max = 9) int depth,
            @ForAll @IntRange(min = 1, max = 50) int h,
            @ForAll @IntRange(min = 1, max = 4) int m) {
        Architecture architecture = Architecture.fullyConnected(d, depth, h, m);
        int expected = depth == 0 ? (d + 1) * m : (d + 1) * h + (depth - 1) * (h + 1) * h + (h + 1) * m;
        assertEquals(expected, architecture.parameters());
        assertEquals(depth, architecture.depth());
        assertEquals(m, architecture.outputs());
        int offset = 0;
        for (Tensor tensor : architecture.tensors()) {
            assertEquals(offset, tensor.offset());
            offset += tensor.size();
        }
        assertEquals(expected, offset);
        assertTrue(Network.bytes(architecture, 10) >= 8L * expected);
    }

    @Property(tries = 1)
    void widthsAndNames() {
        Architecture architecture = Architecture.fullyConnected(5, 1, 7, 2);
        assertEquals("[5, 7, 7, 2]", architecture.shapes().toString());
        assertEquals(
                "[dense0.weight, dense0.bias, dense2.weight, dense2.bias]",
                architecture.tensors().stream().map(Tensor::name).toList().toString());
    }
}
