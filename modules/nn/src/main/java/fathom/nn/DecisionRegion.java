package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import java.util.Base64;

/** The sign of the output of a network of two inputs on a grid of cells over the square [-1, 1]^2, a bit each, as text. */
public final class DecisionRegion {

    private DecisionRegion() {}

    /** The sign at the middle of each of size x size cells, row by row from the lower left. */
    public static String of(Network network, int size) {
        FloatMatrix points = FloatMatrix.zeros(size * size, 2);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                points.set(row * size + column, 0, middle(column, size));
                points.set(row * size + column, 1, middle(row, size));
            }
        }
        FloatMatrix outputs = network.forward(points);
        byte[] bits = new byte[Math.ceilDiv(size * size, Byte.SIZE)];
        for (int i = 0; i < size * size; i++) {
            if (outputs.get(i, 0) >= 0) {
                bits[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
            }
        }
        return Base64.getEncoder().encodeToString(bits);
    }

    private static float middle(int index, int size) {
        return (2 * index + 1f) / size - 1;
    }

    /** 1 where the output is at least 0, -1 elsewhere; rows from below. */
    public static double[][] signs(String region, int size) {
        byte[] bits = Base64.getDecoder().decode(region);
        double[][] signs = new double[size][size];
        for (int i = 0; i < size * size; i++) {
            signs[i / size][i % size] = (bits[i / Byte.SIZE] >> i % Byte.SIZE & 1) == 1 ? 1 : -1;
        }
        return signs;
    }
}
