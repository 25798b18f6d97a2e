package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The chains of {@link ScalarFloatSums}, four vectors of lanes at a time, over the part of the sequence that fills all 64 lanes. */
final class VectorFloatSums {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int WIDTH = SPECIES.length();
    private static final int LANES = ScalarFloatSums.LANES;

    private VectorFloatSums() {}

    static void sum(float[] lanes, int phase, float[] x, int at, int step, int n) {
        int head = step == 1 ? Math.min(n, (LANES - phase) % LANES) : n;
        ScalarFloatSums.sum(lanes, phase, x, at, step, head);
        int full = head + (n - head) / LANES * LANES;
        for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, lanes, lane);
            FloatVector s1 = FloatVector.fromArray(SPECIES, lanes, lane + WIDTH);
            FloatVector s2 = FloatVector.fromArray(SPECIES, lanes, lane + 2 * WIDTH);
            FloatVector s3 = FloatVector.fromArray(SPECIES, lanes, lane + 3 * WIDTH);
            for (int i = at + head + lane; i < at + full; i += LANES) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
                s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
                s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + WIDTH);
            s2.intoArray(lanes, lane + 2 * WIDTH);
            s3.intoArray(lanes, lane + 3 * WIDTH);
        }
        ScalarFloatSums.sum(lanes, (phase + full) % LANES, x, at + full * step, step, n - full);
    }

    static void deviations(float mean, float[] lanes, int phase, float[] x, int at, int step, int n) {
        int head = step == 1 ? Math.min(n, (LANES - phase) % LANES) : n;
        ScalarFloatSums.deviations(mean, lanes, phase, x, at, step, head);
        int full = head + (n - head) / LANES * LANES;
        for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, lanes, lane);
            FloatVector s1 = FloatVector.fromArray(SPECIES, lanes, lane + WIDTH);
            FloatVector s2 = FloatVector.fromArray(SPECIES, lanes, lane + 2 * WIDTH);
            FloatVector s3 = FloatVector.fromArray(SPECIES, lanes, lane + 3 * WIDTH);
            for (int i = at + head + lane; i < at + full; i += LANES) {
                FloatVector d0 = FloatVector.fromArray(SPECIES, x, i).sub(mean);
                s0 = d0.fma(d0, s0);
                FloatVector d1 = FloatVector.fromArray(SPECIES, x, i + WIDTH).sub(mean);
                s1 = d1.fma(d1, s1);
                FloatVector d2 =
                        FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH).sub(mean);
                s2 = d2.fma(d2, s2);
                FloatVector d3 =
                        FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH).sub(mean);
                s3 = d3.fma(d3, s3);
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + WIDTH);
            s2.intoArray(lanes, lane + 2 * WIDTH);
            s3.intoArray(lanes, lane + 3 * WIDTH);
        }
        ScalarFloatSums.deviations(mean, lanes, (phase + full) % LANES, x, at + full * step, step, n - full);
    }

    static void dot(float[] lanes, int phase, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        int head = xStep == 1 && yStep == 1 ? Math.min(n, (LANES - phase) % LANES) : n;
        ScalarFloatSums.dot(lanes, phase, x, xAt, xStep, y, yAt, yStep, head);
        int full = head + (n - head) / LANES * LANES;
        for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, lanes, lane);
            FloatVector s1 = FloatVector.fromArray(SPECIES, lanes, lane + WIDTH);
            FloatVector s2 = FloatVector.fromArray(SPECIES, lanes, lane + 2 * WIDTH);
            FloatVector s3 = FloatVector.fromArray(SPECIES, lanes, lane + 3 * WIDTH);
            for (int t = head + lane; t < full; t += LANES) {
                int i = xAt + t;
                int j = yAt + t;
                s0 = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, j), s0);
                s1 = FloatVector.fromArray(SPECIES, x, i + WIDTH).fma(FloatVector.fromArray(SPECIES, y, j + WIDTH), s1);
                s2 = FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, y, j + 2 * WIDTH), s2);
                s3 = FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH)
                        .fma(FloatVector.fromArray(SPECIES, y, j + 3 * WIDTH), s3);
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + WIDTH);
            s2.intoArray(lanes, lane + 2 * WIDTH);
            s3.intoArray(lanes, lane + 3 * WIDTH);
        }
        ScalarFloatSums.dot(
                lanes, (phase + full) % LANES, x, xAt + full * xStep, xStep, y, yAt + full * yStep, yStep, n - full);
    }
}
