package fathom.experiments.spectra;

import com.google.common.collect.ImmutableList;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import java.util.List;

/**
 * What a user can set.
 *
 * @param kernels of {@code nngp}, {@code ntk}, {@code step}, {@code laplace}, {@code exponential(gamma=...)}
 * @param dimensions d of the sphere S^(d-1)
 * @param depths numbers of hidden layers, for kernels that have some
 * @param maxDegree the last degree; exponents are read off up to there
 */
public record Configuration(List<String> kernels, List<Integer> dimensions, List<Integer> depths, int maxDegree) {

    private static final int DEEPEST = 100;

    /** @throws UserError in one sentence, if a value makes no sense */
    public Configuration {
        kernels = ImmutableList.copyOf(Require.distinct("kernels", kernels));
        dimensions = ImmutableList.copyOf(Require.distinct("dimensions", dimensions));
        depths = ImmutableList.sortedCopyOf(Require.distinct("depths", depths));
        kernels.forEach(Family::parse);
        dimensions.forEach(d -> Require.between("dimensions", d, 3, 200));
        depths.forEach(depth -> Require.between("depths", depth, 1, DEEPEST));
        Require.between("maxDegree", maxDegree, 24, 2000);
    }
}
