package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;

/** From a configuration to its trials, in the order of the tables. */
final class Plan {

    private Plan() {}

    /** The authors' draw and the fresh ones. */
    static ImmutableList<CurveCell> curves(Configuration c) {
        ImmutableList.Builder<CurveCell> cells = ImmutableList.builder();
        for (String kernel : c.kernels()) {
            if (!c.publishedN().isEmpty()) {
                cells.add(new CurveCell(
                        CurveCell.PUBLISHED,
                        0,
                        kernel,
                        c.publishedN(),
                        SphereSample.PUBLISHED_POINTS,
                        c.smallestRidge()));
            }
            for (long seed : c.seeds()) {
                if (!c.freshN().isEmpty()) {
                    cells.add(new CurveCell(
                            CurveCell.FRESH, seed, kernel, c.freshN(), c.testPoints(), c.smallestRidge()));
                }
            }
        }
        return cells.build();
    }

    static ImmutableList<FeatureCell> features(Configuration c) {
        ImmutableList.Builder<FeatureCell> cells = ImmutableList.builder();
        for (FeatureModel model : FeatureModel.values()) {
            for (long seed : c.seeds()) {
                if (!c.featureN().isEmpty()) {
                    cells.add(new FeatureCell(model, seed, c.featureN(), c.repetitions(), c.testPoints()));
                }
            }
        }
        return cells.build();
    }

    static ImmutableList<ImageCell> images(Configuration c) {
        ImmutableList.Builder<ImageCell> cells = ImmutableList.builder();
        for (String dataSet : c.dataSets()) {
            for (int n : c.imageSizes()) {
                for (String kernel : c.imageKernels(n)) {
                    for (int split : c.splits()) {
                        cells.add(new ImageCell(dataSet, n, split, kernel, c.smallestDataRidge()));
                    }
                }
            }
        }
        return cells.build();
    }
}
