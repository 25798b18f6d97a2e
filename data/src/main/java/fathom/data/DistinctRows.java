package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import java.nio.FloatBuffer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Inputs of a finite set without repetitions: a kernel matrix with equal rows has no inverse. */
public final class DistinctRows {

    private DistinctRows() {}

    /** The rows that are not equal to an earlier one. */
    public static FloatMatrix of(FloatMatrix x) {
        Set<FloatBuffer> rows = new LinkedHashSet<>();
        for (int i = 0; i < x.rows(); i++) {
            float[] row = new float[x.columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = x.get(i, j);
            }
            rows.add(FloatBuffer.wrap(row));
        }
        FloatMatrix kept = FloatMatrix.zeros(rows.size(), x.columns());
        int i = 0;
        for (FloatBuffer row : rows) {
            for (int j = 0; j < x.columns(); j++) {
                kept.set(i, j, row.get(j));
            }
            i++;
        }
        return kept;
    }
}
