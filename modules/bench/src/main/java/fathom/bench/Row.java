package fathom.bench;

import java.util.List;

/** One line of a benchmark's results: ours, and beside it one peer's figure unless we were measured alone. */
public interface Row {

    /** The values of the columns in their order; null for those that are absent. */
    List<Object> values();

    /** The sets of rows over which a geometric mean of the ratios is taken and to which this row belongs; none without a peer. */
    List<String> groups();

    /** The speedup: the peer's least time over our least time. */
    double ratio();
}
