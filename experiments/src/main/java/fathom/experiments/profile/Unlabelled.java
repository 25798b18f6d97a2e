package fathom.experiments.profile;

import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Optional;

/**
 * The inputs on which students imitate: fresh ones where the source draws them. A file has none, and gives the inputs of its training and
 * validation parts, over and over, every time but the first moved by normal noise of deviation 0.3 in each standardised entry that varies.
 */
final class Unlabelled {

    static final double NOISE = 0.3;

    private Unlabelled() {}

    /** In random order, scaled as the split's inputs are. */
    static FloatMatrix of(SplitNetworks cell, Split split, Source source) {
        long seed = cell.problem().seed();
        int n = cell.training().unlabelled();
        Optional<DoubleMatrix> fresh = source.unlabelled(seed, n);
        if (fresh.isPresent()) {
            return FloatMatrix.rounded(split.scaling().of(fresh.get(), 0, n));
        }
        RandomStream random = RandomStream.of(seed, "profile unlabelled");
        DoubleMatrix training = split.training().inputs();
        DoubleMatrix validation = split.validation().inputs();
        int rows = training.rows() + validation.rows();
        int[] order = random.permutation(n);
        FloatMatrix inputs = FloatMatrix.zeros(n, training.columns());
        for (int k = 0; k < n; k++) {
            int i = k % rows;
            for (int j = 0; j < training.columns(); j++) {
                double entry = i < training.rows() ? training.get(i, j) : validation.get(i - training.rows(), j);
                double noise = k < rows || !split.scaling().varies(j)
                        ? 0
                        : NOISE * random.normal((long) k * training.columns() + j);
                inputs.set(order[k], j, (float) (entry + noise));
            }
        }
        return inputs;
    }
}
