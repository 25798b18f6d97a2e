package fathom.bench.peer;

import java.util.List;

/**
 * The shape of a product C := op(A) op(B): m x k times k x n.
 *
 * @param transposeA whether A is stored k x m
 * @param transposeB whether B is stored n x k
 */
public record GemmShape(int m, int n, int k, boolean transposeA, boolean transposeB) {

    /** Squares, the products of training steps, odd sizes, and matrix times vector: the list that the published means are over. */
    public static final List<GemmShape> PUBLISHED = List.of(
            square(32),
            square(64),
            square(128),
            square(256),
            square(512),
            square(1024),
            square(2048),
            square(4096),
            new GemmShape(50, 500, 500, false, false),
            new GemmShape(500, 500, 50, true, false),
            new GemmShape(50, 500, 500, false, true),
            new GemmShape(100, 1000, 784, false, false),
            new GemmShape(200, 200, 2, false, false),
            new GemmShape(128, 512, 3072, false, false),
            new GemmShape(97, 101, 103, false, false),
            new GemmShape(1, 1000, 1000, false, false),
            new GemmShape(1000, 1, 1000, false, false));

    /** Products A A' of which one half is measured against the whole. */
    public static final List<GemmShape> GRAM =
            List.of(new GemmShape(500, 500, 500, false, true), new GemmShape(2000, 2000, 784, false, true));

    private static GemmShape square(int n) {
        return new GemmShape(n, n, n, false, false);
    }

    /** Floating-point operations of the product: a multiplication and an addition a step. */
    public double flops() {
        return 2.0 * m * n * k;
    }

    /** {@code m,n,k,N,T}: sizes, then whether each operand is transposed; the inverse of {@link #parse}. */
    @Override
    public String toString() {
        return m + "," + n + "," + k + "," + flag(transposeA) + "," + flag(transposeB);
    }

    private static String flag(boolean transposed) {
        return transposed ? "T" : "N";
    }

    /** Reads {@code m,n,k} or {@code m,n,k,N,T}. */
    public static GemmShape parse(String text) {
        String[] parts = text.strip().split("[,x]");
        try {
            if (parts.length == 3 || parts.length == 5) {
                GemmShape shape = new GemmShape(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        parts.length == 5 && parts[3].equals("T"),
                        parts.length == 5 && parts[4].equals("T"));
                if (Math.min(shape.m, Math.min(shape.n, shape.k)) > 0) {
                    return shape;
                }
            }
        } catch (NumberFormatException e) {
            // Refused below, with the same sentence as every other mistake.
        }
        throw new IllegalArgumentException(
                "the shape " + text + " is not m,n,k or m,n,k,N,T with positive sizes, such as 50,500,500,N,T");
    }
}
