package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarFloatExtremes} a vector at a time; a maximum is the same in whatever order it is taken. */
final class VectorFloatExtremes {

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int WIDTH = SPECIES.length();

    private VectorFloatExtremes() {}

    static float max(float start, float[] x, int at, int step, int n) {
        if (step != 1 || n < 2 * WIDTH) {
            return ScalarFloatExtremes.max(start, x, at, step, n);
        }
        FloatVector m0 = FloatVector.broadcast(SPECIES, start);
        FloatVector m1 = m0;
        int i = 0;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, at + i));
            m1 = m1.max(FloatVector.fromArray(SPECIES, x, at + i + WIDTH));
        }
        float[] lanes = new float[WIDTH];
        m0.max(m1).intoArray(lanes, 0);
        return ScalarFloatExtremes.max(ScalarFloatExtremes.max(start, lanes, 0, 1, WIDTH), x, at + i, 1, n - i);
    }

    static float maxAbs(float start, float[] x, int at, int step, int n) {
        if (step != 1 || n < 2 * WIDTH) {
            return ScalarFloatExtremes.maxAbs(start, x, at, step, n);
        }
        FloatVector m0 = FloatVector.broadcast(SPECIES, start);
        FloatVector m1 = m0;
        int i = 0;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, at + i).abs());
            m1 = m1.max(FloatVector.fromArray(SPECIES, x, at + i + WIDTH).abs());
        }
        float[] lanes = new float[WIDTH];
        m0.max(m1).intoArray(lanes, 0);
        return ScalarFloatExtremes.maxAbs(ScalarFloatExtremes.max(start, lanes, 0, 1, WIDTH), x, at + i, 1, n - i);
    }

    static int first(float value, float[] x, int at, int step, int n) {
        int i = 0;
        if (step == 1 && value == value) {
            while (i <= n - WIDTH
                    && !FloatVector.fromArray(SPECIES, x, at + i)
                            .compare(VectorOperators.EQ, value)
                            .anyTrue()) {
                i += WIDTH;
            }
        }
        int rest = ScalarFloatExtremes.first(value, x, at + i * step, step, n - i);
        return rest < 0 ? rest : i + rest;
    }
}
