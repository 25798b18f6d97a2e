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

    static final List<Column> COLUMNS =
            Product.columns(Column.figure("bytes_per_product", "bytes a product", 15, 3, 3));

    @Override
    public List<Object> values() {
        return new Product(precision, shape, threads).values(bytes);
    }

    @Override
    public List<String> groups() {
        return List.of();
    }

    @Override
    public double ratio() {
        return Double.NaN;
    }
}
