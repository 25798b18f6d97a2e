package fathom.experiments.localglobal.tasks;

import fathom.simd.matrix.FloatMatrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows that are not equal to an earlier one. */
final class DistinctRows {

    private DistinctRows() {}

    /** Their numbers, ascending. */
    static int[] of(FloatMatrix x) {
        Set<List<Float>> seen = new HashSet<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < x.rows(); i++) {
            List<Float> row = new ArrayList<>(x.columns());
            for (int j = 0; j < x.columns(); j++) {
                row.add(x.get(i, j));
            }
            if (seen.add(row)) {
                rows.add(i);
            }
        }
        return rows.stream().mapToInt(i -> i).toArray();
    }
}
