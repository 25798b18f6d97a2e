package fathom.bench.gemm;

import fathom.bench.Column;
import fathom.bench.Row;
import fathom.bench.peer.GemmShape;
import java.util.List;

/**
 * One line of the table of allocations.
 *
 * @param bytes allocated by one product; the few of the scope and the harness round a turn are shared by its products
 */
record AllocationRow(String precision, GemmShape shape, int threads, double bytes) implements Row {

    static final List<Column> COLUMNS = List.of(
            Column.text("precision", "type", 6),
            Column.count("m", "m", 5),
            Column.count("n", "n", 5),
            Column.count("k", "k", 5),
            Column.text("transA", "A", 1),
            Column.text("transB", "B", 1),
            Column.count("threads", "threads", 7),
            Column.figure("bytes_per_product", "bytes a product", 15, 3, 3));

    @Override
    public List<Object> values() {
        return List.of(
                precision,
                shape.m(),
                shape.n(),
                shape.k(),
                shape.transposeA() ? "T" : "N",
                shape.transposeB() ? "T" : "N",
                threads,
                bytes);
    }

    @Override
    public String group() {
        return "";
    }

    @Override
    public double ratio() {
        return Double.NaN;
    }
}
