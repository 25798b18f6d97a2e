package fathom.simd.image;

import java.util.stream.IntStream;

/**
 * What each row (or column) of a result reads along that direction: taps {@code tap}, {@code tap + step}, ... of the window, {@code count} of
 * them, on as many neighbouring rows of the source from {@code source} on. What lies outside the source is not among them.
 */
record Axis(int[] tap, int[] source, int[] count, int step) {

    private Axis(int length, int step) {
        this(new int[length], new int[length], new int[length], step);
    }

    /** Tap k of output o is on o stride - padding + k. */
    static Axis forward(int image, int kernel, int stride, int padding, int outputs) {
        Axis axis = new Axis(outputs, 1);
        for (int o = 0; o < outputs; o++) {
            int first = Math.max(0, padding - o * stride);
            int end = Math.min(kernel, image + padding - o * stride);
            axis.set(o, first, o * stride - padding + first, end - first);
        }
        return axis;
    }

    /** Tap kernel - 1 - k of image row i, of a mirrored window, is on the output o with o stride - padding + k = i. */
    static Axis backward(int image, int kernel, int stride, int padding, int outputs) {
        Axis axis = new Axis(image, stride);
        for (int i = 0; i < image; i++) {
            int most = Math.min(kernel - 1, i + padding);
            int last = most - Math.floorMod(most - i - padding, stride);
            int first = Math.max(0, i + padding - (outputs - 1) * stride);
            axis.set(i, kernel - 1 - last, (i + padding - last) / stride, Math.floorDiv(last - first, stride) + 1);
        }
        return axis;
    }

    private void set(int at, int first, int from, int taps) {
        tap[at] = first;
        source[at] = from;
        count[at] = Math.max(0, taps);
    }

    int length() {
        return tap.length;
    }

    /** Number of tap {@code k} among those of {@code at}; negative if it is not one of them. */
    int number(int at, int k) {
        int distance = k - tap[at];
        int number = distance / step;
        return distance >= 0 && number * step == distance && number < count[at] ? number : -1;
    }

    /** Whether there is a row that reads nothing. */
    boolean hasGaps() {
        return IntStream.of(count).anyMatch(taps -> taps == 0);
    }

    /** Whether two rows read the same taps. */
    boolean alike(int one, int other) {
        return tap[one] == tap[other] && count[one] == count[other];
    }
}
