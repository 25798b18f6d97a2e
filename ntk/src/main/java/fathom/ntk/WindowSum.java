package fathom.ntk;

import java.util.Arrays;

/**
 * The sum over a window for one pair of pixels and a block of images: of covariances, carried as haversines, and of tangents.
 *
 * <pre>
 * S' = 1/|F| sum_k a_k a'_k u_k + b,   Q = 1/|F| sum_k a_k^2 + b,   1 - u' = 1 - S' / sqrt(Q Q')
 * </pre>
 *
 * a_k being the square roots of the variances of the activations. Where u' is near 1 the difference is written as a sum of terms
 * that are not negative, by Lagrange's identity, so that it keeps its relative accuracy:
 *
 * <pre>
 * sqrt(Q Q') (1 - u') = 1/|F| sum_k a_k a'_k (1 - u_k) + G / (sqrt(Q Q') + 1/|F| sum_k a_k a'_k + b)
 * G = 1/|F|^2 sum_{k&lt;m} (a_k a'_m - a_m a'_k)^2 + b/|F| sum_k (a_k - a'_k)^2
 * </pre>
 */
final class WindowSum {

    private final int size;
    private final int high;
    private final int wide;
    private final double[][] lefts;
    private final double[][] rights;
    private final double[] covariances;
    private final double[] gaps;
    private final double[] tangents;
    private double bias;
    private double trainedBias;

    WindowSum(int size, int high, int wide) {
        this.size = size;
        this.high = high;
        this.wide = wide;
        lefts = new double[size][high];
        rights = new double[size][wide];
        covariances = new double[high * wide];
        gaps = new double[high * wide];
        tangents = new double[high * wide];
    }

    void clear(double biasVariance, double beta) {
        bias = biasVariance;
        trainedBias = beta;
        Arrays.fill(covariances, 0);
        Arrays.fill(gaps, 0);
        Arrays.fill(tangents, 0);
    }

    /** The variances of the activations at place k of the window; null beyond the border, where they are 0. */
    void side(int k, double[] left, int row, double[] right, int column) {
        for (int i = 0; i < high; i++) {
            lefts[k][i] = left == null ? 0 : Math.sqrt(left[row + i]);
        }
        for (int j = 0; j < wide; j++) {
            rights[k][j] = right == null ? 0 : Math.sqrt(right[column + j]);
        }
    }

    /** Adds the pair of pixels at place k of the window, whose numbers begin at {@code from}. */
    void add(int k, double[] haversines, double[] tangentsBelow, int from) {
        for (int i = 0; i < high; i++) {
            double a = lefts[k][i] / size;
            double[] right = rights[k];
            int at = i * wide;
            for (int j = 0; j < wide; j++) {
                double v = haversines[from + at + j];
                double scale = a * right[j];
                // (1 - u) / 2
                double z = v < 0 ? 1 + v : v;
                covariances[at + j] += scale * (v < 0 ? -1 - 2 * v : 1 - 2 * v);
                gaps[at + j] += 2 * scale * z;
            }
            for (int j = 0; tangentsBelow != null && j < wide; j++) {
                tangents[at + j] += tangentsBelow[from + at + j] / size;
            }
        }
    }

    /** Writes haversines and tangents of the pre-activations, whose variances are given, from {@code to} on. */
    void write(
            double[] left, int row, double[] right, int column, double[] haversines, double[] tangentsAbove, int to) {
        for (int i = 0; i < high; i++) {
            for (int j = 0; j < wide; j++) {
                int at = i * wide + j;
                double root = Math.sqrt(left[row + i]);
                double otherRoot = Math.sqrt(right[column + j]);
                double scale = root * otherRoot;
                double v = 0.5;
                if (scale > 0) {
                    v = DualPixelLayer.haversine((covariances[at] + bias) / scale);
                    if (v >= 0 && v < NearPairs.THRESHOLD) {
                        v = Math.max(near(i, j, root, otherRoot), Double.MIN_NORMAL);
                    }
                }
                haversines[to + at] = v;
                if (tangentsAbove != null) {
                    tangentsAbove[to + at] = Math.fma(scale, correlation(v), tangents[at] + trainedBias);
                }
            }
        }
    }

    /** (1 - u') / 2, with a_k / sqrt Q and a'_k / sqrt Q', so that no square leaves the range. */
    private double near(int i, int j, double root, double otherRoot) {
        double scale = root * otherRoot;
        double cauchy = 0;
        double apart = 0;
        double products = 0;
        for (int k = 0; k < size; k++) {
            double a = lefts[k][i] / root;
            double b = rights[k][j] / otherRoot;
            double difference = (lefts[k][i] - rights[k][j]) / Math.sqrt(scale);
            products = Math.fma(a, b, products);
            apart = Math.fma(difference, difference, apart);
            for (int m = 0; m < k; m++) {
                double minor = a * (rights[m][j] / otherRoot) - lefts[m][i] / root * b;
                cauchy = Math.fma(minor, minor, cauchy);
            }
        }
        double share = bias / scale;
        double square = cauchy / ((double) size * size) + share * apart / size;
        return 0.5 * (gaps[i * wide + j] / scale + square / (1 + products / size + share));
    }

    /** u of a signed haversine. */
    static double correlation(double v) {
        return v < 0 ? -1 - 2 * v : 1 - 2 * v;
    }
}
