package fathom.runs;

import java.util.List;

/** Configurations for tests of keys. */
public final class Cells {

    private Cells() {}

    public record Cell(int depth, double rate, List<Integer> widths, String target) {}

    public record Reordered(String target, List<Integer> widths, int depth, double rate) {}

    public record Numbers(double a, float b, long c, Double d) {}
}
