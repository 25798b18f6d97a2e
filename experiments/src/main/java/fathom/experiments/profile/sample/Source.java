package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;
import java.util.Optional;

/** Where samples come from: a function of the seed, so that every trial of one seed sees the same. */
public interface Source {

    /** The first n samples of a seed, in random order. */
    Samples samples(long seed, int n);

    /** Further inputs without answers, where the source can draw them: n x d. */
    Optional<DoubleMatrix> unlabelled(long seed, int n);
}
