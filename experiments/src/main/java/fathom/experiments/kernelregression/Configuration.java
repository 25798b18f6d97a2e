package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.List;

/**
 * What a user can set. Empty lists leave parts of the experiment out.
 *
 * @param kernels of {@code nngp(depth=L)}, {@code ntk(depth=L)}, {@code nngp_b}, {@code ntk_b}, {@code laplace}; the first is what the others
 *     are held against
 * @param publishedN numbers of training points of the authors' own draw, at most 10,000
 * @param freshN numbers of training points of fresh draws
 * @param seeds one fresh draw each
 * @param smallestRidges exponents of the smallest ridge of each panel
 * @param testPoints fresh points on which the error is measured and, as in the paper, the ridge is chosen
 * @param featureN numbers of training points of random features
 * @param repetitions how often random features are drawn for each number
 * @param dataSets of {@code mnist}, {@code fashion-mnist}
 * @param dataN numbers of training images, at most 50,000; the other 10,000 of a split choose the ridge
 * @param dataKernels kernels for images
 * @param largeN further numbers of training images
 * @param largeKernels kernels for those
 * @param splits 0 to 4, as in the paper
 * @param smallestDataRidge exponent of the smallest ridge for images: -3 for the grid of the authors' final code, -7 for that of their first,
 *     which holds the other
 */
public record Configuration(
        List<String> kernels,
        List<Integer> publishedN,
        List<Integer> freshN,
        List<Long> seeds,
        List<Integer> smallestRidges,
        int testPoints,
        List<Integer> featureN,
        int repetitions,
        List<String> dataSets,
        List<Integer> dataN,
        List<String> dataKernels,
        List<Integer> largeN,
        List<String> largeKernels,
        List<Integer> splits,
        int smallestDataRidge) {

    private static final ImmutableList<String> DATA_SETS = ImmutableList.of("mnist", "fashion-mnist");
    private static final int SMALLEST = -15;

    /** The most rows of a square matrix in a Java array. */
    private static final int LARGEST_KERNEL = 46_340;

    /** Images of a split's permutation that do not choose the ridge. */
    private static final int LARGEST_SPLIT = 50_000;

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        kernels = distinct("kernels", kernels);
        publishedN = sizes("publishedN", publishedN, SphereSample.PUBLISHED_POINTS);
        freshN = sizes("freshN", freshN, LARGEST_KERNEL);
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        smallestRidges = ImmutableList.copyOf(Require.distinct("smallestRidges", smallestRidges));
        featureN = sizes("featureN", featureN, Integer.MAX_VALUE / 1000);
        dataSets = distinct("dataSets", dataSets);
        dataN = sizes("dataN", dataN, LARGEST_SPLIT);
        dataKernels = distinct("dataKernels", dataKernels);
        largeN = sizes("largeN", largeN, LARGEST_SPLIT);
        largeKernels = distinct("largeKernels", largeKernels);
        splits = distinct("splits", splits);
        kernels.forEach(KernelName::parse);
        dataKernels.forEach(KernelName::parse);
        largeKernels.forEach(KernelName::parse);
        dataSets.forEach(name -> Settings.known("data set", name, DATA_SETS));
        smallestRidges.forEach(
                exponent -> Require.between("smallestRidges", exponent, SMALLEST, CurveCell.LARGEST_RIDGE));
        splits.forEach(split -> Require.atLeast("splits", split, 0));
        Require.between("smallestDataRidge", smallestDataRidge, SMALLEST, 0);
        Require.atLeast("testPoints", testPoints, 1);
        Require.atLeast("repetitions", repetitions, 1);
    }

    /** The exponent of the smallest ridge of all panels. */
    int smallestRidge() {
        return smallestRidges.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    /** All numbers of training images, ascending. */
    ImmutableList<Integer> imageSizes() {
        return ImmutableSortedSet.<Integer>naturalOrder()
                .addAll(dataN)
                .addAll(largeN)
                .build()
                .asList();
    }

    /** The kernels for that number of images. */
    ImmutableList<String> imageKernels(int n) {
        ImmutableSet.Builder<String> kernels = ImmutableSet.builder();
        kernels.addAll(dataN.contains(n) ? dataKernels : List.of());
        kernels.addAll(largeN.contains(n) ? largeKernels : List.of());
        return kernels.build().asList();
    }

    private static <T> ImmutableList<T> distinct(String key, List<T> values) {
        return values.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct(key, values));
    }

    private static ImmutableList<Integer> sizes(String key, List<Integer> values, int most) {
        distinct(key, values).forEach(n -> Require.between(key, n, 1, most));
        return ImmutableList.sortedCopyOf(values);
    }
}
