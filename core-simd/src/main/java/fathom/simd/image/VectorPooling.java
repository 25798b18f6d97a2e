package fathom.simd.image;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Max pooling of one window, a vector of channels at a time; {@link ScalarPooling} does the last ones, and says what is computed. */
final class VectorPooling {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorPooling() {}

    static void max(float[] x, int in, int rows, int columns, int width, int channels, float[] y, int out) {
        int c = 0;
        for (; c <= channels - L; c += L) {
            FloatVector greatest = FloatVector.fromArray(S, x, in + c);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    greatest = greatest.max(FloatVector.fromArray(S, x, in + (i * width + j) * channels + c));
                }
            }
            greatest.intoArray(y, out + c);
        }
        ScalarPooling.max(x, in, rows, columns, width, channels, y, out, c);
    }

    static void maxGradient(
            float[] x,
            int in,
            int rows,
            int columns,
            int width,
            int channels,
            float[] y,
            int out,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt) {
        int c = 0;
        for (; c <= channels - L; c += L) {
            FloatVector greatest = FloatVector.fromArray(S, y, out + c);
            // What is still to be passed back: 0 once it has been.
            FloatVector rest = FloatVector.fromArray(S, dy, dyAt + c);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int pixel = (i * width + j) * channels + c;
                    FloatVector value = FloatVector.fromArray(S, x, in + pixel);
                    VectorMask<Float> here = value.compare(VectorOperators.EQ, greatest);
                    FloatVector zero = FloatVector.zero(S);
                    FloatVector gradient = FloatVector.fromArray(S, dx, dxAt + pixel);
                    gradient.add(zero.blend(rest, here)).intoArray(dx, dxAt + pixel);
                    rest = rest.blend(zero, here);
                }
            }
        }
        ScalarPooling.maxGradient(x, in, rows, columns, width, channels, y, out, dy, dyAt, dx, dxAt, c);
    }
}
