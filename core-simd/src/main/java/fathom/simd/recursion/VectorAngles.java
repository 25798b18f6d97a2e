package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Angles on whole vectors, operation by operation those of {@link ScalarAngles}, which gets what does not fill two vectors. Two at a time
 * share each coefficient that is fetched. A layer is three passes: the compiler would not inline one (see {@link VectorArcCosine}).
 */
final class VectorAngles {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE));
    private static final int LANES = SPECIES.length();

    private VectorAngles() {}

    /** As {@link ScalarAngles#fromHaversines}. */
    static void fromHaversines(double[] tile, int at, int count) {
        int bound = SPECIES.loopBound(count);
        DoubleVector one = broadcast(1);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector z = DoubleVector.fromArray(SPECIES, tile, at + j);
            DoubleVector c = one.sub(z).sqrt();
            DoubleVector half = z.sqrt().mul(z.fma(VectorArcCosine.polynomial(one.sub(c)), c));
            half.add(half).intoArray(tile, at + j);
        }
        ScalarAngles.fromHaversines(tile, at + bound, count - bound);
    }

    /** As {@link ScalarAngles#toHaversines}. */
    static void toHaversines(double[] tile, int at, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector angle = DoubleVector.fromArray(SPECIES, tile, at + j);
            DoubleVector square = angle.mul(angle);
            square.mul(-0.5).mul(versine(square)).intoArray(tile, at + j);
        }
        ScalarAngles.toHaversines(tile, at + bound, count - bound);
    }

    /** As {@link ScalarAngles#covariances}. */
    static void covariances(
            double[] angles, int at, double root, double[] roots, int from, double[] out, int outAt, int count) {
        int bound = SPECIES.loopBound(count);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector.fromArray(SPECIES, roots, from + j)
                    .mul(root)
                    .mul(cosine(DoubleVector.fromArray(SPECIES, angles, at + j)))
                    .intoArray(out, outAt + j);
        }
        ScalarAngles.covariances(angles, at + bound, root, roots, from + bound, out, outAt + bound, count - bound);
    }

    /** As {@link ScalarAngles#fold}. */
    static void fold(double[] angles, int at, int count) {
        int bound = count - count % (2 * LANES);
        for (int j = 0; j < bound; j += 2 * LANES) {
            DoubleVector theta0 = DoubleVector.fromArray(SPECIES, angles, at + j);
            DoubleVector theta1 = DoubleVector.fromArray(SPECIES, angles, at + j + LANES);
            DoubleVector square0 = theta0.mul(theta0);
            DoubleVector square1 = theta1.mul(theta1);
            DoubleVector evens = broadcast(AngleMap.FOLD[16]);
            DoubleVector odds = broadcast(AngleMap.FOLD[17]);
            DoubleVector even0 = evens;
            DoubleVector even1 = evens;
            DoubleVector odd0 = odds;
            DoubleVector odd1 = odds;
            evens = broadcast(AngleMap.FOLD[14]);
            odds = broadcast(AngleMap.FOLD[15]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[12]);
            odds = broadcast(AngleMap.FOLD[13]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[10]);
            odds = broadcast(AngleMap.FOLD[11]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[8]);
            odds = broadcast(AngleMap.FOLD[9]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[6]);
            odds = broadcast(AngleMap.FOLD[7]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[4]);
            odds = broadcast(AngleMap.FOLD[5]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[2]);
            odds = broadcast(AngleMap.FOLD[3]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            evens = broadcast(AngleMap.FOLD[0]);
            odds = broadcast(AngleMap.FOLD[1]);
            even0 = even0.fma(square0, evens);
            even1 = even1.fma(square1, evens);
            odd0 = odd0.fma(square0, odds);
            odd1 = odd1.fma(square1, odds);
            theta0.mul(theta0.fma(odd0, even0)).intoArray(angles, at + j);
            theta1.mul(theta1.fma(odd1, even1)).intoArray(angles, at + j + LANES);
        }
        ScalarAngles.fold(angles, at + bound, count - bound);
    }

    /** As {@link ScalarAngles#damp}. */
    static void damp(double[] angles, int at, double[] tangents, int tangentAt, double halfWeight, int count) {
        int bound = SPECIES.loopBound(count);
        DoubleVector slope = broadcast(halfWeight * -ArcSine.ONE_OVER_PI);
        DoubleVector start = broadcast(halfWeight);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector.fromArray(SPECIES, angles, at + j)
                    .fma(slope, start)
                    .mul(DoubleVector.fromArray(SPECIES, tangents, tangentAt + j))
                    .intoArray(tangents, tangentAt + j);
        }
        ScalarAngles.damp(angles, at + bound, tangents, tangentAt + bound, halfWeight, count - bound);
    }

    /** As {@link ScalarAngles#add}. */
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
        int bound = count - count % (2 * LANES);
        DoubleVector bias = broadcast(trainedBias);
        for (int j = 0; j < bound; j += 2 * LANES) {
            DoubleVector theta0 = DoubleVector.fromArray(SPECIES, angles, at + j);
            DoubleVector theta1 = DoubleVector.fromArray(SPECIES, angles, at + j + LANES);
            DoubleVector square0 = theta0.mul(theta0);
            DoubleVector square1 = theta1.mul(theta1);
            DoubleVector sums = broadcast(AngleMap.VERSINE[7]);
            DoubleVector sum0 = sums;
            DoubleVector sum1 = sums;
            sums = broadcast(AngleMap.VERSINE[6]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[5]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[4]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[3]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[2]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[1]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            sums = broadcast(AngleMap.VERSINE[0]);
            sum0 = sum0.fma(square0, sums);
            sum1 = sum1.fma(square1, sums);
            DoubleVector one = broadcast(1);
            DoubleVector scale0 =
                    DoubleVector.fromArray(SPECIES, roots, from + j).mul(root);
            DoubleVector scale1 =
                    DoubleVector.fromArray(SPECIES, roots, from + j + LANES).mul(root);
            DoubleVector tangent0 =
                    DoubleVector.fromArray(SPECIES, tangents, tangentAt + j).add(bias);
            DoubleVector tangent1 = DoubleVector.fromArray(SPECIES, tangents, tangentAt + j + LANES)
                    .add(bias);
            scale0.fma(square0.fma(sum0, one), tangent0).intoArray(tangents, tangentAt + j);
            scale1.fma(square1.fma(sum1, one), tangent1).intoArray(tangents, tangentAt + j + LANES);
        }
        ScalarAngles.add(
                angles, at + bound, tangents, tangentAt + bound, root, roots, from + bound, trainedBias, count - bound);
    }

    private static DoubleVector cosine(DoubleVector theta) {
        DoubleVector square = theta.mul(theta);
        return square.fma(versine(square), broadcast(1));
    }

    private static DoubleVector versine(DoubleVector square) {
        DoubleVector sum = broadcast(AngleMap.VERSINE[7]);
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[6]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[5]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[4]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[3]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[2]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[1]));
        sum = sum.fma(square, broadcast(AngleMap.VERSINE[0]));
        return sum;
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
