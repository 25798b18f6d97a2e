package fathom.bench.regression;

import fathom.bench.Column;
import fathom.bench.Row;
import java.util.List;

/**
 * One line of the table: kernel regression against its two large parts by themselves.
 *
 * @param ratio the regression's time over that of the product X X' and the factorisation together
 */
record RegressionRow(
        int n,
        int d,
        int depth,
        int threads,
        double regressionSeconds,
        double productSeconds,
        double choleskySeconds,
        double ratio)
        implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.count("n", "n", 6),
            Column.count("d", "d", 5),
            Column.count("L", "L", 3),
            Column.count("threads", "threads", 7),
            Column.figure("regression_seconds", "regression s", 12, 6, 4),
            Column.figure("product_seconds", "product s", 10, 6, 4),
            Column.figure("cholesky_seconds", "cholesky s", 10, 6, 4),
            Column.figure("ratio", "ratio", 7, 3, 2));

    @Override
    public List<Object> values() {
        return List.of(n, d, depth, threads, regressionSeconds, productSeconds, choleskySeconds, ratio);
    }

    @Override
    public List<String> groups() {
        return List.of();
    }
}
