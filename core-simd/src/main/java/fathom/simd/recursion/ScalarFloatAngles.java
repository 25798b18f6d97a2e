package fathom.simd.recursion;

/** Angles in float as the definition reads; the vector twin agrees with it to the last bit. */
final class ScalarFloatAngles {

    private ScalarFloatAngles() {}

    /** v = sign(u) max(tiny, (1 - |u|) / 2) with u = S_j left right_j */
    static void haversines(
            float[] covariances, int in, float left, float[] right, int from, float[] haversines, int out, int count) {
        for (int j = 0; j < count; j++) {
            float correlation = covariances[in + j] * (left * right[from + j]);
            float r = Math.max(Math.fma(-0.5f, Math.abs(correlation), 0.5f), Float.MIN_NORMAL);
            haversines[out + j] = correlation < 0 ? -r : r;
        }
    }

    /** theta = 2 arcsin sqrt v for v ≥ 0, pi - 2 arcsin sqrt -v for v &lt; 0 */
    static void fromHaversines(float[] tile, int at, int count) {
        for (int j = at; j < at + count; j++) {
            float r = Math.abs(tile[j]);
            float c = (float) Math.sqrt(1 - r);
            float half = (float) Math.sqrt(r) * Math.fma(r, FloatAngleMap.sum(FloatAngleMap.ARCSINE, 1 - c), c);
            float angle = half + half;
            tile[j] = tile[j] < 0 ? FloatAngleMap.PI - angle : angle;
        }
    }

    /** S_j = root root_j cos theta_j */
    static void covariances(
            float[] angles, int at, float root, float[] roots, int from, float[] out, int outAt, int count) {
        for (int j = 0; j < count; j++) {
            out[outAt + j] = roots[from + j] * root * FloatAngleMap.cosine(angles[at + j]);
        }
    }

    /** theta := arccos kappa_1(theta), for theta up to pi / 2 */
    static void fold(float[] angles, int at, int count) {
        for (int j = at; j < at + count; j++) {
            angles[j] = angles[j] * FloatAngleMap.sum(FloatAngleMap.FOLD, angles[j]);
        }
    }

    /** theta := arccos kappa_1(theta), for theta up to pi */
    static void foldWide(float[] angles, int at, int count) {
        for (int j = at; j < at + count; j++) {
            float y = Math.fma(angles[j], FloatAngleMap.TWO_OVER_PI, -1f);
            angles[j] = angles[j] * FloatAngleMap.sum(FloatAngleMap.WIDE, y);
        }
    }

    /** T_j := (w / 2) (1 - theta_j / pi) T_j, with the angle below */
    static void damp(float[] angles, int at, float[] tangents, int tangentAt, float halfWeight, int count) {
        float slope = halfWeight * -FloatAngleMap.ONE_OVER_PI;
        for (int j = 0; j < count; j++) {
            tangents[tangentAt + j] *= Math.fma(angles[at + j], slope, halfWeight);
        }
    }

    /** T_j := T_j + beta + root root_j cos theta_j, with this layer's angle */
    static void add(
            float[] angles,
            int at,
            float[] tangents,
            int tangentAt,
            float root,
            float[] roots,
            int from,
            float trainedBias,
            int count) {
        for (int j = 0; j < count; j++) {
            float own = tangents[tangentAt + j] + trainedBias;
            tangents[tangentAt + j] = Math.fma(roots[from + j] * root, FloatAngleMap.cosine(angles[at + j]), own);
        }
    }
}
