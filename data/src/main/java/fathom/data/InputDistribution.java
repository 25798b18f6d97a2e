package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/** The law of a random input, from which independent samples are drawn. */
public interface InputDistribution {

    /** A short name for reports and provenance, such as {@code gaussian}. */
    String name();

    /** The number d of entries of an input. */
    int dimension();

    /**
     * n independent inputs, one a row: n x d. The same stream gives the same bits, and the first rows do not depend on n.
     *
     * @throws IllegalArgumentException if n is negative
     */
    FloatMatrix sample(int n, RandomStream stream);
}
