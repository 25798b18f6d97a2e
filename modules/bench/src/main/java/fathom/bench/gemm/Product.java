package fathom.bench.gemm;

import fathom.bench.Column;
import fathom.bench.peer.GemmShape;
import java.util.List;
import java.util.stream.Stream;

/** A product that is measured: the columns of every table of products begin with it. */
record Product(String precision, GemmShape shape, int threads) {

    private static final List<Column> COLUMNS = List.of(
            Column.text("precision", "type", 6),
            Column.count("m", "m", 5),
            Column.count("n", "n", 5),
            Column.count("k", "k", 5),
            Column.text("transA", "A", 1),
            Column.text("transB", "B", 1),
            Column.count("threads", "threads", 7));

    /** The columns of a table, these first. */
    static List<Column> columns(Column... measured) {
        return Stream.concat(COLUMNS.stream(), Stream.of(measured)).toList();
    }

    /** The values of a line, these first. */
    List<Object> values(Object... measured) {
        Stream<Object> own = Stream.of(
                precision,
                shape.m(),
                shape.n(),
                shape.k(),
                shape.transposeA() ? "T" : "N",
                shape.transposeB() ? "T" : "N",
                threads);
        return Stream.concat(own, Stream.of(measured)).toList();
    }
}
