package fathom.simd.loop;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarDoubleExtremes} a vector at a time; a maximum is the same in whatever order it is taken. */
final class VectorDoubleExtremes {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int WIDTH = SPECIES.length();

    private VectorDoubleExtremes() {}

    static double max(double start, double[] x, int at, int step, int n) {
        if (step != 1 || n < 2 * WIDTH) {
            return ScalarDoubleExtremes.max(start, x, at, step, n);
        }
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, start);
        DoubleVector m1 = m0;
        int i = 0;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            m0 = m0.max(DoubleVector.fromArray(SPECIES, x, at + i));
            m1 = m1.max(DoubleVector.fromArray(SPECIES, x, at + i + WIDTH));
        }
        double[] lanes = new double[WIDTH];
        m0.max(m1).intoArray(lanes, 0);
        return ScalarDoubleExtremes.max(ScalarDoubleExtremes.max(start, lanes, 0, 1, WIDTH), x, at + i, 1, n - i);
    }

    static double maxAbs(double start, double[] x, int at, int step, int n) {
        if (step != 1 || n < 2 * WIDTH) {
            return ScalarDoubleExtremes.maxAbs(start, x, at, step, n);
        }
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, start);
        DoubleVector m1 = m0;
        int i = 0;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            m0 = m0.max(DoubleVector.fromArray(SPECIES, x, at + i).abs());
            m1 = m1.max(DoubleVector.fromArray(SPECIES, x, at + i + WIDTH).abs());
        }
        double[] lanes = new double[WIDTH];
        m0.max(m1).intoArray(lanes, 0);
        return ScalarDoubleExtremes.maxAbs(ScalarDoubleExtremes.max(start, lanes, 0, 1, WIDTH), x, at + i, 1, n - i);
    }

    static int first(double value, double[] x, int at, int step, int n) {
        int i = 0;
        if (step == 1 && value == value) {
            while (i <= n - WIDTH
                    && !DoubleVector.fromArray(SPECIES, x, at + i)
                            .compare(VectorOperators.EQ, value)
                            .anyTrue()) {
                i += WIDTH;
            }
        }
        int rest = ScalarDoubleExtremes.first(value, x, at + i * step, step, n - i);
        return rest < 0 ? rest : i + rest;
    }
}
