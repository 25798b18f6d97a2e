package fathom.simd.image;

/**
 * Max pooling of one window as its formulas read, for the channels from {@code first} on. Pixel (i, j) of the window begins at in + (i width
 * + j) channels.
 */
final class ScalarPooling {

    private ScalarPooling() {}

    /** y_c := max over the window of x_c */
    static void max(float[] x, int in, int rows, int columns, int width, int channels, float[] y, int out, int first) {
        for (int c = first; c < channels; c++) {
            float greatest = x[in + c];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    greatest = Math.max(greatest, x[in + (i * width + j) * channels + c]);
                }
            }
            y[out + c] = greatest;
        }
    }

    /** dx_c += dy_c at the first pixel that holds y_c; dy of this window begins at dyAt, dx at dxAt. */
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
            int dxAt,
            int first) {
        for (int c = first; c < channels; c++) {
            boolean open = true;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int pixel = (i * width + j) * channels + c;
                    if (open && x[in + pixel] == y[out + c]) {
                        dx[dxAt + pixel] += dy[dyAt + c];
                        open = false;
                    }
                }
            }
        }
    }
}
