package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/** Where an input lies on the sphere. */
final class FirstAxis {

    private FirstAxis() {}

    /** x_1 / |x|, the cosine of the angle to the first axis; 0 at the origin. */
    static double cosine(FloatMatrix inputs, int row) {
        double square = 0;
        for (int j = 0; j < inputs.columns(); j++) {
            double entry = inputs.get(row, j);
            square = Math.fma(entry, entry, square);
        }
        return square == 0 ? 0 : inputs.get(row, 0) / Math.sqrt(square);
    }
}
