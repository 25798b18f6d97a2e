package fathom.simd.machine;

import jdk.incubator.vector.VectorShape;

/** Asks the virtual machine for its vector width; loaded only once the incubator module is known to be there. */
final class VectorWidth {

    private VectorWidth() {}

    /** Width in bytes of the shape that the virtual machine prefers: 8 where nothing is compiled to vector instructions. */
    static int preferredBytes() {
        return VectorShape.preferredShape().vectorBitSize() / Byte.SIZE;
    }
}
