package fathom.simd.image;

/** Sizes of an image: element (i, j, c) is number (i width + j) channels + c. */
record Grid(int channels, int height, int width) {

    /** Elements. */
    int size() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    int pixels() {
        return height * width;
    }

    /** Elements of a row. */
    int row() {
        return width * channels;
    }
}
