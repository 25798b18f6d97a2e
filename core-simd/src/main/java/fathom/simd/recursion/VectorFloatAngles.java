package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Angles in float on whole vectors, operation by operation those of {@link ScalarFloatAngles}, which gets what does not fill one. */
final class VectorFloatAngles {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE));
    private static final int LANES = SPECIES.length();

    private VectorFloatAngles() {}

    /** As {@link ScalarFloatAngles#haversines}. */
    static void haversines(
            float[] covariances, int in, float left, float[] right, int from, float[] haversines, int out, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector correlation = FloatVector.fromArray(SPECIES, covariances, in + j)
                    .mul(FloatVector.fromArray(SPECIES, right, from + j).mul(left));
            FloatVector r =
                    correlation.abs().fma(broadcast(-0.5f), broadcast(0.5f)).max(Float.MIN_NORMAL);
            r.blend(r.neg(), correlation.compare(VectorOperators.LT, 0)).intoArray(haversines, out + j);
        }
        ScalarFloatAngles.haversines(
                covariances, in + bound, left, right, from + bound, haversines, out + bound, count - bound);
    }

    /** As {@link ScalarFloatAngles#fromHaversines}. */
    static void fromHaversines(float[] tile, int at, int count) {
        int bound = SPECIES.loopBound(count);
        FloatVector one = broadcast(1);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, tile, at + j);
            FloatVector r = v.abs();
            FloatVector c = one.sub(r).sqrt();
            FloatVector half = r.sqrt().mul(r.fma(arcSine(one.sub(c)), c));
            FloatVector angle = half.add(half);
            angle.blend(broadcast(FloatAngleMap.PI).sub(angle), v.compare(VectorOperators.LT, 0))
                    .intoArray(tile, at + j);
        }
        ScalarFloatAngles.fromHaversines(tile, at + bound, count - bound);
    }

    /** As {@link ScalarFloatAngles#covariances}. */
    static void covariances(
            float[] angles, int at, float root, float[] roots, int from, float[] out, int outAt, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector.fromArray(SPECIES, roots, from + j)
                    .mul(root)
                    .mul(cosine(FloatVector.fromArray(SPECIES, angles, at + j)))
                    .intoArray(out, outAt + j);
        }
        ScalarFloatAngles.covariances(angles, at + bound, root, roots, from + bound, out, outAt + bound, count - bound);
    }

    /** As {@link ScalarFloatAngles#fold}. */
    static void fold(float[] angles, int at, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector theta = FloatVector.fromArray(SPECIES, angles, at + j);
            theta.mul(acute(theta)).intoArray(angles, at + j);
        }
        ScalarFloatAngles.fold(angles, at + bound, count - bound);
    }

    /** As {@link ScalarFloatAngles#foldWide}. */
    static void foldWide(float[] angles, int at, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector theta = FloatVector.fromArray(SPECIES, angles, at + j);
            FloatVector y = theta.fma(broadcast(FloatAngleMap.TWO_OVER_PI), broadcast(-1));
            theta.mul(wide(y)).intoArray(angles, at + j);
        }
        ScalarFloatAngles.foldWide(angles, at + bound, count - bound);
    }

    /** As {@link ScalarFloatAngles#damp}. */
    static void damp(float[] angles, int at, float[] tangents, int tangentAt, float halfWeight, int count) {
        int bound = SPECIES.loopBound(count);
        FloatVector slope = broadcast(halfWeight * -FloatAngleMap.ONE_OVER_PI);
        FloatVector start = broadcast(halfWeight);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector.fromArray(SPECIES, angles, at + j)
                    .fma(slope, start)
                    .mul(FloatVector.fromArray(SPECIES, tangents, tangentAt + j))
                    .intoArray(tangents, tangentAt + j);
        }
        ScalarFloatAngles.damp(angles, at + bound, tangents, tangentAt + bound, halfWeight, count - bound);
    }

    /** As {@link ScalarFloatAngles#add}. */
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
        int bound = SPECIES.loopBound(count);
        FloatVector bias = broadcast(trainedBias);
        for (int j = 0; j < bound; j += LANES) {
            FloatVector tangent = FloatVector.fromArray(SPECIES, tangents, tangentAt + j);
            FloatVector.fromArray(SPECIES, roots, from + j)
                    .mul(root)
                    .fma(cosine(FloatVector.fromArray(SPECIES, angles, at + j)), tangent.add(bias))
                    .intoArray(tangents, tangentAt + j);
        }
        ScalarFloatAngles.add(
                angles, at + bound, tangents, tangentAt + bound, root, roots, from + bound, trainedBias, count - bound);
    }

    private static FloatVector cosine(FloatVector theta) {
        FloatVector square = theta.mul(theta);
        return square.fma(versine(square), broadcast(1));
    }

    private static FloatVector acute(FloatVector x) {
        FloatVector sum = broadcast(FloatAngleMap.FOLD[7]);
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[6]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[5]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[4]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[3]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[2]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[1]));
        sum = sum.fma(x, broadcast(FloatAngleMap.FOLD[0]));
        return sum;
    }

    private static FloatVector wide(FloatVector x) {
        FloatVector sum = broadcast(FloatAngleMap.WIDE[14]);
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[13]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[12]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[11]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[10]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[9]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[8]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[7]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[6]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[5]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[4]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[3]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[2]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[1]));
        sum = sum.fma(x, broadcast(FloatAngleMap.WIDE[0]));
        return sum;
    }

    private static FloatVector versine(FloatVector x) {
        FloatVector sum = broadcast(FloatAngleMap.VERSINE[4]);
        sum = sum.fma(x, broadcast(FloatAngleMap.VERSINE[3]));
        sum = sum.fma(x, broadcast(FloatAngleMap.VERSINE[2]));
        sum = sum.fma(x, broadcast(FloatAngleMap.VERSINE[1]));
        sum = sum.fma(x, broadcast(FloatAngleMap.VERSINE[0]));
        return sum;
    }

    private static FloatVector arcSine(FloatVector x) {
        FloatVector sum = broadcast(FloatAngleMap.ARCSINE[5]);
        sum = sum.fma(x, broadcast(FloatAngleMap.ARCSINE[4]));
        sum = sum.fma(x, broadcast(FloatAngleMap.ARCSINE[3]));
        sum = sum.fma(x, broadcast(FloatAngleMap.ARCSINE[2]));
        sum = sum.fma(x, broadcast(FloatAngleMap.ARCSINE[1]));
        sum = sum.fma(x, broadcast(FloatAngleMap.ARCSINE[0]));
        return sum;
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
