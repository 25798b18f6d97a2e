package fathom.experiments.kernelregression;

import module java.base;

/** A network of random layers of which the last alone is fitted; widths depend on the number of samples n by s = floor(sqrt n). */
enum FeatureModel {
    TWO_LAYER("2-layer m=sqrt(n)"),
    THREE_LAYER("3-layer (sqrt n, sqrt n)"),
    NARROW_FIRST("3-layer (10, sqrt n)"),
    NARROW_SECOND("3-layer (sqrt n, 10)");

    private static final int NARROW = 10;

    private final String paperName;

    FeatureModel(String paperName) {
        this.paperName = paperName;
    }

    /** What the paper's legend calls it, which counts layers as hidden ones plus one. */
    String paperName() {
        return paperName;
    }

    /** The widths of the hidden layers. */
    List<Integer> widths(int n) {
        int s = (int) Math.sqrt(n);
        return switch (this) {
            case TWO_LAYER -> List.of(s);
            case THREE_LAYER -> List.of(s, s);
            case NARROW_FIRST -> List.of(NARROW, s);
            case NARROW_SECOND -> List.of(s, NARROW);
        };
    }
}
