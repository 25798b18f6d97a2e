package fathom.simd.product;

/** The packed blocks and the edge tile of one thread; they grow to what the thread's largest product needed and stay. */
final class Scratch<T> {

    private final Kernel<T> kernel;
    private T left;
    private T right;
    private final T tile;

    Scratch(Kernel<T> kernel) {
        this.kernel = kernel;
        left = kernel.allocate(0);
        right = kernel.allocate(0);
        tile = kernel.allocate(kernel.rows * kernel.columns);
    }

    T left(int length) {
        if (kernel.length(left) < length) {
            left = kernel.allocate(length);
        }
        return left;
    }

    T right(int length) {
        if (kernel.length(right) < length) {
            right = kernel.allocate(length);
        }
        return right;
    }

    T tile() {
        return tile;
    }
}
