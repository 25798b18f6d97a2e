package fathom.simd.recursion;

/** Angles through a ReLU layer without bias as the definition reads; the vector twin agrees with it to the last bit. */
final class ScalarAngles {

    private ScalarAngles() {}

    /** theta = 2 arcsin sqrt z */
    static void fromHaversines(double[] tile, int at, int count) {
        for (int j = at; j < at + count; j++) {
            double z = tile[j];
            double c = Math.sqrt(1 - z);
            double half = Math.sqrt(z) * Math.fma(z, ArcSine.polynomial(1 - c), c);
            tile[j] = half + half;
        }
    }

    /** z = sin^2(theta / 2) */
    static void toHaversines(double[] tile, int at, int count) {
        for (int j = at; j < at + count; j++) {
            double square = tile[j] * tile[j];
            tile[j] = square * -0.5 * AngleMap.versine(square);
        }
    }

    /** S_j = root root_j cos theta_j */
    static void covariances(
            double[] angles, int at, double root, double[] roots, int from, double[] out, int outAt, int count) {
        for (int j = 0; j < count; j++) {
            out[outAt + j] = roots[from + j] * root * AngleMap.cosine(angles[at + j]);
        }
    }

    /** theta := arccos kappa_1(theta) */
    static void fold(double[] angles, int at, int count) {
        for (int j = at; j < at + count; j++) {
            angles[j] = AngleMap.fold(angles[j]);
        }
    }

    /** T_j := (w / 2) (1 - theta_j / pi) T_j, with the angle below */
    static void damp(double[] angles, int at, double[] tangents, int tangentAt, double halfWeight, int count) {
        double slope = halfWeight * -ArcSine.ONE_OVER_PI;
        for (int j = 0; j < count; j++) {
            tangents[tangentAt + j] *= Math.fma(angles[at + j], slope, halfWeight);
        }
    }

    /** T_j := T_j + beta + root root_j cos theta_j, with this layer's angle */
    static void add(
            double[] angles,
            int at,
            double[] tangents,
            int tangentAt,
            double root,
            double[] roots,
            int from,
            double trainedBias,
            int count) {
        for (int j = 0; j < count; j++) {
            double own = tangents[tangentAt + j] + trainedBias;
            tangents[tangentAt + j] = Math.fma(roots[from + j] * root, AngleMap.cosine(angles[at + j]), own);
        }
    }
}
