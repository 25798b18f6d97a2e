package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the paper reads from its figure 1, and one fault of the figure, each as tests on fresh draws. */
final class Claims {

    /** Relative difference of errors that counts as none. */
    static final double MARGIN = 0.05;

    /** The variance of f2 on S^3, the error of predicting its mean: by quadrature in the angle. */
    static final double BUMPS_VARIANCE = 0.0098187;

    private Claims() {}

    static ImmutableList<PaperClaim> of(Measurements measured) {
        return ImmutableList.of(alike(measured), slowerDecay(measured), shallowFeatures(measured), fault(measured));
    }

    /** Each deep kernel against the shallow one of its own family; the families against each other in remarks. */
    private static PaperClaim alike(Measurements measured) {
        Configuration c = measured.configuration();
        int ridge = c.smallestRidge();
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        ImmutableList.Builder<String> remarks = ImmutableList.builder();
        for (String kernel : c.kernels()) {
            KernelName name = KernelName.parse(kernel);
            String shallow = name.family().startsWith("nngp") ? "nngp_b" : "ntk_b";
            if (c.kernels().contains(shallow) && !kernel.equals(shallow)) {
                kernel(measured, kernel, shallow, ridge, Region.EQUAL, MARGIN).ifPresent(tests::add);
            }
        }
        if (c.kernels().contains("nngp_b") && c.kernels().contains("ntk_b")) {
            kernel(measured, "ntk_b", "nngp_b", ridge, Region.EQUAL, MARGIN)
                    .ifPresent(test -> remarks.add(String.format(
                            Locale.ROOT,
                            "Between the families: %s: %.4f (95 %% interval %.4f to %.4f).",
                            test.statement(),
                            test.effect().mean(),
                            test.effect().low(),
                            test.effect().high())));
        }
        return new PaperClaim(
                1,
                "with a small ridge deep kernels learn like shallow ones",
                "With a large enough range of ridges, deep kernels have the errors of the shallow one of their family, and Laplace those of the"
                        + " NTK: relative differences below " + MARGIN + ".",
                tests.build(),
                remarks.build());
    }

    private static PaperClaim slowerDecay(Measurements measured) {
        int ridge = measured.configuration().smallestRidges().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        for (String kernel : measured.configuration().kernels()) {
            if (!kernel.startsWith("nngp") && measured.configuration().kernels().contains("nngp_b")) {
                kernel(measured, kernel, "nngp_b", ridge, Region.LOWER, 0).ifPresent(tests::add);
            }
        }
        return claim(
                2,
                "with a large smallest ridge, tangent and Laplace kernels are better",
                "With the larger smallest ridge, the NTK and the Laplace kernel, whose eigenvalues decay more slowly, have smaller"
                        + " errors at large n than random features.",
                tests.build());
    }

    /** The error of one kernel over that of another at the largest n, draw by draw. */
    private static Optional<Claim> kernel(
            Measurements measured, String kernel, String reference, int ridge, Region region, double margin) {
        if (measured.configuration().freshN().isEmpty()) {
            return Optional.empty();
        }
        int n = measured.configuration().freshN().getLast();
        double[] effect = Measurements.relative(measured.fresh(kernel, n, ridge), measured.fresh(reference, n, ridge));
        return effect.length < 2
                ? Optional.empty()
                : Optional.of(new Claim(
                        "n = " + n + ", ridge at least 1e" + ridge + ": error of " + kernel + " over that of "
                                + reference + ", less 1",
                        region,
                        margin,
                        Interval.of(effect)));
    }

    private static PaperClaim shallowFeatures(Measurements measured) {
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        features(measured, tests, "as published", FeatureResult.Point::asPublished);
        features(measured, tests, "corrected", FeatureResult.Point::corrected);
        return claim(
                3,
                "with sqrt n random features shallow is better",
                "With about sqrt n random features a shallow network has a smaller error than one with two hidden layers, although it has"
                        + " fewer weights.",
                tests.build());
    }

    private static void features(
            Measurements measured,
            ImmutableList.Builder<Claim> tests,
            String what,
            ToDoubleFunction<FeatureResult.Point> error) {
        List<Integer> sizes = measured.configuration().featureN();
        if (sizes.isEmpty()) {
            return;
        }
        double[] shallow = measured.features(FeatureModel.TWO_LAYER, sizes.getLast(), error);
        for (FeatureModel model : FeatureModel.values()) {
            double[] effect = Measurements.relative(measured.features(model, sizes.getLast(), error), shallow);
            if (model != FeatureModel.TWO_LAYER && effect.length > 1) {
                tests.add(Claim.of(
                        "n = " + sizes.getLast() + ", " + what + ": error of " + model.paperName()
                                + " over that of 2-layer, less 1",
                        Region.HIGHER,
                        Interval.of(effect)));
            }
        }
    }

    private static PaperClaim fault(Measurements measured) {
        ImmutableList.Builder<Claim> tests = ImmutableList.builder();
        List<Integer> sizes = measured.configuration().featureN();
        if (!sizes.isEmpty()) {
            int n = sizes.getLast();
            double[] published = measured.features(FeatureModel.TWO_LAYER, n, FeatureResult.Point::asPublished);
            double[] corrected = measured.features(FeatureModel.TWO_LAYER, n, FeatureResult.Point::corrected);
            if (published.length > 1) {
                tests.add(variance("as published", n, Region.HIGHER, published));
                tests.add(variance("corrected", n, Region.LOWER, corrected));
            }
        }
        return claim(
                4,
                "(ours) the published random-feature curves are those of a fault",
                "Ours, not the paper's: with new weights for the test features, as in the published code, even the best curve stays above the"
                        + " variance of the target, the error of predicting its mean; with the same weights it falls below.",
                tests.build());
    }

    private static Claim variance(String what, int n, Region region, double[] errors) {
        double[] relative = errors.clone();
        for (int i = 0; i < relative.length; i++) {
            relative[i] = relative[i] / BUMPS_VARIANCE - 1;
        }
        return Claim.of(
                "n = " + n + ", 2-layer, " + what + ": error over the target's variance, less 1",
                region,
                Interval.of(relative));
    }

    private static PaperClaim claim(int number, String title, String statement, ImmutableList<Claim> tests) {
        return new PaperClaim(
                number,
                title,
                statement,
                tests,
                tests.isEmpty()
                        ? ImmutableList.of("It needs at least two seeds and the parts that it is about.")
                        : ImmutableList.of());
    }
}
