package fathom.simd.product;

/** Which elements of C a product computes. */
public enum Triangle {
    /** All of them. */
    WHOLE,
    /** Those with j ≤ i. */
    LOWER,
    /** Those with j >= i. */
    UPPER;

    Triangle transposed() {
        return switch (this) {
            case WHOLE -> WHOLE;
            case LOWER -> UPPER;
            case UPPER -> LOWER;
        };
    }

    /** First column of row {@code i} within [from, to). */
    int first(int i, int from, int to) {
        return this == UPPER ? Math.min(Math.max(from, i), to) : from;
    }

    /** Column after the last of row {@code i} within [from, to). */
    int end(int i, int from, int to) {
        return this == LOWER ? Math.max(Math.min(to, i + 1), from) : to;
    }

    /** Whether the rectangle has an element to compute. */
    boolean touches(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        return switch (this) {
            case WHOLE -> true;
            case LOWER -> columnFrom < rowTo;
            case UPPER -> columnTo > rowFrom;
        };
    }

    /** Whether every element of the rectangle is to be computed. */
    boolean covers(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        return switch (this) {
            case WHOLE -> true;
            case LOWER -> columnTo - 1 <= rowFrom;
            case UPPER -> columnFrom >= rowTo - 1;
        };
    }
}
